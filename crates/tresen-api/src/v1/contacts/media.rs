//! `GET /contacts/{id}/media`.

use axum::{Json, extract::State};
use tresen_desk::{contact, view::MessageView};
use tresen_domain::id::ContactId;

use crate::{
    ApiState,
    auth::Signed,
    extract::{PathId, QueryOf},
    page::{self, Page, PageQuery},
    problem::Answer,
    v1::messages::PlaceKey,
};

/// Messages with files of a contact that may be seen, newest first.
#[utoipa::path(
    get, path = "/contacts/{id}/media", tag = "contacts", operation_id = "list_contact_media",
    params(("id" = uuid::Uuid, Path), PageQuery),
    responses((status = 200, body = Page<MessageView>)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn media(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<ContactId>,
    QueryOf(query): QueryOf<PageQuery>,
) -> Answer<Json<Page<MessageView>>> {
    let before = query.after::<PlaceKey>()?.map(Into::into);
    let (items, next) = contact::media(&state.desk, &signed.who, id, before, query.limit()?).await?;
    Ok(Json(Page { items, next: next.map(|place| page::encode(&PlaceKey::from(place))) }))
}
