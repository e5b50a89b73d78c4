//! `POST /parked-items/{id}/retry`.

use axum::{extract::State, http::StatusCode};
use tresen_desk::inbound;
use uuid::Uuid;

use crate::{ApiState, auth::Signed, extract::PathId, problem::Answer};

/// Applies a parked item again; it is forgotten when that succeeds. Otherwise: 409 `conflict` with the reason.
#[utoipa::path(
    post, path = "/parked-items/{id}/retry", tag = "journal", operation_id = "retry_parked_item",
    params(("id" = uuid::Uuid, Path)),
    responses((status = 202)),
    extensions(("x-permission" = json!("administer")))
)]
pub(super) async fn retry_parked_item(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<Uuid>,
) -> Answer<StatusCode> {
    inbound::retry_parked(&state.desk, &signed.who, id).await?;
    Ok(StatusCode::ACCEPTED)
}
