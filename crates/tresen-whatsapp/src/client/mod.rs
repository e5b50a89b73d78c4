//! Calls to the Graph API. One answer or one [`ApiFailure`] each; retries are the desk's.

mod account;
mod answer;
mod download;
mod failure;
mod http;
mod media;
mod messages;
mod template_list;

pub use account::ListedTemplate;
pub use download::{Download, DownloadFailure};
pub use failure::ApiFailure;
pub use http::{ClientNotBuilt, http_client};
pub use media::{MediaBody, MediaUrl};
pub use messages::Accepted;
use reqwest::{Method, RequestBuilder};
use url::Url;

pub use crate::secret::AccessToken;

/// Where Meta's Graph API is.
pub const GRAPH_URL: &str = "https://graph.facebook.com";
/// Newest version of the Graph API. Source: Meta "Graph API changelog", seen 2026-07-29.
pub const GRAPH_VERSION: &str = "v26.0";

/// Speaks to one Graph API, for any number of accounts; cheap to clone.
#[derive(Debug, Clone)]
pub struct CloudClient {
    http: reqwest::Client,
    graph_url: Url,
    version: String,
}

impl CloudClient {
    /// `http` must be made by [`http_client`], which follows no redirects by itself. `graph_url` is [`GRAPH_URL`] or
    /// the address of an emulator; `version` such as [`GRAPH_VERSION`].
    pub fn new(http: reqwest::Client, graph_url: Url, version: impl Into<String>) -> Self {
        Self { http, graph_url, version: version.into() }
    }

    /// A request to `/{version}/{path…}` with the token. Segments are escaped, so an id cannot lead elsewhere.
    fn request(
        &self,
        method: Method,
        token: &AccessToken,
        path: &[&str],
    ) -> Result<RequestBuilder, ApiFailure> {
        let mut url = self.graph_url.clone();
        url.path_segments_mut()
            .map_err(|()| ApiFailure::never_sent("the address of the Graph API cannot have a path"))?
            .pop_if_empty()
            .push(&self.version)
            .extend(path);
        Ok(self.http.request(method, url).bearer_auth(token.expose()))
    }
}
