//! Version 1 of the API: a folder a noun, a file an operation.
//!
//! A new operation: write `v1/<noun>/<verb>.rs` with its `#[utoipa::path]` and its `x-permission`, name it in the
//! noun's `routes()`, give it a row in `tests/http/access/rows.rs`.

pub(crate) mod agents;
mod api_keys;
mod canned_replies;
mod channels;
mod contacts;
mod drafts;
mod journal;
mod me;
mod media;
mod messages;
mod notices;
mod search;
mod session;
mod sessions;
mod tags;
mod teams;
mod templates;
mod threads;
mod tickets;

use utoipa_axum::router::OpenApiRouter;

use crate::ApiState;

/// Every operation with its description.
pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    let nouns = OpenApiRouter::default()
        .merge(agents::routes())
        .merge(api_keys::routes())
        .merge(canned_replies::routes())
        .merge(channels::routes())
        .merge(contacts::routes())
        .merge(drafts::routes())
        .merge(journal::routes())
        .merge(crate::live::routes())
        .merge(me::routes())
        .merge(media::routes())
        .merge(messages::routes())
        .merge(notices::routes())
        .merge(search::routes())
        .merge(session::routes())
        .merge(sessions::routes())
        .merge(tags::routes())
        .merge(teams::routes())
        .merge(templates::routes())
        .merge(threads::routes())
        .merge(tickets::routes());
    OpenApiRouter::default().nest("/api/v1", nouns)
}
