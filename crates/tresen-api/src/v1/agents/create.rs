//! `POST /agents`.

use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use tresen_desk::people::{CreateAgent, Secret, create_agent};
use tresen_domain::{
    agent::{Locale, Role, Visibility},
    id::TeamId,
};
use utoipa::ToSchema;

use super::AgentBody;
use crate::{ApiState, auth::Signed, extract::JsonBody, problem::Answer, word};

/// A new colleague.
#[derive(Deserialize, ToSchema)]
#[schema(as = CreateAgent)]
pub(super) struct Body {
    email: String,
    display_name: String,
    #[schema(schema_with = word::role)]
    role: Role,
    /// `all` unless given.
    #[schema(value_type = Option<String>)]
    visibility: Option<Visibility>,
    #[schema(value_type = Option<Vec<uuid::Uuid>>)]
    team_ids: Option<Vec<TeamId>>,
    /// `de` unless given.
    #[schema(value_type = Option<String>)]
    locale: Option<Locale>,
    /// At least 10 characters; made when not given.
    password: Option<String>,
}

/// The new colleague and, where one was made, the password for the first sign-in.
#[derive(Serialize, ToSchema)]
#[schema(as = CreatedAgent)]
pub(super) struct Created {
    agent: AgentBody,
    /// Shown this once.
    initial_password: Option<String>,
}

/// Adds an agent.
#[utoipa::path(
    post, path = "/agents", tag = "agents", operation_id = "create_agent", request_body = Body,
    responses((status = 201, body = Created)),
    extensions(("x-permission" = json!("administer")))
)]
pub(super) async fn create(
    State(state): State<ApiState>,
    signed: Signed,
    JsonBody(body): JsonBody<Body>,
) -> Answer<(StatusCode, Json<Created>)> {
    let command = CreateAgent {
        email: body.email,
        display_name: body.display_name,
        role: body.role,
        visibility: body.visibility.unwrap_or(Visibility::All),
        team_ids: body.team_ids.unwrap_or_default(),
        locale: body.locale.unwrap_or(Locale::De),
        password: body.password.map(Secret::new),
    };
    let created = create_agent(&state.desk, &signed.who, command).await?;
    let agent = AgentBody::seen_by(created.agent, signed.who.agent_id());
    let initial_password = created.initial_password.map(|secret| secret.expose().to_owned());
    Ok((StatusCode::CREATED, Json(Created { agent, initial_password })))
}
