//! `POST /teams`.

use axum::{Json, extract::State, http::StatusCode};
use serde::Deserialize;
use tresen_desk::people::{CreateTeam, create_team};
use utoipa::ToSchema;

use super::TeamBody;
use crate::{ApiState, auth::Signed, extract::JsonBody, problem::Answer};

/// A new group.
#[derive(Deserialize, ToSchema)]
#[schema(as = CreateTeam)]
pub(super) struct Body {
    name: String,
    /// A word of the palette or `#rrggbb`.
    color: Option<String>,
}

/// Makes a team; members join by `PATCH /agents/{id}`.
#[utoipa::path(
    post, path = "/teams", tag = "teams", operation_id = "create_team", request_body = Body,
    responses((status = 201, body = TeamBody)),
    extensions(("x-permission" = json!("administer")))
)]
pub(super) async fn create(
    State(state): State<ApiState>,
    signed: Signed,
    JsonBody(body): JsonBody<Body>,
) -> Answer<(StatusCode, Json<TeamBody>)> {
    let command = CreateTeam { name: body.name, color: body.color.unwrap_or_default() };
    let team = create_team(&state.desk, &signed.who, command).await?;
    Ok((StatusCode::CREATED, Json(team.into())))
}
