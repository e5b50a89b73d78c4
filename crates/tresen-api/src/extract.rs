//! Arguments of handlers, whose failures are problems.

use std::str::FromStr;

use axum::{
    extract::{FromRequest, FromRequestParts, RawPathParams, Request},
    http::{HeaderMap, header, request::Parts},
};
use bytes::Bytes;
use serde::{Deserialize, Deserializer, de::DeserializeOwned};

use crate::problem::{Answer, Code, Problem};

/// Largest JSON body.
pub(crate) const JSON_BYTES: usize = 1 << 20;

/// A JSON body of at most 1 MiB.
#[derive(Debug, Clone)]
pub(crate) struct JsonBody<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Answer<Self> {
        if !is_json(request.headers()) {
            return Err(Problem::new(Code::UnsupportedMediaType, "the body must be `application/json`"));
        }
        let body = bytes_up_to(request, JSON_BYTES).await?;
        // An empty body stands for an object without members.
        let body: &[u8] = if body.is_empty() { b"{}" } else { &body };
        let mut reader = serde_json::Deserializer::from_slice(body);
        let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| refused(&error))?;
        reader.end().map_err(|error| Problem::new(Code::MalformedJson, error.to_string()))?;
        Ok(Self(value))
    }
}

/// The whole body, or a problem when it is larger than `limit`.
pub(crate) async fn bytes_up_to(request: Request, limit: usize) -> Answer<Bytes> {
    let too_large = || Problem::new(Code::PayloadTooLarge, format!("the body may have {limit} bytes"));
    let claimed = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|digits| digits.parse::<u64>().ok());
    if claimed.is_some_and(|length| usize::try_from(length).map_or(true, |length| length > limit)) {
        return Err(too_large());
    }
    axum::body::to_bytes(request.into_body(), limit).await.map_err(|_| too_large())
}

fn is_json(headers: &HeaderMap) -> bool {
    let Some(kind) = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()) else {
        return false;
    };
    let kind = kind.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}

fn refused(error: &serde_path_to_error::Error<serde_json::Error>) -> Problem {
    let cause = error.inner();
    if !cause.is_data() {
        return Problem::new(Code::MalformedJson, cause.to_string());
    }
    let text = cause.to_string();
    let words = text.split(" at line ").next().unwrap_or(&text);
    // A missing field is reported at its object: its own name is the more useful place.
    let missing = words.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`'));
    let at = error.path().to_string();
    let at = if at == "." { String::new() } else { at };
    match missing {
        Some(name) if at.is_empty() => Problem::field(name, "required", "must be given"),
        Some(name) => Problem::field(format!("{at}.{name}"), "required", "must be given"),
        None => Problem::field(at, "format", words),
    }
}

/// The one parameter in the path. What cannot be read does not exist: 404.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PathId<T>(pub(crate) T);

impl<T: FromStr, S: Send + Sync> FromRequestParts<S> for PathId<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Answer<Self> {
        let missing = || Problem::of(Code::NotFound);
        let params = RawPathParams::from_request_parts(parts, state).await.map_err(|_| missing())?;
        let (_, text) = params.iter().next().ok_or_else(missing)?;
        text.parse().map(Self).map_err(|_| missing())
    }
}

/// The query.
#[derive(Debug, Clone)]
pub(crate) struct QueryOf<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Sync> FromRequestParts<S> for QueryOf<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Answer<Self> {
        serde_urlencoded::from_str(parts.uri.query().unwrap_or(""))
            .map(Self)
            .map_err(|error| Problem::field("query", "format", error.to_string()))
    }
}

/// For PATCH bodies, with `#[serde(default, deserialize_with = "…")]` on an `Option<Option<T>>`: a member that is
/// not there is `None`, `null` is `Some(None)`.
pub(crate) fn there<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(from).map(Some)
}
