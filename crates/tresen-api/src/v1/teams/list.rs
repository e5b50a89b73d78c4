//! `GET /teams`.

use axum::{Json, extract::State};
use tresen_desk::people::list_teams;

use super::TeamBody;
use crate::{
    ApiState,
    auth::Signed,
    extract::QueryOf,
    page::{Page, PageQuery},
    problem::Answer,
};

/// All teams with their members.
#[utoipa::path(
    get, path = "/teams", tag = "teams", operation_id = "list_teams", params(PageQuery),
    responses((status = 200, body = Page<TeamBody>)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn list(
    State(state): State<ApiState>,
    signed: Signed,
    QueryOf(query): QueryOf<PageQuery>,
) -> Answer<Json<Page<TeamBody>>> {
    let teams = list_teams(&state.desk, &signed.who, query.after()?, query.limit_and_one()?).await?;
    Ok(Json(query.page(teams, |team| team.id, TeamBody::from)?))
}
