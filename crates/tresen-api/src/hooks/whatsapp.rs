//! The webhook's door: verified bytes are kept, then 200. Nothing else happens here.

use std::time::Duration;

use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use tresen_whatsapp::{limits::WEBHOOK_BYTES, signature};

use crate::{
    ApiState,
    extract::{QueryOf, bytes_up_to},
    problem::{Answer, Code, Problem},
};

/// A webhook that cannot be kept in this time is refused, so that the platform comes again.
/// Meta counts answers above 1 s and gives up after about 5 s.
const PATIENCE: Duration = Duration::from_secs(2);

/// What Meta asks when an address is entered in its dashboard.
#[derive(Debug, Deserialize)]
pub(super) struct Handshake {
    #[serde(rename = "hub.mode")]
    mode: Option<String>,
    #[serde(rename = "hub.verify_token")]
    verify_token: Option<String>,
    #[serde(rename = "hub.challenge")]
    challenge: Option<String>,
}

/// `GET`: the challenge, for whoever knows the agreed word.
pub(super) async fn handshake(
    State(state): State<ApiState>,
    Path(app): Path<String>,
    QueryOf(query): QueryOf<Handshake>,
) -> Answer<String> {
    let config = state.config.apps.get(&app).ok_or_else(unknown_app)?;
    signature::answer_handshake(
        query.mode.as_deref(),
        query.verify_token.as_deref(),
        query.challenge.as_deref(),
        &config.verify_token,
    )
    .ok_or_else(|| Problem::new(Code::Forbidden, "the handshake does not fit"))
}

/// `POST`: raw bytes → signature → journal → 200.
pub(super) async fn receive(
    State(state): State<ApiState>,
    Path(app): Path<String>,
    request: Request,
) -> Response {
    let answer = keep(&state, &app, request).await;
    let (app, outcome) = match &answer {
        Ok(()) => (app, "kept"),
        // The key in the address is the caller's word: not for labels.
        Err(problem) => {
            (if state.config.apps.contains_key(&app) { app } else { "unknown".to_owned() }, problem.word())
        }
    };
    metrics::counter!("tresen_webhooks_total", "app" => app, "outcome" => outcome).increment(1);
    answer.map_or_else(IntoResponse::into_response, |()| StatusCode::OK.into_response())
}

async fn keep(state: &ApiState, app: &str, request: Request) -> Answer<()> {
    let config = state.config.apps.get(app).ok_or_else(unknown_app)?;
    let header = request.headers().get(signature::SIGNATURE_HEADER).cloned();
    let body = bytes_up_to(request, WEBHOOK_BYTES).await?;
    let header = header.as_ref().map(|value| value.to_str().unwrap_or(""));
    let verified = signature::verify(&config.secret, header, body).map_err(|refused| {
        tracing::warn!(app, %refused, "a webhook was turned away");
        Problem::new(Code::Unauthenticated, refused.to_string())
    })?;
    let kept = tresen_desk::inbound::keep(&state.desk, app, verified);
    let Ok(kept) = tokio::time::timeout(PATIENCE, kept).await else {
        tracing::error!(app, "a webhook could not be kept in time");
        return Err(Problem::of(Code::StorageUnavailable).retry_after(1));
    };
    kept.map(|_| ()).map_err(|fault| {
        tracing::error!(app, %fault, "a webhook could not be kept");
        Problem::of(Code::StorageUnavailable).retry_after(1)
    })
}

fn unknown_app() -> Problem {
    Problem::new(Code::NotFound, "no such app")
}
