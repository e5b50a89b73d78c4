//! `GET /threads/{id}`.

use axum::{Json, extract::State};
use tresen_desk::contact::{self, ThreadView};
use tresen_domain::id::ThreadId;

use crate::{ApiState, auth::Signed, extract::PathId, problem::Answer};

/// One thread with the borders of its tickets that may be seen.
#[utoipa::path(
    get, path = "/threads/{id}", tag = "threads", operation_id = "get_thread",
    params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = ThreadView)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn get(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<ThreadId>,
) -> Answer<Json<ThreadView>> {
    Ok(Json(contact::thread(&state.desk, &signed.who, id).await?))
}
