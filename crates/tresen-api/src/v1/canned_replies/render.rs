//! `POST /canned-replies/{id}/render`.

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use tresen_desk::canned_reply;
use tresen_domain::id::{CannedReplyId, TicketId};
use utoipa::ToSchema;

use crate::{
    ApiState,
    auth::Signed,
    extract::{JsonBody, PathId},
    problem::Answer,
};

/// For which ticket.
#[derive(Deserialize, ToSchema)]
#[schema(as = RenderCannedReply)]
pub(super) struct Body {
    #[schema(value_type = uuid::Uuid)]
    ticket_id: TicketId,
}

/// The text with its placeholders filled.
#[derive(Serialize, ToSchema)]
#[schema(as = RenderedCannedReply)]
pub(super) struct Rendered {
    text: String,
    /// Placeholders without a value; they still stand in the text.
    missing: Vec<String>,
}

/// Fills the placeholders for a ticket.
#[utoipa::path(
    post, path = "/canned-replies/{id}/render", tag = "canned replies", operation_id = "render_canned_reply",
    params(("id" = uuid::Uuid, Path)), request_body = Body,
    responses((status = 200, body = Rendered)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn render(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<CannedReplyId>,
    JsonBody(body): JsonBody<Body>,
) -> Answer<Json<Rendered>> {
    let filled = canned_reply::render(&state.desk, &signed.who, id, body.ticket_id).await?;
    Ok(Json(Rendered { text: filled.text, missing: filled.missing }))
}
