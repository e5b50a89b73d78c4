//! `PUT /tickets/{id}/draft`.

use axum::{Json, extract::State};
use serde::Deserialize;
use tresen_desk::draft::{self, PutDraft};
use tresen_domain::{
    draft::DraftKind,
    id::{MessageId, TicketId},
};
use utoipa::ToSchema;

use super::DraftBody;
use crate::{
    ApiState,
    auth::Signed,
    extract::{JsonBody, PathId},
    problem::Answer,
    word,
};

/// What stands in the composer.
#[derive(Deserialize, ToSchema)]
#[schema(as = PutDraft)]
pub(super) struct Body {
    #[schema(schema_with = word::draft_kind)]
    kind: DraftKind,
    /// At most 40,960 characters; an empty one without `reply_to` removes the draft.
    text: String,
    /// The message it answers.
    #[schema(value_type = Option<uuid::Uuid>)]
    reply_to: Option<MessageId>,
}

/// Keeps one's draft in a ticket.
#[utoipa::path(
    put, path = "/tickets/{id}/draft", tag = "drafts", operation_id = "put_draft",
    params(("id" = uuid::Uuid, Path)), request_body = Body,
    responses((status = 200, body = DraftBody)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn put(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<TicketId>,
    JsonBody(body): JsonBody<Body>,
) -> Answer<Json<DraftBody>> {
    let command = PutDraft { kind: body.kind, text: body.text, reply_to: body.reply_to };
    Ok(Json(draft::put(&state.desk, &signed.who, id, command).await?.into()))
}
