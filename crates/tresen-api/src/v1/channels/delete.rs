//! `DELETE /channels/{id}`.

use axum::{extract::State, http::StatusCode};
use tresen_desk::channel;
use tresen_domain::id::ChannelId;

use crate::{ApiState, auth::Signed, extract::PathId, problem::Answer};

/// Takes a number off that has no threads; one with threads answers 409.
#[utoipa::path(
    delete, path = "/channels/{id}", tag = "channels", operation_id = "delete_channel",
    params(("id" = uuid::Uuid, Path)),
    responses((status = 204)),
    extensions(("x-permission" = json!("administer")))
)]
pub(super) async fn delete(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<ChannelId>,
) -> Answer<StatusCode> {
    channel::delete(&state.desk, &signed.who, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
