//! `PATCH /agents/{id}`.

use axum::{Json, extract::State};
use serde::Deserialize;
use tresen_desk::people::{UpdateAgent, update_agent};
use tresen_domain::{
    agent::{Role, Visibility},
    id::{AgentId, TeamId},
};
use utoipa::ToSchema;

use super::AgentBody;
use crate::{
    ApiState,
    auth::Signed,
    extract::{JsonBody, PathId},
    problem::Answer,
};

/// What to change; what is not given stays.
#[derive(Deserialize, ToSchema)]
#[schema(as = UpdateAgent)]
pub(super) struct Body {
    display_name: Option<String>,
    #[schema(value_type = Option<String>)]
    role: Option<Role>,
    #[schema(value_type = Option<String>)]
    visibility: Option<Visibility>,
    /// All teams from now on.
    #[schema(value_type = Option<Vec<uuid::Uuid>>)]
    team_ids: Option<Vec<TeamId>>,
    /// `false` signs them out everywhere and keeps their work.
    is_active: Option<bool>,
}

/// Changes an agent.
#[utoipa::path(
    patch, path = "/agents/{id}", tag = "agents", operation_id = "update_agent",
    params(("id" = uuid::Uuid, Path)), request_body = Body,
    responses((status = 200, body = AgentBody)),
    extensions(("x-permission" = json!("administer")))
)]
pub(super) async fn update(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<AgentId>,
    JsonBody(body): JsonBody<Body>,
) -> Answer<Json<AgentBody>> {
    let command = UpdateAgent {
        display_name: body.display_name,
        role: body.role,
        visibility: body.visibility,
        team_ids: body.team_ids,
        is_active: body.is_active,
    };
    let agent = update_agent(&state.desk, &signed.who, id, command).await?;
    state.rights_changed();
    Ok(Json(AgentBody::seen_by(agent, signed.who.agent_id())))
}
