//! Notices: what one is told.

mod list;
mod mark_read;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::ApiState;

/// The operations.
pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::default().routes(routes!(list::list)).routes(routes!(mark_read::mark_read))
}
