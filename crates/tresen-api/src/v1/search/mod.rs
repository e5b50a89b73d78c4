//! One search for everything.

mod find;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::ApiState;

/// The operation.
pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::default().routes(routes!(find::find))
}
