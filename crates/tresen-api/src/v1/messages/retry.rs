//! `POST /messages/{id}/retry`.

use axum::{Json, extract::State, http::StatusCode};
use tresen_desk::{message, view::MessageView};
use tresen_domain::id::MessageId;

use crate::{ApiState, auth::Signed, extract::PathId, problem::Answer};

/// Sends a failed message again: the same message, its next attempt.
#[utoipa::path(
    post, path = "/messages/{id}/retry", tag = "messages", operation_id = "retry_message",
    params(("id" = uuid::Uuid, Path)),
    responses((status = 201, body = MessageView)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn retry(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<MessageId>,
) -> Answer<(StatusCode, Json<MessageView>)> {
    Ok((StatusCode::CREATED, Json(message::retry(&state.desk, &signed.who, id).await?)))
}
