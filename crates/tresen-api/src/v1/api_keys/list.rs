//! `GET /api-keys`.

use axum::{Json, extract::State};
use tresen_desk::people::list_api_keys;

use super::ApiKeyBody;
use crate::{
    ApiState,
    auth::Signed,
    extract::QueryOf,
    page::{Page, PageQuery},
    problem::Answer,
};

/// All keys, without the keys themselves.
#[utoipa::path(
    get, path = "/api-keys", tag = "api-keys", operation_id = "list_api_keys", params(PageQuery),
    responses((status = 200, body = Page<ApiKeyBody>)),
    extensions(("x-permission" = json!("administer")))
)]
pub(super) async fn list(
    State(state): State<ApiState>,
    signed: Signed,
    QueryOf(query): QueryOf<PageQuery>,
) -> Answer<Json<Page<ApiKeyBody>>> {
    let keys = list_api_keys(&state.desk, &signed.who, query.after()?, query.limit_and_one()?).await?;
    Ok(Json(query.page(keys, |key| key.id, ApiKeyBody::from)?))
}
