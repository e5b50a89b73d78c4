//! Business accounts: their numbers, and which apps get their webhooks.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, Query, State},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{access::Access, error::Failure, number, picked};
use crate::platform::Platform;

/// `fields=…`.
#[derive(Deserialize)]
pub(crate) struct Fields {
    pub(crate) fields: Option<String>,
}

pub(crate) async fn phone_numbers(
    access: Access,
    Path((_version, waba_id)): Path<(String, String)>,
    Query(query): Query<Fields>,
) -> Result<Json<Value>, Failure> {
    let numbers = access.account(&waba_id)?;
    let data: Vec<_> =
        numbers.iter().map(|setup| picked(&number::fields(setup), query.fields.as_deref())).collect();
    let mark = |setup: Option<&crate::config::NumberSetup>| setup.map(|setup| setup.phone_number_id.clone());
    let cursors = json!({"before": mark(numbers.first()), "after": mark(numbers.last())});
    Ok(Json(json!({"data": data, "paging": {"cursors": cursors}})))
}

pub(crate) async fn subscriptions(
    State(platform): State<Arc<Platform>>,
    access: Access,
    Path((_version, waba_id)): Path<(String, String)>,
) -> Result<Json<Value>, Failure> {
    access.account(&waba_id)?;
    let app = json!({"whatsapp_business_api_data": {
        "id": "100000000000001", "name": "Tresen emulator", "link": "https://example.com/",
    }});
    let is_on = platform.numbers.lock().is_subscribed(&waba_id);
    Ok(Json(json!({"data": if is_on { vec![app] } else { Vec::new() }})))
}

pub(crate) async fn subscribe(
    State(platform): State<Arc<Platform>>,
    access: Access,
    Path((_version, waba_id)): Path<(String, String)>,
) -> Result<Json<Value>, Failure> {
    access.account(&waba_id)?;
    platform.numbers.lock().subscribe(&waba_id, true);
    Ok(Json(json!({"success": true})))
}

pub(crate) async fn unsubscribe(
    State(platform): State<Arc<Platform>>,
    access: Access,
    Path((_version, waba_id)): Path<(String, String)>,
) -> Result<Json<Value>, Failure> {
    access.account(&waba_id)?;
    platform.numbers.lock().subscribe(&waba_id, false);
    Ok(Json(json!({"success": true})))
}
