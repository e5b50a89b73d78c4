//! The UI's files; every other page of the UI begins with the shell.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use tresen_webui::Asset;

use crate::problem::{Code, Problem};

/// Answers whatever no other route took.
pub(crate) async fn find(request: Request) -> Response {
    let path = request.uri().path();
    let is_ours = ["/api", "/webhooks"]
        .iter()
        .any(|root| path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')));
    if is_ours {
        return Problem::new(Code::NotFound, "there is nothing at this address").into_response();
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        let mut response = Problem::of(Code::MethodNotAllowed).into_response();
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    if let Some(asset) = tresen_webui::find(path) {
        return answer(asset, request.headers());
    }
    let takes_pages = text(request.headers(), header::ACCEPT).contains("text/html");
    if takes_pages {
        answer(tresen_webui::shell(), request.headers())
    } else {
        Problem::new(Code::NotFound, "there is no such file").into_response()
    }
}

/// One file, packed as the browser likes it; 304 when it has it already.
fn answer(asset: &'static Asset, asked: &HeaderMap) -> Response {
    let cache = if asset.is_immutable { "public, max-age=31536000, immutable" } else { "no-cache" };
    let is_known = text(asked, header::IF_NONE_MATCH).split(',').any(|tag| matches(tag.trim(), asset.etag));
    let (body, encoding) = packed(asset, &text(asked, header::ACCEPT_ENCODING));
    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        (StatusCode::OK, body).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::ETAG, HeaderValue::from_static(asset.etag));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if !is_known {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.mime));
        if let Some(encoding) = encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
    }
    response
}

fn packed(asset: &'static Asset, accepted: &str) -> (&'static [u8], Option<&'static str>) {
    let takes = |coding: &str| {
        accepted.split(',').any(|one| {
            let (name, weight) = one.split_once(';').unwrap_or((one, ""));
            let is_refused =
                weight.trim().strip_prefix("q=").is_some_and(|q| q.trim_matches(['0', '.']).is_empty());
            name.trim().eq_ignore_ascii_case(coding) && !is_refused
        })
    };
    match (asset.brotli, asset.gzip) {
        (Some(brotli), _) if takes("br") => (brotli, Some("br")),
        (_, Some(gzip)) if takes("gzip") => (gzip, Some("gzip")),
        _ => (asset.identity, None),
    }
}

/// Weak comparison, as `If-None-Match` wants it.
fn matches(given: &str, ours: &str) -> bool {
    given == "*" || given.trim_start_matches("W/") == ours.trim_start_matches("W/")
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> String {
    let all: Vec<&str> = headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect();
    all.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    static FILE: Asset = Asset {
        path: "a.js",
        mime: "text/javascript",
        etag: "W/\"1\"",
        identity: b"plain",
        gzip: Some(b"gzip"),
        brotli: Some(b"brotli"),
        is_immutable: true,
    };

    #[test]
    fn the_browser_gets_the_best_form_it_takes() {
        assert_eq!(packed(&FILE, "gzip, deflate, br").1, Some("br"));
        assert_eq!(packed(&FILE, "gzip;q=0.5, br;q=0").1, Some("gzip"));
        assert_eq!(packed(&FILE, "").1, None);
    }

    #[test]
    fn a_file_that_the_browser_has_is_not_sent_again() {
        let mut asked = HeaderMap::new();
        asked.insert(header::IF_NONE_MATCH, "W/\"0\", \"1\"".parse().unwrap());
        assert_eq!(answer(&FILE, &asked).status(), StatusCode::NOT_MODIFIED);
        let fresh = answer(&FILE, &HeaderMap::new());
        assert_eq!(fresh.headers()[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
    }
}
