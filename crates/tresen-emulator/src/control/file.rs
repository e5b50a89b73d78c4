//! Files of phones: upload, content, ready-made ones.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Multipart, Path, State, multipart::Field},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use serde_json::{Value, json};

use super::problem::Problem;
use crate::{
    graph,
    media::{Medium, NewMedium, sniff},
    platform::Platform,
    sample,
};

/// Takes the form's file and returns an id for messages.
pub(crate) async fn upload(
    State(platform): State<Arc<Platform>>,
    mut form: Multipart,
) -> Result<(StatusCode, Json<Value>), Problem> {
    let broken = |_| Problem::invalid("the form is malformed or too large");
    while let Some(part) = form.next_field().await.map_err(broken)? {
        if part.name() == Some("file") {
            let medium = keep(&platform, part).await?;
            let body = json!({"media_id": medium.id, "media": medium.as_seen()});
            return Ok((StatusCode::CREATED, Json(body)));
        }
    }
    Err(Problem::invalid("the form has no `file`"))
}

/// Keeps one file. A type the browser did not say is read from the bytes.
pub(super) async fn keep(platform: &Platform, part: Field<'_>) -> Result<Medium, Problem> {
    let claimed = part.content_type().map(str::to_owned);
    let file_name = part.file_name().map(str::to_owned);
    let is_voice = file_name.as_deref().is_some_and(|name| name.starts_with("voice"));
    let bytes = part.bytes().await.map_err(|_| Problem::invalid("the file is malformed or too large"))?;
    if bytes.is_empty() {
        return Err(Problem::invalid("the file is empty"));
    }
    let unsaid = claimed.as_deref().is_none_or(|kind| kind.is_empty() || kind == "application/octet-stream");
    let mime_type = if unsaid { sniff(&bytes).map(str::to_owned).or(claimed) } else { claimed };
    let new = NewMedium {
        phone_number_id: None,
        mime_type: mime_type.unwrap_or_else(|| "application/octet-stream".to_owned()),
        file_name,
        bytes,
        is_voice,
        is_received: true,
    };
    let now = platform.now();
    Ok(platform.media.lock().put(new, now, &platform.tokens, platform.keep.media_bytes))
}

/// The file as a phone shows it.
pub(crate) async fn content(
    State(platform): State<Arc<Platform>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let now = platform.now();
    let medium = platform.media.lock().get(&id, now).cloned();
    let medium = medium.ok_or_else(|| Problem::not_found("there is no such file any more"))?;
    Ok(ranged(graph::file_answer(&medium), medium.bytes, &headers))
}

pub(crate) async fn sample(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    let sample = sample::find(&name).ok_or_else(|| Problem::not_found("there is no such sample"))?;
    let whole = ([(header::CONTENT_TYPE, sample.mime_type)], sample.bytes()).into_response();
    Ok(ranged(whole, sample.bytes(), &headers))
}

/// Answers one range of bytes, which players ask for; anything else gets the whole file.
fn ranged(mut whole: Response, bytes: Bytes, headers: &HeaderMap) -> Response {
    whole.headers_mut().insert(header::ACCEPT_RANGES, header::HeaderValue::from_static("bytes"));
    let asked = headers.get(header::RANGE).and_then(|range| range.to_str().ok());
    let Some((start, end)) = asked.and_then(|range| range_of(range, bytes.len())) else { return whole };
    let (mut parts, _) = whole.into_parts();
    let place = format!("bytes {start}-{end}/{}", bytes.len());
    if let Ok(place) = header::HeaderValue::from_str(&place) {
        parts.headers.insert(header::CONTENT_RANGE, place);
    }
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.status = StatusCode::PARTIAL_CONTENT;
    Response::from_parts(parts, bytes.slice(start..=end).into())
}

/// First and last byte of `bytes=a-b`, `bytes=a-` or `bytes=-n`.
fn range_of(range: &str, length: usize) -> Option<(usize, usize)> {
    let (from, to) = range.strip_prefix("bytes=")?.split_once('-')?;
    let last = length.checked_sub(1)?;
    let (start, end) = match (from.parse::<usize>().ok(), to.parse::<usize>().ok()) {
        (Some(start), end) => (start, end.unwrap_or(last).min(last)),
        (None, Some(tail)) => (length.saturating_sub(tail), last),
        (None, None) => return None,
    };
    (start <= end).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_stay_within_the_file() {
        assert_eq!(range_of("bytes=0-", 10), Some((0, 9)));
        assert_eq!(range_of("bytes=2-4", 10), Some((2, 4)));
        assert_eq!(range_of("bytes=2-400", 10), Some((2, 9)));
        assert_eq!(range_of("bytes=-3", 10), Some((7, 9)));
        for bad in ["bytes=10-", "bytes=5-2", "bytes=-", "items=0-1", "bytes=a-b"] {
            assert_eq!(range_of(bad, 10), None, "{bad}");
        }
        assert_eq!(range_of("bytes=0-", 0), None);
    }
}
