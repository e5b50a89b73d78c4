//! Channels: everybody sees the numbers and how they are, administrators connect them.

mod check;
mod create;
mod delete;
mod get;
mod list;
mod sync_templates;
mod update;
mod view;

use utoipa_axum::{router::OpenApiRouter, routes};

use view::ChannelBody;

use crate::ApiState;

/// The operations.
pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::default()
        .routes(routes!(list::list, create::create))
        .routes(routes!(get::get, update::update, delete::delete))
        .routes(routes!(check::check))
        .routes(routes!(sync_templates::sync_templates))
}
