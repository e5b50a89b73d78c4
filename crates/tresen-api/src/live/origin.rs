//! Which page may open a socket with a browser's cookie.

use axum::http::{HeaderMap, header};

/// Whether the page is ours: its origin is the host it asks, or the public address. Browsers always name the page
/// that opens a socket; who names none is no browser.
pub(super) fn is_ours(headers: &HeaderMap, public_url: Option<&str>) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if !headers.contains_key(header::ORIGIN) {
        return true;
    }
    let Some(origin) = text(header::ORIGIN) else { return false };
    let Some((_, authority)) = origin.split_once("://") else { return false };
    let is_host = text(header::HOST).is_some_and(|host| host.eq_ignore_ascii_case(authority));
    let is_public = public_url.is_some_and(|url| url.trim_end_matches('/').eq_ignore_ascii_case(origin));
    is_host || is_public
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_may_open_a_socket() {
        let asked = |origin: Option<&str>| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, "127.0.0.1:8080".parse().unwrap());
            if let Some(origin) = origin {
                headers.insert(header::ORIGIN, origin.parse().unwrap());
            }
            is_ours(&headers, Some("https://desk.test/"))
        };
        assert!(asked(None) && asked(Some("http://127.0.0.1:8080")) && asked(Some("https://desk.test")));
        assert!(!asked(Some("http://127.0.0.1:8090")), "the demo's phones are other pages");
        assert!(!asked(Some("https://desk.test.evil.example")) && !asked(Some("null")));
    }
}
