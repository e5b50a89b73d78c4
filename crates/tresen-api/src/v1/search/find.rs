//! `GET /search`.

use axum::{Json, extract::State};
use serde::Deserialize;
use tresen_desk::search::{Found, search};

use crate::{
    ApiState,
    auth::Signed,
    extract::QueryOf,
    page::{self, Page, PageQuery},
    problem::Answer,
};

/// What is looked for.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// Words, a phone number in any writing, or a ticket's number (`#123`).
    #[serde(default)]
    #[param(required)]
    q: String,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Items of a page, 1 to 100; 50 unless given. The first page has up to six more: ticket and people.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

/// On the first page the ticket with that number and people of that name; then messages, newest first.
#[utoipa::path(
    get, path = "/search", tag = "search", operation_id = "search", params(Filter),
    responses((status = 200, body = Page<Found>)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn find(
    State(state): State<ApiState>,
    signed: Signed,
    QueryOf(query): QueryOf<Filter>,
) -> Answer<Json<Page<Found>>> {
    let page = PageQuery { cursor: query.cursor, limit: query.limit };
    let found = search(&state.desk, &signed.who, query.q, page.after()?, page.limit()?).await?;
    Ok(Json(Page { items: found.items, next: found.next.map(|seq| page::encode(&seq)) }))
}
