//! Tickets: listed, opened, changed, read.

mod counts;
mod events;
mod get;
mod list;
mod mark_read;
mod mark_unread;
mod open;
mod selection;
mod update;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::ApiState;

/// The operations.
pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::default()
        .routes(routes!(list::list, open::open))
        .routes(routes!(counts::counts))
        .routes(routes!(get::get, update::update))
        .routes(routes!(mark_read::mark_read))
        .routes(routes!(mark_unread::mark_unread))
        .routes(routes!(events::events))
}
