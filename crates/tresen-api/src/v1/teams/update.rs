//! `PATCH /teams/{id}`.

use axum::{Json, extract::State};
use serde::Deserialize;
use tresen_desk::people::{UpdateTeam, update_team};
use tresen_domain::id::TeamId;
use utoipa::ToSchema;

use super::TeamBody;
use crate::{
    ApiState,
    auth::Signed,
    extract::{JsonBody, PathId, there},
    problem::Answer,
};

/// What to change; what is not given stays.
#[derive(Deserialize, ToSchema)]
#[schema(as = UpdateTeam)]
pub(super) struct Body {
    name: Option<String>,
    /// `null` takes the colour away.
    #[serde(default, deserialize_with = "there")]
    #[schema(value_type = Option<String>)]
    color: Option<Option<String>>,
}

/// Renames a team or gives it another colour.
#[utoipa::path(
    patch, path = "/teams/{id}", tag = "teams", operation_id = "update_team",
    params(("id" = uuid::Uuid, Path)), request_body = Body,
    responses((status = 200, body = TeamBody)),
    extensions(("x-permission" = json!("administer")))
)]
pub(super) async fn update(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<TeamId>,
    JsonBody(body): JsonBody<Body>,
) -> Answer<Json<TeamBody>> {
    let command = UpdateTeam { name: body.name, color: body.color.map(Option::unwrap_or_default) };
    Ok(Json(update_team(&state.desk, &signed.who, id, command).await?.into()))
}
