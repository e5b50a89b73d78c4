//! Threads: the endless chat with one contact over one channel.

mod get;
mod messages;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::ApiState;

/// The operations.
pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::default().routes(routes!(get::get)).routes(routes!(messages::messages))
}
