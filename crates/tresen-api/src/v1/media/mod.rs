//! Files: uploaded by agents, fetched again on request, given out to who may see them.

mod content;
mod disposition;
mod fetch;
mod range;
mod stream;
mod upload;

use axum::extract::DefaultBodyLimit;
use utoipa_axum::{
    router::{OpenApiRouter, UtoipaMethodRouterExt},
    routes,
};

use crate::ApiState;

/// Largest upload: 100 MB of file, and what multipart puts around it.
const UPLOAD_BYTES: usize = 100_000_000 + 64 * 1024;

/// The operations.
pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::default()
        .routes(routes!(upload::upload).layer(DefaultBodyLimit::max(UPLOAD_BYTES)))
        .routes(routes!(fetch::fetch))
        .routes(routes!(content::content))
        .routes(routes!(content::preview))
}
