//! State at a glance, numbers, templates, faults, time and the outbox.

use std::{sync::Arc, time::Duration};

use axum::{
    Extension, Json,
    extract::{Path, Query, State},
    http::StatusCode,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{handle, problem::Problem};
use crate::{config::NumberSetup, fault::FaultPlan, number::Number, platform::Platform, sample};

pub(crate) async fn show(State(platform): State<Arc<Platform>>) -> Json<Value> {
    let faults = platform.faults.lock().plan().clone();
    let numbers: Vec<_> = {
        let numbers = platform.numbers.lock();
        numbers.iter().map(|number| shown(number, numbers.is_subscribed(&number.setup.waba_id))).collect()
    };
    let customers: Vec<_> = platform.customers.lock().iter().cloned().collect();
    let samples: Vec<_> = sample::ALL
        .iter()
        .map(|one| json!({"name": one.name, "type": one.kind, "mime_type": one.mime_type, "file_name": one.file_name}))
        .collect();
    Json(json!({
        "now_at": platform.now(),
        "ahead_seconds": platform.clock.ahead().as_secs(),
        "numbers": numbers,
        "customers": customers,
        "faults": faults,
        "webhooks": platform.webhooks.counts(),
        "accepted_total": platform.outbox.lock().total(),
        "samples": samples,
    }))
}

/// A number without its secrets.
fn shown(number: &Number, is_subscribed: bool) -> Value {
    let setup = &number.setup;
    json!({
        "phone_number_id": setup.phone_number_id,
        "waba_id": setup.waba_id,
        "display_phone_number": setup.display_phone_number,
        "verified_name": setup.verified_name,
        "webhook_url": setup.webhook_url,
        "is_subscribed": is_subscribed,
        "handshake": number.handshake.as_ref().map(|result| json!({
            "ok": result.is_ok(), "detail": result.as_ref().err(),
        })),
    })
}

pub(crate) async fn put_number(
    State(platform): State<Arc<Platform>>,
    Extension(http): Extension<reqwest::Client>,
    Json(setup): Json<NumberSetup>,
) -> Result<Json<Value>, Problem> {
    let needed = [&setup.phone_number_id, &setup.waba_id, &setup.access_token, &setup.app_secret];
    if needed.iter().any(|text| text.trim().is_empty()) {
        return Err(Problem::invalid(
            "phone_number_id, waba_id, access_token and app_secret must not be empty",
        ));
    }
    let phone_number_id = setup.phone_number_id.clone();
    let handle = handle(&platform, &http);
    handle.put_number(setup);
    handle.shake_hands(&phone_number_id).await;
    let numbers = platform.numbers.lock();
    let number =
        numbers.get(&phone_number_id).ok_or_else(|| Problem::not_found("the number is gone again"))?;
    Ok(Json(shown(number, numbers.is_subscribed(&number.setup.waba_id))))
}

pub(crate) async fn put_templates(
    State(platform): State<Arc<Platform>>,
    Path(waba_id): Path<String>,
    Json(templates): Json<Vec<Value>>,
) -> StatusCode {
    platform.numbers.lock().put_templates(&waba_id, templates);
    StatusCode::NO_CONTENT
}

pub(crate) async fn faults(State(platform): State<Arc<Platform>>) -> Json<FaultPlan> {
    Json(platform.faults.lock().plan().clone())
}

pub(crate) async fn put_faults(
    State(platform): State<Arc<Platform>>,
    Extension(http): Extension<reqwest::Client>,
    Json(plan): Json<FaultPlan>,
) -> Json<FaultPlan> {
    let handle = handle(&platform, &http);
    handle.set_faults(plan);
    Json(handle.faults())
}

#[derive(Deserialize)]
pub(crate) struct Advance {
    advance_seconds: u64,
}

/// Longest single step: ten years.
const LONGEST_STEP: u64 = 10 * 366 * 86_400;

pub(crate) async fn advance(
    State(platform): State<Arc<Platform>>,
    Json(step): Json<Advance>,
) -> Result<Json<Value>, Problem> {
    if step.advance_seconds > LONGEST_STEP {
        return Err(Problem::invalid("advance_seconds must be at most ten years"));
    }
    platform.advance(Duration::from_secs(step.advance_seconds));
    Ok(Json(json!({"now_at": platform.now(), "ahead_seconds": platform.clock.ahead().as_secs()})))
}

#[derive(Deserialize)]
pub(crate) struct Mark {
    biz_opaque_callback_data: Option<String>,
}

pub(crate) async fn outbox(State(platform): State<Arc<Platform>>, Query(mark): Query<Mark>) -> Json<Value> {
    let outbox = platform.outbox.lock();
    let wished = mark.biz_opaque_callback_data.as_deref();
    let items: Vec<_> = outbox
        .iter()
        .filter(|one| wished.is_none() || one.biz_opaque_callback_data.as_deref() == wished)
        .collect();
    Json(json!({"items": items, "total": outbox.total()}))
}
