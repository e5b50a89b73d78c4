//! `GET /media/{id}/content` and `GET /media/{id}/preview`.

use axum::{extract::State, http::HeaderMap, response::Response};
use tresen_desk::media::{Rendition, open_content};
use tresen_domain::id::MediaId;

use super::stream;
use crate::{ApiState, auth::Signed, extract::PathId, problem::Answer};

/// A file, whole or in part. Shown in the page only for kinds that cannot carry scripts, else offered for saving.
#[utoipa::path(
    get, path = "/media/{id}/content", tag = "media", operation_id = "get_media_content",
    params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, description = "The file.", body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 206, description = "The part asked for by `Range`."),
        (status = 304, description = "Unchanged."),
        (status = 416, description = "The file has no such part."),
    ),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn content(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<MediaId>,
    headers: HeaderMap,
) -> Answer<Response> {
    let content = open_content(&state.desk, &signed.who, id, Rendition::Original).await?;
    stream::answer(&state.desk, content, &headers).await
}

/// A small picture of a picture or a film.
#[utoipa::path(
    get, path = "/media/{id}/preview", tag = "media", operation_id = "get_media_preview",
    params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, description = "A JPEG.", body = Vec<u8>, content_type = "image/jpeg"),
        (status = 304, description = "Unchanged."),
    ),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn preview(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<MediaId>,
    headers: HeaderMap,
) -> Answer<Response> {
    let content = open_content(&state.desk, &signed.who, id, Rendition::Preview).await?;
    stream::answer(&state.desk, content, &headers).await
}
