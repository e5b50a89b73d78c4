//! `GET /messages/{id}`.

use axum::{Json, extract::State};
use tresen_desk::{message, view::MessageView};
use tresen_domain::id::MessageId;

use crate::{ApiState, auth::Signed, extract::PathId, problem::Answer};

/// One message.
#[utoipa::path(
    get, path = "/messages/{id}", tag = "messages", operation_id = "get_message",
    params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = MessageView)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn get(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<MessageId>,
) -> Answer<Json<MessageView>> {
    Ok(Json(message::get(&state.desk, &signed.who, id).await?))
}
