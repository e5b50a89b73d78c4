//! `GET /canned-replies`.

use axum::{Json, extract::State};
use serde::Deserialize;
use tresen_desk::canned_reply;

use super::CannedReplyBody;
use crate::{
    ApiState,
    auth::Signed,
    extract::QueryOf,
    page::{Page, PageQuery},
    problem::Answer,
};

/// Which canned replies.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// Words that all stand in shortcut, title or text.
    q: Option<String>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Items of a page, 1 to 100; 50 unless given.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

/// Canned replies by shortcut.
#[utoipa::path(
    get, path = "/canned-replies", tag = "canned replies", operation_id = "list_canned_replies", params(Filter),
    responses((status = 200, body = Page<CannedReplyBody>)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn list(
    State(state): State<ApiState>,
    signed: Signed,
    QueryOf(query): QueryOf<Filter>,
) -> Answer<Json<Page<CannedReplyBody>>> {
    let page = PageQuery { cursor: query.cursor, limit: query.limit };
    let (after, limit) = (page.after()?, page.limit()?.saturating_add(1));
    let found = canned_reply::list(&state.desk, &signed.who, query.q.as_deref(), after, limit).await?;
    Ok(Json(page.page(found, |reply| reply.shortcut.clone(), CannedReplyBody::from)?))
}
