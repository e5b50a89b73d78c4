//! Messages: written, sent again, found.

mod content;
mod find;
mod get;
mod of_ticket;
mod place;
mod retry;
mod send;

use utoipa_axum::{router::OpenApiRouter, routes};

pub(super) use place::PlaceKey;

use crate::ApiState;

/// The operations.
pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::default()
        .routes(routes!(of_ticket::of_ticket, send::send))
        .routes(routes!(find::find))
        .routes(routes!(get::get))
        .routes(routes!(retry::retry))
}
