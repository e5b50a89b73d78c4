//! `PATCH /canned-replies/{id}`.

use axum::{Json, extract::State};
use serde::Deserialize;
use tresen_desk::canned_reply::{self, UpdateCannedReply};
use tresen_domain::id::{CannedReplyId, TeamId};
use utoipa::ToSchema;

use super::CannedReplyBody;
use crate::{
    ApiState,
    auth::Signed,
    extract::{JsonBody, PathId, there},
    problem::Answer,
};

/// What to change; what is not given stays.
#[derive(Deserialize, ToSchema)]
#[schema(as = UpdateCannedReply)]
pub(super) struct Body {
    shortcut: Option<String>,
    title: Option<String>,
    text: Option<String>,
    /// `null` makes it one for everybody.
    #[serde(default, deserialize_with = "there")]
    #[schema(value_type = Option<uuid::Uuid>)]
    team_id: Option<Option<TeamId>>,
}

/// Changes a canned reply.
#[utoipa::path(
    patch, path = "/canned-replies/{id}", tag = "canned replies", operation_id = "update_canned_reply",
    params(("id" = uuid::Uuid, Path)), request_body = Body,
    responses((status = 200, body = CannedReplyBody)),
    extensions(("x-permission" = json!("edit_shared")))
)]
pub(super) async fn update(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<CannedReplyId>,
    JsonBody(body): JsonBody<Body>,
) -> Answer<Json<CannedReplyBody>> {
    let command = UpdateCannedReply {
        shortcut: body.shortcut,
        title: body.title,
        text: body.text,
        team_id: body.team_id,
    };
    Ok(Json(canned_reply::update(&state.desk, &signed.who, id, command).await?.into()))
}
