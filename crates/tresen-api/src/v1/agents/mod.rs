//! Agents: everybody sees who works here, administrators manage them.

mod create;
mod list;
mod reset_password;
mod update;
mod view;

use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) use view::AgentBody;

use crate::ApiState;

/// The operations.
pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::default()
        .routes(routes!(list::list, create::create))
        .routes(routes!(update::update))
        .routes(routes!(reset_password::reset_password))
}
