//! Labels of tickets.

mod list;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::ApiState;

/// The operation.
pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::default().routes(routes!(list::list))
}
