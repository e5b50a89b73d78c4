//! The connection under all calls: TLS by ring, the system's certificates, short times.

use std::{sync::Arc, time::Duration};

use rustls::{ClientConfig, RootCertStore, crypto::ring};

/// Longest wait for a connection.
const CONNECT: Duration = Duration::from_secs(5);
/// Longest call, connection and answer included; transfers of files set their own.
const TOTAL: Duration = Duration::from_secs(30);
/// Longest silence of a server in the middle of an answer.
const SILENCE: Duration = Duration::from_secs(30);

/// The connection's settings were refused.
#[derive(Debug, thiserror::Error)]
pub enum ClientNotBuilt {
    /// TLS.
    #[error("TLS cannot be set up")]
    Tls(#[from] rustls::Error),
    /// Everything else.
    #[error("the HTTP client cannot be set up")]
    Http(#[from] reqwest::Error),
}

/// The HTTP client for all calls: make one for the process, its connections are kept.
///
/// Follows no redirects, since a token would go along. Without certificates in the system it still speaks plain
/// HTTP to an emulator; calls over HTTPS fail then.
///
/// # Errors
/// [`ClientNotBuilt`] when TLS or the client cannot be set up.
pub fn http_client() -> Result<reqwest::Client, ClientNotBuilt> {
    let found = rustls_native_certs::load_native_certs();
    let mut roots = RootCertStore::empty();
    let (added, _) = roots.add_parsable_certificates(found.certs);
    if added == 0 {
        tracing::warn!("the system has no certificates: calls over HTTPS will fail");
    }
    let mut tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    tls.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    let client = reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(CONNECT)
        .timeout(TOTAL)
        .read_timeout(SILENCE)
        .user_agent(concat!("Tresen/", env!("CARGO_PKG_VERSION")))
        .build()?;
    Ok(client)
}
