//! Doors for others: webhooks. Nothing here needs a sign-in; each door proves its caller itself.

mod whatsapp;

use axum::{Router, routing::get};

use crate::ApiState;

/// The routes of the doors.
pub(crate) fn routes() -> Router<ApiState> {
    Router::new().route("/webhooks/whatsapp/{app}", get(whatsapp::handshake).post(whatsapp::receive))
}
