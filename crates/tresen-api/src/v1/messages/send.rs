//! `POST /tickets/{id}/messages`.

use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use tresen_desk::{
    message::{self, Send, Then},
    view::MessageView,
};
use tresen_domain::{
    id::{AgentId, MediaId, MessageId, TemplateId, TicketId},
    ticket::Status,
    time::Timestamp,
};
use utoipa::ToSchema;

use super::content::{Kind, Parts, Values};
use crate::{
    ApiState,
    auth::Signed,
    extract::{JsonBody, PathId},
    problem::Answer,
    word,
};

/// An answer to a ticket, or a note.
#[derive(Deserialize, ToSchema)]
#[schema(as = SendMessage)]
pub(super) struct Body {
    #[serde(rename = "type")]
    kind: Kind,
    /// Text with WhatsApp's markup, a caption, or the note. Above 4,096 characters it becomes several messages.
    text: Option<String>,
    /// The message it answers, of the same thread.
    #[schema(value_type = Option<uuid::Uuid>)]
    reply_to: Option<MessageId>,
    /// Of an upload for this channel.
    #[schema(value_type = Option<uuid::Uuid>)]
    media_id: Option<MediaId>,
    /// What the customer reads as the file's name; the upload's own unless given.
    file_name: Option<String>,
    #[schema(value_type = Option<uuid::Uuid>)]
    template_id: Option<TemplateId>,
    #[serde(default)]
    values: Values,
    /// Of an upload, for templates that begin with a file.
    #[schema(value_type = Option<uuid::Uuid>)]
    header_media_id: Option<MediaId>,
    /// Of a note: who is told, and may see the ticket from then on.
    #[serde(default)]
    #[schema(value_type = Vec<uuid::Uuid>)]
    mentions: Vec<AgentId>,
    /// What becomes of the ticket, together with the answer or not at all.
    then: Option<ThenBody>,
    /// The caller's own id, at most 64 characters; comes back in the first message.
    client_id: Option<String>,
}

/// What becomes of the ticket after the answer.
#[derive(Deserialize, ToSchema)]
#[schema(as = SendThen)]
struct ThenBody {
    #[schema(schema_with = word::status)]
    status: Option<Status>,
    /// With status `snoozed`.
    #[schema(value_type = Option<String>, format = DateTime)]
    snoozed_until: Option<Timestamp>,
}

/// What was written.
#[derive(Serialize, ToSchema)]
#[schema(as = SentMessages)]
pub(super) struct Sent {
    /// In the order in which they are sent.
    items: Vec<MessageView>,
}

/// Answers a ticket. Outside the service window everything but templates and notes: 409 `window_closed`.
#[utoipa::path(
    post, path = "/tickets/{id}/messages", tag = "messages", operation_id = "send_message",
    params(("id" = uuid::Uuid, Path)), request_body = Body,
    responses((status = 201, body = Sent)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn send(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<TicketId>,
    JsonBody(body): JsonBody<Body>,
) -> Answer<(StatusCode, Json<Sent>)> {
    let parts = Parts {
        text: body.text,
        media_id: body.media_id,
        file_name: body.file_name,
        template_id: body.template_id,
        values: body.values,
        header_media_id: body.header_media_id,
        mentions: body.mentions,
    };
    let then = body
        .then
        .and_then(|then| then.status.map(|status| Then { status, snoozed_until: then.snoozed_until }));
    let command = Send {
        ticket_id: id,
        content: parts.content(body.kind)?,
        reply_to: body.reply_to,
        client_id: body.client_id,
        then,
    };
    let items = message::send(&state.desk, &signed.who, command).await?;
    Ok((StatusCode::CREATED, Json(Sent { items })))
}
