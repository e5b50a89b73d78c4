//! `GET /tickets/{id}/events`.

use axum::{Json, extract::State};
use tresen_desk::{ticket, view::EventView};
use tresen_domain::id::TicketId;

use crate::{
    ApiState,
    auth::Signed,
    extract::{PathId, QueryOf},
    page::{self, Page, PageQuery},
    problem::Answer,
};

/// What happened to a ticket, newest first.
#[utoipa::path(
    get, path = "/tickets/{id}/events", tag = "tickets", operation_id = "list_ticket_events",
    params(("id" = uuid::Uuid, Path), PageQuery),
    responses((status = 200, body = Page<EventView>)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn events(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<TicketId>,
    QueryOf(query): QueryOf<PageQuery>,
) -> Answer<Json<Page<EventView>>> {
    let found = ticket::events(&state.desk, &signed.who, id, query.after()?, query.limit()?).await?;
    Ok(Json(Page { items: found.items, next: found.next.map(|seq| page::encode(&seq)) }))
}
