//! Secrets that cannot be printed, and are never empty.

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

/// The configuration holds an empty secret: everybody could pass with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the secret is empty")]
pub struct EmptySecret;

macro_rules! secrets {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Deserialize)]
        #[serde(try_from = "String")]
        pub struct $name(SecretString);

        impl $name {
            /// Takes the secret as configured; white space around it is no part of it.
            ///
            /// # Errors
            /// [`EmptySecret`] when nothing is left.
            pub fn new(text: impl AsRef<str>) -> Result<Self, EmptySecret> {
                let text = text.as_ref().trim();
                if text.is_empty() { Err(EmptySecret) } else { Ok(Self(SecretString::from(text))) }
            }

            /// The secret itself: to be sealed, sent or compared, never logged.
            pub fn expose(&self) -> &str {
                self.0.expose_secret()
            }
        }

        impl TryFrom<String> for $name {
            type Error = EmptySecret;
            fn try_from(text: String) -> Result<Self, EmptySecret> {
                Self::new(text)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )*};
}

secrets! {
    /// Secret of a Meta app: signs the webhooks of all its accounts.
    AppSecret;
    /// Word agreed with Meta for the handshake of a webhook address.
    VerifyToken;
    /// Token of a system user or business: sends and reads on behalf of an account.
    AccessToken;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_never_printed_and_never_empty() {
        let token = AccessToken::new(" EAAG-secret\n").unwrap();
        assert_eq!(format!("{token:?}"), "AccessToken(…)");
        assert_eq!(token.expose(), "EAAG-secret");
        assert_eq!(AppSecret::new(" \n").unwrap_err(), EmptySecret);
        assert!(serde_json::from_str::<VerifyToken>("\"\"").is_err());
    }
}
