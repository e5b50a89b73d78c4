//! `GET /drafts`.

use axum::{Json, extract::State};
use tresen_desk::draft;

use super::DraftBody;
use crate::{
    ApiState,
    auth::Signed,
    extract::QueryOf,
    page::{Page, PageQuery},
    problem::Answer,
};

/// One's drafts, the latest first.
#[utoipa::path(
    get, path = "/drafts", tag = "drafts", operation_id = "list_drafts", params(PageQuery),
    responses((status = 200, body = Page<DraftBody>)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn list(
    State(state): State<ApiState>,
    signed: Signed,
    QueryOf(query): QueryOf<PageQuery>,
) -> Answer<Json<Page<DraftBody>>> {
    let drafts = draft::list(&state.desk, &signed.who, query.after()?, query.limit_and_one()?).await?;
    Ok(Json(query.page(drafts, |draft| (draft.updated_at, draft.ticket_id), DraftBody::from)?))
}
