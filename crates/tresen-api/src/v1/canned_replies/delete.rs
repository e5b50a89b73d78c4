//! `DELETE /canned-replies/{id}`.

use axum::{extract::State, http::StatusCode};
use tresen_desk::canned_reply;
use tresen_domain::id::CannedReplyId;

use crate::{ApiState, auth::Signed, extract::PathId, problem::Answer};

/// Removes a canned reply; what was sent with it stays.
#[utoipa::path(
    delete, path = "/canned-replies/{id}", tag = "canned replies", operation_id = "delete_canned_reply",
    params(("id" = uuid::Uuid, Path)),
    responses((status = 204)),
    extensions(("x-permission" = json!("edit_shared")))
)]
pub(super) async fn delete(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<CannedReplyId>,
) -> Answer<StatusCode> {
    canned_reply::delete(&state.desk, &signed.who, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
