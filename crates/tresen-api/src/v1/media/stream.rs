//! A file as an answer: headers that disarm it, and only the part that was asked for.

use axum::{
    body::Body,
    http::{HeaderMap, StatusCode, header, response::Builder},
    response::Response,
};
use tresen_desk::{Desk, media::Content};

use super::{
    disposition::disposition,
    range::{Part, part},
};
use crate::problem::{Answer, Code, Problem};

/// Whatever the file is: no script, no plugin, no form, an origin of its own.
const POLICY: &str =
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'";
/// The file behind an address never changes, but it may be deleted and rights may be taken away.
const CACHE: &str = "private, max-age=3600";

/// Answers with the file, a part of it, or that it has not changed.
pub(super) async fn answer(desk: &Desk, content: Content, request: &HeaderMap) -> Answer<Response> {
    let etag = format!("\"{}\"", hex::encode(content.sha256));
    let builder = Response::builder()
        .header(header::ETAG, &etag)
        .header(header::CACHE_CONTROL, CACHE)
        .header(header::VARY, "cookie, authorization")
        .header(header::ACCEPT_RANGES, "bytes")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::CONTENT_SECURITY_POLICY, POLICY);
    if is_known(request, &etag) {
        return built(builder.status(StatusCode::NOT_MODIFIED), Body::empty());
    }
    let size = content.size_bytes;
    let (status, range) = match part(request, &etag, size) {
        Part::Whole => (StatusCode::OK, None),
        Part::Bytes(range) => (StatusCode::PARTIAL_CONTENT, Some(range)),
        Part::None => {
            let builder = builder.header(header::CONTENT_RANGE, format!("bytes */{size}"));
            return built(builder.status(StatusCode::RANGE_NOT_SATISFIABLE), Body::empty());
        }
    };
    let file = content.stream(desk, range).await?;
    let length = file.range.end.saturating_sub(file.range.start);
    let mut builder = builder
        .status(status)
        .header(header::CONTENT_TYPE, &content.mime)
        .header(header::CONTENT_LENGTH, length)
        .header(header::CONTENT_DISPOSITION, disposition(content.is_inline_safe, &content.file_name));
    if status == StatusCode::PARTIAL_CONTENT {
        let last = file.range.end.saturating_sub(1);
        builder = builder.header(header::CONTENT_RANGE, format!("bytes {}-{last}/{size}", file.range.start));
    }
    built(builder, Body::from_stream(file.chunks))
}

/// Whether the caller has this very content already.
fn is_known(request: &HeaderMap, etag: &str) -> bool {
    request
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|tags| tags.split(','))
        .map(|tag| tag.trim().trim_start_matches("W/"))
        .any(|tag| tag == etag || tag == "*")
}

fn built(builder: Builder, body: Body) -> Answer<Response> {
    builder.body(body).map_err(|error| {
        tracing::error!(%error, "a file's headers cannot be written");
        Problem::of(Code::Internal)
    })
}
