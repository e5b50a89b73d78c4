//! One's own profile and password.

mod change_password;
mod update;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::ApiState;

/// The operations.
pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::default().routes(routes!(update::update)).routes(routes!(change_password::change_password))
}
