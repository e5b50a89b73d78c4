//! `POST /notices/read`.

use axum::{extract::State, http::StatusCode};
use serde::Deserialize;
use tresen_desk::notice;
use tresen_domain::id::NoticeId;
use utoipa::ToSchema;

use crate::{
    ApiState,
    auth::Signed,
    extract::JsonBody,
    problem::{Answer, Problem},
};

/// Which notices were seen: `ids`, or `all`.
#[derive(Deserialize, ToSchema)]
#[schema(as = MarkNoticesRead)]
pub(super) struct Body {
    #[serde(default)]
    #[schema(value_type = Vec<uuid::Uuid>)]
    ids: Vec<NoticeId>,
    #[serde(default)]
    all: bool,
}

/// Marks the caller's notices as seen.
#[utoipa::path(
    post, path = "/notices/read", tag = "notices", operation_id = "mark_notices_read", request_body = Body,
    responses((status = 204)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn mark_read(
    State(state): State<ApiState>,
    signed: Signed,
    JsonBody(body): JsonBody<Body>,
) -> Answer<StatusCode> {
    if !body.all && body.ids.is_empty() {
        return Err(Problem::field("ids", "required", "name notices, or say `all`"));
    }
    let ids = if body.all { Vec::new() } else { body.ids };
    notice::mark_read(&state.desk, &signed.who, ids).await?;
    Ok(StatusCode::NO_CONTENT)
}
