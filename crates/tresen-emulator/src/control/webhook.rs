//! Webhooks: counts, log, raw bodies, and waiting for silence.

use std::{sync::Arc, time::Duration};

use axum::{
    Extension, Json,
    extract::{Query, State},
    http::StatusCode,
};
use serde::Deserialize;
use serde_json::{Value, json, value::RawValue};

use super::{handle, problem::Problem};
use crate::{platform::Platform, webhook::Counts};

pub(crate) async fn counts(State(platform): State<Arc<Platform>>) -> Json<Counts> {
    Json(platform.webhooks.counts())
}

pub(crate) async fn log(State(platform): State<Arc<Platform>>) -> Json<Value> {
    Json(json!({"items": platform.webhooks.log()}))
}

/// `body`: JSON, sent in the writing in which it stands here; or a text, sent as it is.
#[derive(Deserialize)]
pub(crate) struct Raw {
    phone_number_id: String,
    body: Box<RawValue>,
}

pub(crate) async fn raw(
    State(platform): State<Arc<Platform>>,
    Extension(http): Extension<reqwest::Client>,
    Json(raw): Json<Raw>,
) -> Result<StatusCode, Problem> {
    let body = serde_json::from_str::<String>(raw.body.get()).unwrap_or_else(|_| raw.body.get().to_owned());
    handle(&platform, &http).send_raw(&raw.phone_number_id, body.into_bytes())?;
    Ok(StatusCode::ACCEPTED)
}

#[derive(Deserialize)]
pub(crate) struct Patience {
    #[serde(default = "thirty_seconds")]
    timeout_ms: u64,
}

fn thirty_seconds() -> u64 {
    30_000
}

/// Answers as soon as nothing is pending; 504 when that takes longer than `timeout_ms` (30 s).
pub(crate) async fn flush(
    State(platform): State<Arc<Platform>>,
    Query(patience): Query<Patience>,
) -> Result<Json<Counts>, Problem> {
    let limit = Duration::from_millis(patience.timeout_ms);
    if tokio::time::timeout(limit, platform.webhooks.drained()).await.is_err() {
        let counts = platform.webhooks.counts();
        let reason = counts.last_error.unwrap_or_else(|| "webhooks are held or slow".to_owned());
        return Err(Problem {
            status: StatusCode::GATEWAY_TIMEOUT,
            code: "webhooks_pending",
            detail: format!("{} updates are still pending: {reason}", counts.pending),
        });
    }
    Ok(Json(platform.webhooks.counts()))
}
