//! What an operator sets about HTTP.

use std::collections::BTreeMap;

use tresen_whatsapp::signature::{AppSecret, VerifyToken};

/// Settings of this room.
#[derive(Debug, Clone, Default)]
pub struct ApiConfig {
    /// The Meta apps whose webhooks are taken, by the key in their address.
    pub apps: BTreeMap<String, AppConfig>,
    /// Where browsers reach the desk, such as `https://desk.example.org`; `None` on a machine of one's own.
    /// With `https` cookies are marked secure.
    pub public_url: Option<String>,
    /// Where the demo's customer phones are, such as `http://127.0.0.1:8090/phone`; `None` in earnest.
    pub demo_phone_url: Option<String>,
    /// Whether a proxy of ours stands before us, so that the last address in `X-Forwarded-For` is the caller's.
    pub trusts_proxy: bool,
    /// Version of this program, told to browsers so that they can ask for a reload after an update.
    pub build: String,
}

/// A Meta app, as far as its webhooks are concerned.
#[derive(Debug, Clone)]
pub struct AppConfig {
    /// Signs every webhook.
    pub secret: AppSecret,
    /// Agreed for the handshake.
    pub verify_token: VerifyToken,
}

impl ApiConfig {
    /// Whether browsers come by `https`.
    pub(crate) fn is_https(&self) -> bool {
        self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }

    /// Scheme, host and port of the demo's phones.
    pub(crate) fn phone_origin(&self) -> Option<&str> {
        let url = self.demo_phone_url.as_deref()?;
        let host = url.find("://")? + 3;
        let end = url.get(host..)?.find('/').map_or(url.len(), |at| host + at);
        url.get(..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_origin_of_the_phones_is_their_address_without_a_path() {
        let config = |url: &str| ApiConfig { demo_phone_url: Some(url.to_owned()), ..ApiConfig::default() };
        assert_eq!(config("http://127.0.0.1:8090/phone").phone_origin(), Some("http://127.0.0.1:8090"));
        assert_eq!(config("https://phone.test").phone_origin(), Some("https://phone.test"));
        assert_eq!(ApiConfig::default().phone_origin(), None);
    }
}
