//! `Idempotency-Key`: a write that comes twice is carried out once, its answer is given again.

use std::time::Duration;

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use sha2::{Digest, Sha256};
use tresen_desk::{Desk, Refusal};
use tresen_domain::time::Timestamp;
use tresen_storage::idempotency::{self, Kept};

use crate::{
    ApiState,
    auth::Signed,
    extract::{JSON_BYTES, bytes_up_to},
    problem::{Answer, Code, PROBLEM_JSON, Problem},
};

/// Header of a request.
pub(crate) const KEY_HEADER: &str = "idempotency-key";
/// Header of an answer that was given before.
pub(crate) const REPLAYED_HEADER: &str = "idempotent-replayed";
/// How long answers are kept.
const LIFE: Duration = Duration::from_hours(24);
/// A request without an answer for this long has died with its process: the next one may take its key.
const LONGEST_RUN: Duration = Duration::from_mins(1);
/// Longest key.
const LONGEST_KEY: usize = 200;
/// Answers above this are not kept: asking again carries the request out again.
const LARGEST_ANSWER: usize = 1 << 20;

/// A key of one actor, and what it stands for.
#[derive(Debug, Clone)]
struct Claim {
    actor: String,
    key: String,
    request_hash: Vec<u8>,
}

enum Claimed {
    /// Nobody was here before.
    Ours,
    /// The answer of the first time.
    Replay(StatusCode, Vec<u8>),
}

/// The layer of every route of the API, behind authentication.
pub(crate) async fn once(State(state): State<ApiState>, request: Request, next: Next) -> Response {
    let signed = request.extensions().get::<Signed>();
    let key = request.headers().get(KEY_HEADER);
    let (Some(signed), Some(key), false) = (signed, key, request.method().is_safe()) else {
        return next.run(request).await;
    };
    let actor = format!("{} {}", signed.who.actor.kind(), signed.who.actor.id().unwrap_or_default());
    match claimed(&state, actor, key.clone(), request).await {
        Ok((claim, Claimed::Ours, request)) => carry_out(state, claim, request, next).await,
        Ok((_, Claimed::Replay(status, body), _)) => replay(status, body),
        Err(problem) => problem.into_response(),
    }
}

async fn claimed(
    state: &ApiState,
    actor: String,
    key: HeaderValue,
    request: Request,
) -> Answer<(Claim, Claimed, Request)> {
    let key =
        key.to_str().ok().filter(|key| !key.is_empty() && key.len() <= LONGEST_KEY).ok_or_else(|| {
            Problem::field("Idempotency-Key", "format", format!("1 to {LONGEST_KEY} visible characters"))
        })?;
    let (request_hash, request) = hashed(request).await?;
    let claim = Claim { actor, key: key.to_owned(), request_hash };
    let (asked, now) = (claim.clone(), state.desk.now());
    let claimed = state
        .desk
        .store
        .write::<_, Refusal, _>(move |tx| take(tx, &asked, now))
        .await
        .map_err(Problem::from)?;
    match claimed {
        None => Ok((claim, Claimed::Ours, request)),
        Some(kept) if kept.request_hash != claim.request_hash => Err(Problem::of(Code::IdempotencyKeyReused)),
        Some(Kept { answer: None, .. }) => Err(Problem::of(Code::IdempotencyInProgress).retry_after(1)),
        Some(Kept { answer: Some((status, body)), .. }) => {
            let status = u16::try_from(status).ok().and_then(|status| StatusCode::from_u16(status).ok());
            let status = status.ok_or_else(|| Problem::of(Code::Internal))?;
            Ok((claim, Claimed::Replay(status, body), request))
        }
    }
}

/// `None`: the key is ours now. Otherwise what is kept under it.
fn take(tx: &mut tresen_storage::Tx<'_>, claim: &Claim, now: Timestamp) -> Result<Option<Kept>, Refusal> {
    if let Some(kept) = idempotency::get(tx, &claim.actor, &claim.key)? {
        let age = now.since(kept.created_at);
        let has_died = kept.answer.is_none() && kept.request_hash == claim.request_hash && age >= LONGEST_RUN;
        if !has_died && age < LIFE {
            return Ok(Some(kept));
        }
        idempotency::release(tx, &claim.actor, &claim.key)?;
    }
    let is_ours = idempotency::claim(tx, &claim.actor, &claim.key, &claim.request_hash, now)?;
    if is_ours { Ok(None) } else { Ok(idempotency::get(tx, &claim.actor, &claim.key)?) }
}

/// SHA-256 over method, address and body. A multipart body counts only by its kind: its boundary differs each time.
async fn hashed(request: Request) -> Answer<(Vec<u8>, Request)> {
    let mut hash = Sha256::new();
    hash.update(request.method().as_str());
    hash.update(b" ");
    hash.update(request.uri().path_and_query().map_or("", |path| path.as_str()));
    hash.update(b"\n");
    let is_multipart = request
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/"));
    if is_multipart {
        hash.update(b"multipart");
        return Ok((hash.finalize().to_vec(), request));
    }
    let (parts, body) = request.into_parts();
    let body = bytes_up_to(Request::from_parts(parts.clone(), body), JSON_BYTES).await?;
    hash.update(&body);
    Ok((hash.finalize().to_vec(), Request::from_parts(parts, Body::from(body))))
}

/// Runs the request to its end even if the caller goes away, so that its answer is there when they come back.
async fn carry_out(state: ApiState, claim: Claim, request: Request, next: Next) -> Response {
    let running = tokio::spawn(async move {
        let (parts, body) = next.run(request).await.into_parts();
        let Ok(body) = axum::body::to_bytes(body, LARGEST_ANSWER).await else {
            settle(&state.desk, claim, None).await;
            return Problem::of(Code::Internal).into_response();
        };
        // A refusal changed nothing: the same request may be tried again under its key.
        let answer = parts.status.is_success().then(|| (parts.status, body.clone()));
        settle(&state.desk, claim, answer).await;
        Response::from_parts(parts, Body::from(body))
    });
    running.await.unwrap_or_else(|error| {
        tracing::error!(%error, "a request ended without an answer");
        Problem::of(Code::Internal).into_response()
    })
}

/// Keeps the answer, or gives the key back. A failure is logged and the answer given all the same: it is true.
async fn settle(desk: &Desk, claim: Claim, answer: Option<(StatusCode, Bytes)>) {
    let kept = desk
        .store
        .write::<_, Refusal, _>(move |tx| {
            match &answer {
                Some((status, body)) => {
                    idempotency::answer(tx, &claim.actor, &claim.key, i64::from(status.as_u16()), body)?;
                }
                None => idempotency::release(tx, &claim.actor, &claim.key)?,
            }
            Ok(())
        })
        .await;
    if let Err(refusal) = kept {
        tracing::warn!(%refusal, "an answer could not be kept under its idempotency key");
    }
}

fn replay(status: StatusCode, body: Vec<u8>) -> Response {
    let kind = if status.is_success() { "application/json" } else { PROBLEM_JSON };
    let has_body = !body.is_empty();
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_TYPE);
    if has_body {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    }
    headers.insert(REPLAYED_HEADER, HeaderValue::from_static("true"));
    response
}
