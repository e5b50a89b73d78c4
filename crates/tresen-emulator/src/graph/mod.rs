//! The Graph API as far as a desk needs it. Any version in the path is taken.

mod access;
mod account;
mod check;
pub(crate) mod error;
mod media;
mod message;
mod number;
mod receipt;
mod templates;

use std::sync::Arc;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};
use serde_json::{Map, Value};

use crate::platform::Platform;

/// Largest upload: documents may have 100 MB, and the form around them a little.
const UPLOAD_LIMIT: usize = 101 << 20;

pub(crate) use media::answer as file_answer;

/// All routes of the Graph API.
pub(crate) fn router() -> Router<Arc<Platform>> {
    Router::new()
        .route("/{version}/debug_token", get(access::debug_token))
        .route("/{version}/{id}", get(number::object).delete(media::delete))
        .route("/{version}/{id}/messages", post(message::send))
        .route("/{version}/{id}/media", post(media::upload).layer(DefaultBodyLimit::max(UPLOAD_LIMIT)))
        .route("/{version}/{id}/message_templates", get(templates::list))
        .route("/{version}/{id}/phone_numbers", get(account::phone_numbers))
        .route(
            "/{version}/{id}/subscribed_apps",
            get(account::subscriptions).post(account::subscribe).delete(account::unsubscribe),
        )
        .route("/media-content/{token}", get(media::content))
        .route("/{version}/media-content/{token}", get(media::versioned_content))
}

/// Only the fields asked for (`fields=a,b{c}`), or all when none were. `id` is always there.
fn picked(object: &Value, fields: Option<&str>) -> Value {
    let (Some(fields), Value::Object(all)) = (fields, object) else { return object.clone() };
    let names: Vec<&str> =
        fields.split(',').map(|name| name.split(['{', '.']).next().unwrap_or("").trim()).collect();
    let kept: Map<_, _> = all
        .iter()
        .filter(|(key, _)| *key == "id" || names.contains(&key.as_str()))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    Value::Object(kept)
}
