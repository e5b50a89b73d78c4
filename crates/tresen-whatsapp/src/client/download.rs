//! Customers' files: from listed hosts only, never larger than allowed.

use std::time::Duration;

use bytes::Bytes;
use reqwest::{Response, StatusCode, header};
use url::{Host, Url};

use super::{AccessToken, CloudClient, failure::told};

/// Longest download: 100 MB over a slow line.
const TRANSFER: Duration = Duration::from_mins(10);
/// Redirects that are followed, each to a listed host.
const HOPS: usize = 3;
/// Where the platform keeps files; the token goes nowhere else. Source: Meta "Media", seen 2026-09-11.
const HOSTS: [&str; 3] = ["fbsbx.com", "fbcdn.net", "whatsapp.net"];
/// Host of the real Graph API; another one is an emulator and serves files itself.
const GRAPH_HOST: &str = "graph.facebook.com";

/// Why a file could not be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DownloadFailure {
    /// The address, or one it leads to, is not one of the platform: nothing was asked there.
    #[error("the address of the file does not belong to the platform")]
    HostNotAllowed,
    /// More than was allowed.
    #[error("the file is larger than {limit_bytes} bytes")]
    TooLarge {
        /// What was allowed.
        limit_bytes: u64,
    },
    /// The address is too old; ask for a new one.
    #[error("the address of the file has expired")]
    Gone,
    /// The token was refused.
    #[error("the access token was refused")]
    Credentials,
    /// Any other refusal.
    #[error("the file was refused with HTTP {status}")]
    Refused {
        /// HTTP status.
        status: u16,
    },
    /// The line broke.
    #[error("the file did not arrive: {reason}")]
    Transport {
        /// English.
        reason: String,
    },
}

impl DownloadFailure {
    /// Whether asking for the address again may help at once.
    pub const fn needs_new_url(&self) -> bool {
        matches!(self, Self::Gone)
    }

    /// Whether another attempt may help.
    pub const fn may_help(&self) -> bool {
        match self {
            Self::Gone | Self::Credentials | Self::Transport { .. } => true,
            Self::Refused { status } => *status == 429 || *status >= 500,
            Self::HostNotAllowed | Self::TooLarge { .. } => false,
        }
    }
}

/// A file on its way.
#[derive(Debug)]
pub struct Download {
    /// Claimed by the server.
    pub mime: Option<String>,
    /// Claimed by the server; never above the limit.
    pub length_bytes: Option<u64>,
    response: Response,
    left: u64,
    limit_bytes: u64,
}

impl Download {
    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// [`DownloadFailure::TooLarge`] as soon as more than the limit arrives, whatever the server claimed;
    /// [`DownloadFailure::Transport`] when the line breaks, also when less arrives than was claimed.
    pub async fn next_chunk(&mut self) -> Result<Option<Bytes>, DownloadFailure> {
        let chunk = self
            .response
            .chunk()
            .await
            .map_err(|error| DownloadFailure::Transport { reason: told(error) })?;
        if let Some(chunk) = &chunk {
            let length = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
            self.left = self
                .left
                .checked_sub(length)
                .ok_or(DownloadFailure::TooLarge { limit_bytes: self.limit_bytes })?;
        }
        Ok(chunk)
    }
}

impl CloudClient {
    /// Begins to fetch a file of at most `limit_bytes`, from an address that the platform gave less than 5 minutes ago.
    ///
    /// # Errors
    /// [`DownloadFailure`]; the token goes to listed hosts only, redirects included.
    pub async fn download(
        &self,
        token: &AccessToken,
        url: &Url,
        limit_bytes: u64,
    ) -> Result<Download, DownloadFailure> {
        let mut url = url.clone();
        for _ in 0..=HOPS {
            if !self.is_listed(&url) {
                return Err(DownloadFailure::HostNotAllowed);
            }
            let request = self.http.get(url.clone()).bearer_auth(token.expose()).timeout(TRANSFER);
            let response =
                request.send().await.map_err(|error| DownloadFailure::Transport { reason: told(error) })?;
            tracing::debug!(operation = "download", status = response.status().as_u16(), "platform answered");
            match response.status() {
                status if status.is_success() => return begin(response, limit_bytes),
                status if status.is_redirection() => {
                    url =
                        next(&url, &response).ok_or(DownloadFailure::Refused { status: status.as_u16() })?;
                }
                StatusCode::NOT_FOUND | StatusCode::GONE => return Err(DownloadFailure::Gone),
                StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => return Err(DownloadFailure::Credentials),
                status => return Err(DownloadFailure::Refused { status: status.as_u16() }),
            }
        }
        Err(DownloadFailure::Refused { status: StatusCode::LOOP_DETECTED.as_u16() })
    }

    /// HTTPS at one of the platform's hosts, or the very origin of an emulator.
    fn is_listed(&self, url: &Url) -> bool {
        let is_emulator = self.graph_url.host_str() != Some(GRAPH_HOST);
        if is_emulator && url.origin() == self.graph_url.origin() {
            return true;
        }
        let Some(Host::Domain(host)) = url.host() else { return false };
        let is_listed = HOSTS.iter().any(|listed| {
            host.strip_suffix(listed).is_some_and(|rest| rest.len() > 1 && rest.ends_with('.'))
        });
        is_listed && url.scheme() == "https" && url.port().is_none() && url.username().is_empty()
    }
}

fn begin(response: Response, limit_bytes: u64) -> Result<Download, DownloadFailure> {
    let length_bytes = response.content_length();
    if length_bytes.is_some_and(|length| length > limit_bytes) {
        return Err(DownloadFailure::TooLarge { limit_bytes });
    }
    let mime =
        response.headers().get(header::CONTENT_TYPE).and_then(|mime| mime.to_str().ok()).map(str::to_owned);
    Ok(Download { mime, length_bytes, response, left: limit_bytes, limit_bytes })
}

fn next(url: &Url, response: &Response) -> Option<Url> {
    url.join(response.headers().get(header::LOCATION)?.to_str().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_listed(graph: &str, url: &str) -> bool {
        let client = CloudClient::new(
            crate::client::http_client().unwrap(),
            Url::parse(graph).unwrap(),
            crate::client::GRAPH_VERSION,
        );
        client.is_listed(&Url::parse(url).unwrap())
    }

    #[test]
    fn the_token_goes_to_listed_hosts_only() {
        let real = crate::client::GRAPH_URL;
        for good in [
            "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1",
            "https://scontent.xx.fbcdn.net/v/1",
            "https://mmg.whatsapp.net/d/1",
        ] {
            assert!(is_listed(real, good), "{good}");
        }
        for bad in [
            "http://lookaside.fbsbx.com/1",
            "https://lookaside.fbsbx.com:8443/1",
            "https://x@lookaside.fbsbx.com/1",
            "https://fbsbx.com.evil.example/1",
            "https://evilfbsbx.com/1",
            "https://.fbsbx.com/1",
            "https://169.254.169.254/latest",
            "https://[::1]/1",
            "https://graph.facebook.com/v26.0/me",
            "ftp://lookaside.fbsbx.com/1",
        ] {
            assert!(!is_listed(real, bad), "{bad}");
        }
        assert!(is_listed("http://127.0.0.1:8090", "http://127.0.0.1:8090/media-content/x"));
        assert!(!is_listed("http://127.0.0.1:8090", "http://127.0.0.1:8091/media-content/x"));
    }
}
