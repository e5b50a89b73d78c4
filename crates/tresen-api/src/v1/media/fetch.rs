//! `POST /media/{id}/fetch`.

use axum::{extract::State, http::StatusCode};
use tresen_desk::media;
use tresen_domain::id::MediaId;

use crate::{ApiState, auth::Signed, extract::PathId, problem::Answer};

/// Fetches a customer's file again that was given up or waits for its next try; its end is told live.
#[utoipa::path(
    post, path = "/media/{id}/fetch", tag = "media", operation_id = "fetch_media",
    params(("id" = uuid::Uuid, Path)),
    responses((status = 202)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn fetch(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<MediaId>,
) -> Answer<StatusCode> {
    media::fetch_again(&state.desk, &signed.who, id).await?;
    Ok(StatusCode::ACCEPTED)
}
