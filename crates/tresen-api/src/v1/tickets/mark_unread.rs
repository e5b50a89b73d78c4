//! `POST /tickets/{id}/unread`.

use axum::{extract::State, http::StatusCode};
use tresen_desk::ticket;
use tresen_domain::id::TicketId;

use crate::{ApiState, auth::Signed, extract::PathId, problem::Answer};

/// Shows the ticket as unread again, for everybody.
#[utoipa::path(
    post, path = "/tickets/{id}/unread", tag = "tickets", operation_id = "mark_ticket_unread",
    params(("id" = uuid::Uuid, Path)),
    responses((status = 204)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn mark_unread(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<TicketId>,
) -> Answer<StatusCode> {
    ticket::mark_unread(&state.desk, &signed.who, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
