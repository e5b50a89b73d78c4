//! `PATCH /channels/{id}`.

use axum::{Json, extract::State};
use serde::Deserialize;
use tresen_desk::channel::{self, UpdateChannel};
use tresen_domain::id::ChannelId;
use utoipa::ToSchema;

use super::ChannelBody;
use crate::{
    ApiState,
    auth::Signed,
    extract::{JsonBody, PathId},
    problem::Answer,
};

/// What to change; what is not given stays. The number cannot change: another number is another channel.
#[derive(Deserialize, ToSchema)]
#[schema(as = UpdateChannel)]
pub(super) struct Body {
    name: Option<String>,
    app: Option<String>,
    waba_id: Option<String>,
    /// Replaces the token; what was held is sent.
    access_token: Option<String>,
    threading_window_minutes: Option<u32>,
    sends_read_receipts: Option<bool>,
}

/// Changes a channel.
#[utoipa::path(
    patch, path = "/channels/{id}", tag = "channels", operation_id = "update_channel",
    params(("id" = uuid::Uuid, Path)), request_body = Body,
    responses((status = 200, body = ChannelBody)),
    extensions(("x-permission" = json!("administer")))
)]
pub(super) async fn update(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<ChannelId>,
    JsonBody(body): JsonBody<Body>,
) -> Answer<Json<ChannelBody>> {
    let command = UpdateChannel {
        name: body.name,
        app: body.app,
        waba_id: body.waba_id,
        access_token: body.access_token,
        threading_window_minutes: body.threading_window_minutes,
        sends_read_receipts: body.sends_read_receipts,
    };
    Ok(Json(channel::update(&state.desk, &signed.who, id, command).await?.into()))
}
