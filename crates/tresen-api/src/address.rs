//! Where a request came from.

use std::net::SocketAddr;

use axum::{
    extract::ConnectInfo,
    http::{Extensions, HeaderMap},
};

/// The caller's address without its port; `unknown` when the server was started without addresses.
///
/// Behind a proxy of ours the last entry of `X-Forwarded-For` counts: the only one the proxy wrote itself.
pub(crate) fn of_request(headers: &HeaderMap, extensions: &Extensions, trusts_proxy: bool) -> String {
    let forwarded = headers
        .get_all("x-forwarded-for")
        .iter()
        .next_back()
        .and_then(|value| value.to_str().ok())
        .and_then(|list| list.rsplit(',').next())
        .map(str::trim)
        .filter(|address| !address.is_empty() && address.len() <= 64);
    match forwarded {
        Some(address) if trusts_proxy => address.to_owned(),
        _ => extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map_or_else(|| "unknown".to_owned(), |ConnectInfo(address)| address.ip().to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_proxy_of_ours_is_believed_and_only_its_own_entry() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "6.6.6.6, 10.1.2.3".parse().unwrap());
        let mut extensions = Extensions::new();
        assert_eq!(of_request(&headers, &extensions, false), "unknown");
        extensions.insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 4000))));
        assert_eq!(of_request(&headers, &extensions, false), "127.0.0.1");
        assert_eq!(of_request(&headers, &extensions, true), "10.1.2.3");
    }
}
