//! Signing in and out, and who one is.

mod get;
mod me;
mod sign_in;
mod sign_out;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::ApiState;

/// The operations.
pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::default().routes(routes!(get::get, sign_in::sign_in, sign_out::sign_out))
}
