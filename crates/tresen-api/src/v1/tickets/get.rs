//! `GET /tickets/{id}`.

use axum::{Json, extract::State};
use tresen_desk::{ticket, view::TicketView};
use tresen_domain::id::TicketId;

use crate::{ApiState, auth::Signed, extract::PathId, problem::Answer};

/// One ticket.
#[utoipa::path(
    get, path = "/tickets/{id}", tag = "tickets", operation_id = "get_ticket",
    params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = TicketView)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn get(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<TicketId>,
) -> Answer<Json<TicketView>> {
    Ok(Json(ticket::get(&state.desk, &signed.who, id).await?))
}
