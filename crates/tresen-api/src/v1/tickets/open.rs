//! `POST /tickets`.

use axum::{Json, extract::State, http::StatusCode};
use serde::Deserialize;
use tresen_desk::{
    ticket::{self, OpenTicket},
    view::TicketView,
};
use tresen_domain::id::{AgentId, ChannelId, ContactId, TeamId};
use utoipa::ToSchema;

use crate::{ApiState, auth::Signed, extract::JsonBody, problem::Answer};

/// A case that the desk begins.
#[derive(Deserialize, ToSchema)]
#[schema(as = OpenTicket)]
pub(super) struct Body {
    #[schema(value_type = uuid::Uuid)]
    contact_id: ContactId,
    /// The number it runs over; the contact needs an address there.
    #[schema(value_type = uuid::Uuid)]
    channel_id: ChannelId,
    subject: Option<String>,
    #[schema(value_type = Option<uuid::Uuid>)]
    team_id: Option<TeamId>,
    /// The caller unless given.
    #[schema(value_type = Option<uuid::Uuid>)]
    agent_id: Option<AgentId>,
}

/// Opens a ticket. While one is running in that thread: 409 `conflict` with its `ticket_id`.
#[utoipa::path(
    post, path = "/tickets", tag = "tickets", operation_id = "open_ticket", request_body = Body,
    responses((status = 201, body = TicketView)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn open(
    State(state): State<ApiState>,
    signed: Signed,
    JsonBody(body): JsonBody<Body>,
) -> Answer<(StatusCode, Json<TicketView>)> {
    let command = OpenTicket {
        contact_id: body.contact_id,
        channel_id: body.channel_id,
        subject: body.subject,
        team_id: body.team_id,
        agent_id: body.agent_id,
    };
    let opened = ticket::open(&state.desk, &signed.who, command).await?;
    Ok((StatusCode::CREATED, Json(opened)))
}
