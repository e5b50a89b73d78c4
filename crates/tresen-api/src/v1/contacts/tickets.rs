//! `GET /contacts/{id}/tickets`.

use axum::{Json, extract::State};
use tresen_desk::{contact, view::TicketView};
use tresen_domain::id::ContactId;

use crate::{ApiState, auth::Signed, extract::PathId, page::Page, problem::Answer};

/// A contact's newest tickets that may be seen, at most 200.
#[utoipa::path(
    get, path = "/contacts/{id}/tickets", tag = "contacts", operation_id = "list_contact_tickets",
    params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Page<TicketView>)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn tickets(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<ContactId>,
) -> Answer<Json<Page<TicketView>>> {
    Ok(Json(Page::whole(contact::tickets(&state.desk, &signed.who, id).await?)))
}
