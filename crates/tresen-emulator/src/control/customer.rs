//! Customers and what their phones do without words.

use std::sync::Arc;

use axum::{
    Extension, Json,
    extract::{Path, State},
    http::StatusCode,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{handle, problem::Problem};
use crate::{config::CustomerSetup, customer::Customer, platform::Platform};

pub(crate) async fn list(State(platform): State<Arc<Platform>>) -> Json<Value> {
    let items: Vec<_> = platform.customers.lock().iter().cloned().collect();
    Json(json!({"items": items}))
}

pub(crate) async fn add(
    State(platform): State<Arc<Platform>>,
    Extension(http): Extension<reqwest::Client>,
    Json(setup): Json<CustomerSetup>,
) -> Result<(StatusCode, Json<Customer>), Problem> {
    Ok((StatusCode::CREATED, Json(handle(&platform, &http).add_customer(setup)?)))
}

#[derive(Deserialize)]
pub(crate) struct Presence {
    is_online: Option<bool>,
    reads_at_once: Option<bool>,
}

pub(crate) async fn presence(
    State(platform): State<Arc<Platform>>,
    Path(id): Path<String>,
    Json(wished): Json<Presence>,
) -> Result<Json<Customer>, Problem> {
    Ok(Json(platform.set_presence(&id, wished.is_online, wished.reads_at_once)?))
}

#[derive(Deserialize)]
pub(crate) struct Opened {
    phone_number_id: String,
}

pub(crate) async fn read(
    State(platform): State<Arc<Platform>>,
    Path(id): Path<String>,
    Json(opened): Json<Opened>,
) -> Result<StatusCode, Problem> {
    platform.read_chat(&id, &opened.phone_number_id)?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
pub(crate) struct Played {
    wamid: String,
}

pub(crate) async fn played(
    State(platform): State<Arc<Platform>>,
    Path(id): Path<String>,
    Json(played): Json<Played>,
) -> Result<StatusCode, Problem> {
    platform.play(&id, &played.wamid)?;
    Ok(StatusCode::NO_CONTENT)
}
