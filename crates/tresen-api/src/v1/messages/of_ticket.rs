//! `GET /tickets/{id}/messages`.

use axum::{Json, extract::State};
use tresen_desk::{message, view::MessageView};
use tresen_domain::id::TicketId;

use super::PlaceKey;
use crate::{
    ApiState,
    auth::Signed,
    extract::{PathId, QueryOf},
    page::{self, Page, PageQuery},
    problem::Answer,
};

/// Messages and notes of a ticket, newest first.
#[utoipa::path(
    get, path = "/tickets/{id}/messages", tag = "messages", operation_id = "list_ticket_messages",
    params(("id" = uuid::Uuid, Path), PageQuery),
    responses((status = 200, body = Page<MessageView>)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn of_ticket(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<TicketId>,
    QueryOf(query): QueryOf<PageQuery>,
) -> Answer<Json<Page<MessageView>>> {
    let before = query.after::<PlaceKey>()?.map(Into::into);
    let found = message::of_ticket(&state.desk, &signed.who, id, before, query.limit()?).await?;
    let next = found.next.map(|place| page::encode(&PlaceKey::from(place)));
    Ok(Json(Page { items: found.items, next }))
}
