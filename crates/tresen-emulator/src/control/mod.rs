//! The control API: what a test, a script or a phone in the browser does with the emulator.

mod chat;
mod customer;
mod events;
mod file;
mod problem;
mod state;
mod webhook;

use std::sync::Arc;

use axum::{
    Extension, Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};

use crate::{handle::Handle, platform::Platform};

/// Files from phones may be as large as documents may be.
const UPLOAD_LIMIT: usize = 101 << 20;

/// All routes under `/control`. `http` shakes hands with webhook addresses.
pub(crate) fn router(http: reqwest::Client) -> Router<Arc<Platform>> {
    Router::new()
        .route("/control/state", get(state::show))
        .route("/control/numbers", post(state::put_number))
        .route("/control/templates/{waba_id}", axum::routing::put(state::put_templates))
        .route("/control/faults", get(state::faults).put(state::put_faults))
        .route("/control/clock", post(state::advance))
        .route("/control/outbox", get(state::outbox))
        .route("/control/customers", get(customer::list).post(customer::add))
        .route("/control/customers/{id}/presence", post(customer::presence))
        .route("/control/customers/{id}/read", post(customer::read))
        .route("/control/customers/{id}/played", post(customer::played))
        .route("/control/customers/{id}/chats/{phone_number_id}", get(chat::show))
        .route("/control/customers/{id}/history", post(chat::remember))
        .route("/control/customers/{id}/messages", post(chat::say).layer(DefaultBodyLimit::max(UPLOAD_LIMIT)))
        .route("/control/upload", post(file::upload).layer(DefaultBodyLimit::max(UPLOAD_LIMIT)))
        .route("/control/media/{id}", get(file::content))
        .route("/control/samples/{name}", get(file::sample))
        .route("/control/webhooks", get(webhook::counts))
        .route("/control/webhooks/log", get(webhook::log))
        .route("/control/webhooks/raw", post(webhook::raw))
        .route("/control/flush", post(webhook::flush))
        .route("/control/events", get(events::stream))
        .layer(Extension(http))
}

/// The in-process grip, made per call: two pointers.
fn handle(platform: &Arc<Platform>, http: &reqwest::Client) -> Handle {
    Handle::new(Arc::clone(platform), http.clone())
}
