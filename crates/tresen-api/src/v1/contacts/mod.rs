//! Contacts, and what belongs to one.

mod create;
mod get;
mod list;
mod media;
mod threads;
mod tickets;
mod update;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::ApiState;

/// The operations.
pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::default()
        .routes(routes!(list::list, create::create))
        .routes(routes!(get::get, update::update))
        .routes(routes!(tickets::tickets))
        .routes(routes!(media::media))
        .routes(routes!(threads::threads))
}
