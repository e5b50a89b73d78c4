//! `DELETE /api-keys/{id}`.

use axum::{extract::State, http::StatusCode};
use tresen_desk::people::delete_api_key;
use tresen_domain::id::ApiKeyId;

use crate::{ApiState, auth::Signed, extract::PathId, problem::Answer};

/// Takes a key away: its next request is turned away.
#[utoipa::path(
    delete, path = "/api-keys/{id}", tag = "api-keys", operation_id = "delete_api_key",
    params(("id" = uuid::Uuid, Path)),
    responses((status = 204)),
    extensions(("x-permission" = json!("administer")))
)]
pub(super) async fn delete(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<ApiKeyId>,
) -> Answer<StatusCode> {
    delete_api_key(&state.desk, &signed.who, id).await?;
    state.rights_changed();
    Ok(StatusCode::NO_CONTENT)
}
