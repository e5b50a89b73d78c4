//! `POST /channels/{id}/templates/sync`.

use axum::{Json, extract::State};
use serde::Serialize;
use tresen_desk::template;
use tresen_domain::id::ChannelId;
use utoipa::ToSchema;

use crate::{ApiState, auth::Signed, extract::PathId, problem::Answer};

/// What became of our copy.
#[derive(Serialize, ToSchema)]
#[schema(as = TemplatesSynced)]
pub(super) struct Body {
    added: u32,
    updated: u32,
    removed: u32,
}

/// Takes over the templates that the platform has.
#[utoipa::path(
    post, path = "/channels/{id}/templates/sync", tag = "templates", operation_id = "sync_templates",
    params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Body)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn sync_templates(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<ChannelId>,
) -> Answer<Json<Body>> {
    let synced = template::sync(&state.desk, &signed.who, id).await?;
    Ok(Json(Body { added: synced.added, updated: synced.updated, removed: synced.removed }))
}
