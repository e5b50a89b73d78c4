//! Version 1 of the API: a folder a noun, a file an operation.
//!
//! A new operation: write `v1/<noun>/<verb>.rs` with its `#[utoipa::path]` and its `x-permission`, name it in the
//! noun's `routes()`, give it a row in `tests/http/access.rs`.

pub(crate) mod agents;
mod api_keys;
mod me;
mod session;
mod sessions;
mod teams;

use utoipa_axum::router::OpenApiRouter;

use crate::ApiState;

/// Every operation with its description.
pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    let nouns = OpenApiRouter::default()
        .merge(agents::routes())
        .merge(api_keys::routes())
        .merge(me::routes())
        .merge(session::routes())
        .merge(sessions::routes())
        .merge(teams::routes());
    OpenApiRouter::default().nest("/api/v1", nouns)
}
