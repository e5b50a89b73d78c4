//! `POST /canned-replies`.

use axum::{Json, extract::State, http::StatusCode};
use serde::Deserialize;
use tresen_desk::canned_reply::{self, CreateCannedReply};
use tresen_domain::id::TeamId;
use utoipa::ToSchema;

use super::CannedReplyBody;
use crate::{ApiState, auth::Signed, extract::JsonBody, problem::Answer};

/// A new canned reply.
#[derive(Deserialize, ToSchema)]
#[schema(as = CreateCannedReply)]
pub(super) struct Body {
    /// Letters, digits, `-`, `_` and `.`; kept in lower case.
    shortcut: String,
    title: String,
    text: String,
    /// Only for this team.
    #[schema(value_type = Option<uuid::Uuid>)]
    team_id: Option<TeamId>,
}

/// Adds a canned reply.
#[utoipa::path(
    post, path = "/canned-replies", tag = "canned replies", operation_id = "create_canned_reply", request_body = Body,
    responses((status = 201, body = CannedReplyBody)),
    extensions(("x-permission" = json!("edit_shared")))
)]
pub(super) async fn create(
    State(state): State<ApiState>,
    signed: Signed,
    JsonBody(body): JsonBody<Body>,
) -> Answer<(StatusCode, Json<CannedReplyBody>)> {
    let command = CreateCannedReply {
        shortcut: body.shortcut,
        title: body.title,
        text: body.text,
        team_id: body.team_id,
    };
    let created = canned_reply::create(&state.desk, &signed.who, command).await?;
    Ok((StatusCode::CREATED, Json(created.into())))
}
