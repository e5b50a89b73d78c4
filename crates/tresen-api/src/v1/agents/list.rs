//! `GET /agents`.

use axum::{Json, extract::State};
use tresen_desk::people::list_agents;

use super::AgentBody;
use crate::{
    ApiState,
    auth::Signed,
    extract::QueryOf,
    page::{Page, PageQuery},
    problem::Answer,
};

/// Everybody who works or worked here, in the order in which they came.
#[utoipa::path(
    get, path = "/agents", tag = "agents", operation_id = "list_agents", params(PageQuery),
    responses((status = 200, body = Page<AgentBody>)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn list(
    State(state): State<ApiState>,
    signed: Signed,
    QueryOf(query): QueryOf<PageQuery>,
) -> Answer<Json<Page<AgentBody>>> {
    let agents = list_agents(&state.desk, &signed.who, query.after()?, query.limit_and_one()?).await?;
    let viewer = signed.who.agent_id();
    Ok(Json(query.page(agents, |agent| agent.id, |agent| AgentBody::seen_by(agent, viewer))?))
}
