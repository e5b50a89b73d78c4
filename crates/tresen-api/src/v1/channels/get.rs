//! `GET /channels/{id}`.

use axum::{Json, extract::State};
use tresen_desk::channel;
use tresen_domain::id::ChannelId;

use super::ChannelBody;
use crate::{ApiState, auth::Signed, extract::PathId, problem::Answer};

/// One connected number.
#[utoipa::path(
    get, path = "/channels/{id}", tag = "channels", operation_id = "get_channel",
    params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = ChannelBody)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn get(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<ChannelId>,
) -> Answer<Json<ChannelBody>> {
    Ok(Json(channel::get(&state.desk, &signed.who, id).await?.into()))
}
