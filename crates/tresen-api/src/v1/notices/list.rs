//! `GET /notices`.

use axum::{Json, extract::State};
use serde::Deserialize;
use tresen_desk::{notice, view::NoticeView};

use crate::{
    ApiState,
    auth::Signed,
    extract::QueryOf,
    page::{self, Page, PageQuery},
    problem::Answer,
};

/// Which notices.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// Only those that were not seen yet.
    #[serde(default)]
    #[param(required = false)]
    unread: bool,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Items of a page, 1 to 100; 50 unless given.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

/// The caller's notices, newest first; programs have none.
#[utoipa::path(
    get, path = "/notices", tag = "notices", operation_id = "list_notices", params(Filter),
    responses((status = 200, body = Page<NoticeView>)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn list(
    State(state): State<ApiState>,
    signed: Signed,
    QueryOf(query): QueryOf<Filter>,
) -> Answer<Json<Page<NoticeView>>> {
    let page = PageQuery { cursor: query.cursor, limit: query.limit };
    let found = notice::list(&state.desk, &signed.who, query.unread, page.after()?, page.limit()?).await?;
    Ok(Json(Page { items: found.items, next: found.next.map(|key| page::encode(&key)) }))
}
