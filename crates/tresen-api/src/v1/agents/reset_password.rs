//! `POST /agents/{id}/password`.

use axum::{Json, extract::State};
use serde::Serialize;
use tresen_desk::people::reset_password as reset;
use tresen_domain::id::AgentId;
use utoipa::ToSchema;

use crate::{ApiState, auth::Signed, extract::PathId, problem::Answer};

/// The password for the next sign-in.
#[derive(Serialize, ToSchema)]
#[schema(as = InitialPassword)]
pub(super) struct Body {
    /// Shown this once.
    initial_password: String,
}

/// Makes a new password and ends every session of the agent.
#[utoipa::path(
    post, path = "/agents/{id}/password", tag = "agents", operation_id = "reset_password",
    params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Body)),
    extensions(("x-permission" = json!("administer")))
)]
pub(super) async fn reset_password(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<AgentId>,
) -> Answer<Json<Body>> {
    let password = reset(&state.desk, &signed.who, id).await?;
    state.rights_changed();
    Ok(Json(Body { initial_password: password.expose().to_owned() }))
}
