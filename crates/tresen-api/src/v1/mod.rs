//! Version 1 of the API: a folder a noun, a file an operation.
//!
//! A new operation: write `v1/<noun>/<verb>.rs` with its `#[utoipa::path]` and its `x-permission`, name it in the
//! noun's `routes()`, give it a row in `tests/http/access.rs`.

pub(crate) mod agents;
mod api_keys;
mod canned_replies;
mod channels;
mod drafts;
mod me;
mod media;
mod session;
mod sessions;
mod teams;
mod templates;

use utoipa_axum::router::OpenApiRouter;

use crate::ApiState;

/// Every operation with its description.
pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    let nouns = OpenApiRouter::default()
        .merge(agents::routes())
        .merge(api_keys::routes())
        .merge(canned_replies::routes())
        .merge(channels::routes())
        .merge(drafts::routes())
        .merge(crate::live::routes())
        .merge(me::routes())
        .merge(media::routes())
        .merge(session::routes())
        .merge(sessions::routes())
        .merge(teams::routes())
        .merge(templates::routes());
    OpenApiRouter::default().nest("/api/v1", nouns)
}
