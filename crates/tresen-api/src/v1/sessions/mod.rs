//! One's own sessions: which browsers are signed in.

mod end;
mod list;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::ApiState;

/// The operations.
pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::default().routes(routes!(list::list)).routes(routes!(end::end))
}
