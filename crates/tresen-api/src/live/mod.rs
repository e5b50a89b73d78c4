//! The live view over a WebSocket: `GET /api/v1/live?since=SEQ`.

mod command;
mod connect;
mod frame;
mod origin;
mod screen;

use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) use frame::LastFrame;

use crate::ApiState;

/// The operation.
pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::default().routes(routes!(connect::connect))
}
