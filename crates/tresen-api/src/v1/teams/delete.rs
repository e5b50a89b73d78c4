//! `DELETE /teams/{id}`.

use axum::{extract::State, http::StatusCode};
use tresen_desk::people::delete_team;
use tresen_domain::id::TeamId;

use crate::{ApiState, auth::Signed, extract::PathId, problem::Answer};

/// Dissolves a team; its tickets go back to no team.
#[utoipa::path(
    delete, path = "/teams/{id}", tag = "teams", operation_id = "delete_team",
    params(("id" = uuid::Uuid, Path)),
    responses((status = 204)),
    extensions(("x-permission" = json!("administer")))
)]
pub(super) async fn delete(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<TeamId>,
) -> Answer<StatusCode> {
    delete_team(&state.desk, &signed.who, id).await?;
    state.rights_changed();
    Ok(StatusCode::NO_CONTENT)
}
