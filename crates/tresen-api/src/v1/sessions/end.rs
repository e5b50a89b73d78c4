//! `DELETE /sessions/{id}`.

use axum::{extract::State, http::StatusCode};
use tresen_desk::people::end_session;
use tresen_domain::id::SessionId;

use crate::{ApiState, auth::Signed, extract::PathId, problem::Answer};

/// Signs one of one's own browsers out.
#[utoipa::path(
    delete, path = "/sessions/{id}", tag = "session", operation_id = "end_session",
    params(("id" = uuid::Uuid, Path)),
    responses((status = 204)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn end(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<SessionId>,
) -> Answer<StatusCode> {
    end_session(&state.desk, &signed.who, id).await?;
    state.rights_changed();
    Ok(StatusCode::NO_CONTENT)
}
