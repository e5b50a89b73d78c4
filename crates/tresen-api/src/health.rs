//! Whether the desk runs, whether it is ready, and its numbers.

use std::time::Duration;

use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use tresen_desk::Refusal;
use tresen_storage::settings;

use crate::{
    ApiState,
    problem::{Code, Problem},
};

/// Longest time a ready desk takes to read one row.
const PATIENCE: Duration = Duration::from_secs(2);

/// The process answers.
pub(crate) async fn alive() -> &'static str {
    "ok"
}

/// The database answers too: 200, or 503.
pub(crate) async fn ready(State(state): State<ApiState>) -> Response {
    let read = state.desk.store.read::<_, Refusal, _>(|tx| Ok(settings::get(tx, "ready")?));
    match tokio::time::timeout(PATIENCE, read).await {
        Ok(Ok(_)) => "ok".into_response(),
        Ok(Err(refusal)) => Problem::from(refusal).into_response(),
        Err(_) => Problem::of(Code::StorageUnavailable).retry_after(1).into_response(),
    }
}

/// Prometheus text; 404 when numbers are not collected.
pub(crate) async fn metrics(State(state): State<ApiState>) -> Response {
    let Some(handle) = &state.metrics else { return StatusCode::NOT_FOUND.into_response() };
    let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    ([(header::CONTENT_TYPE, kind)], handle.render()).into_response()
}
