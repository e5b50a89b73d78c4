//! `GET /threads/{id}/messages`.

use axum::{Json, extract::State};
use serde::Deserialize;
use tresen_desk::{message, view::MessageView};
use tresen_domain::id::{MessageId, ThreadId};

use crate::{
    ApiState,
    auth::Signed,
    extract::{PathId, QueryOf},
    page::{self, Page, PageQuery},
    problem::Answer,
    v1::messages::PlaceKey,
};

/// Which page.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// The first page begins up to 20 messages after this one, so that it is shown among its neighbours.
    #[param(value_type = Option<uuid::Uuid>)]
    around: Option<MessageId>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Items of a page, 1 to 100; 50 unless given.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

/// Messages and notes of all tickets of a thread, newest first.
#[utoipa::path(
    get, path = "/threads/{id}/messages", tag = "threads", operation_id = "list_thread_messages",
    params(("id" = uuid::Uuid, Path), Filter),
    responses((status = 200, body = Page<MessageView>)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn messages(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<ThreadId>,
    QueryOf(query): QueryOf<Filter>,
) -> Answer<Json<Page<MessageView>>> {
    let page = PageQuery { cursor: query.cursor, limit: query.limit };
    let before = page.after::<PlaceKey>()?.map(Into::into);
    let found = message::of_thread(&state.desk, &signed.who, id, before, query.around, page.limit()?).await?;
    let next = found.next.map(|place| page::encode(&PlaceKey::from(place)));
    Ok(Json(Page { items: found.items, next }))
}
