//! `DELETE /tickets/{id}/draft`.

use axum::{extract::State, http::StatusCode};
use tresen_desk::draft;
use tresen_domain::id::TicketId;

use crate::{ApiState, auth::Signed, extract::PathId, problem::Answer};

/// Throws one's draft away; fine when there is none.
#[utoipa::path(
    delete, path = "/tickets/{id}/draft", tag = "drafts", operation_id = "delete_draft",
    params(("id" = uuid::Uuid, Path)),
    responses((status = 204)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn delete(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<TicketId>,
) -> Answer<StatusCode> {
    draft::delete(&state.desk, &signed.who, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
