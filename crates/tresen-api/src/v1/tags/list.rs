//! `GET /tags`.

use axum::{Json, extract::State};
use serde::Serialize;
use tresen_desk::ticket;
use utoipa::ToSchema;

use crate::{ApiState, auth::Signed, problem::Answer};

/// A label in use.
#[derive(Serialize, ToSchema)]
#[schema(as = TagCount)]
pub(super) struct TagCount {
    tag: String,
    /// Tickets that carry it.
    count: i64,
}

/// Every label in use, as a plain list.
#[utoipa::path(
    get, path = "/tags", tag = "tags", operation_id = "list_tags",
    responses((status = 200, body = Vec<TagCount>)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn list(State(state): State<ApiState>, _signed: Signed) -> Answer<Json<Vec<TagCount>>> {
    let tags = ticket::tags(&state.desk).await?;
    Ok(Json(tags.into_iter().map(|(tag, count)| TagCount { tag, count }).collect()))
}
