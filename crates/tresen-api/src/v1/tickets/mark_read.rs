//! `POST /tickets/{id}/read`.

use axum::{extract::State, http::StatusCode};
use tresen_desk::ticket;
use tresen_domain::id::TicketId;

use crate::{ApiState, auth::Signed, extract::PathId, problem::Answer};

/// Nothing is unread any more; the caller's mentions there are seen. The customer sees blue ticks where the channel shows them.
#[utoipa::path(
    post, path = "/tickets/{id}/read", tag = "tickets", operation_id = "mark_ticket_read",
    params(("id" = uuid::Uuid, Path)),
    responses((status = 204)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn mark_read(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<TicketId>,
) -> Answer<StatusCode> {
    ticket::mark_read(&state.desk, &signed.who, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
