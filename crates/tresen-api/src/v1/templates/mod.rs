//! Templates, as the platform last told them.

mod list;
mod view;

use utoipa_axum::{router::OpenApiRouter, routes};

use view::TemplateBody;

use crate::ApiState;

/// The operations.
pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::default().routes(routes!(list::list))
}
