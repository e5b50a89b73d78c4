//! `POST /channels`.

use axum::{Json, extract::State, http::StatusCode};
use serde::Deserialize;
use tresen_desk::channel::{self, CreateChannel};
use tresen_domain::channel::ChannelKind;
use utoipa::ToSchema;

use super::ChannelBody;
use crate::{ApiState, auth::Signed, extract::JsonBody, problem::Answer, word};

/// A number to connect.
#[derive(Deserialize, ToSchema)]
#[schema(as = CreateChannel)]
pub(super) struct Body {
    #[schema(schema_with = word::channel_kind)]
    kind: ChannelKind,
    name: String,
    /// Key of the Meta app in the configuration.
    app: String,
    waba_id: String,
    phone_number_id: String,
    /// Of the system user; never shown again.
    access_token: String,
    /// 0 to 43,200; a day unless given.
    threading_window_minutes: Option<u32>,
    /// On unless given.
    sends_read_receipts: Option<bool>,
}

/// Connects a number; messages that came for it before are applied.
#[utoipa::path(
    post, path = "/channels", tag = "channels", operation_id = "create_channel", request_body = Body,
    responses((status = 201, body = ChannelBody)),
    extensions(("x-permission" = json!("administer")))
)]
pub(super) async fn create(
    State(state): State<ApiState>,
    signed: Signed,
    JsonBody(body): JsonBody<Body>,
) -> Answer<(StatusCode, Json<ChannelBody>)> {
    let command = CreateChannel {
        kind: body.kind,
        name: body.name,
        app: body.app,
        waba_id: body.waba_id,
        phone_number_id: body.phone_number_id,
        access_token: body.access_token,
        threading_window_minutes: body.threading_window_minutes,
        sends_read_receipts: body.sends_read_receipts,
    };
    let created = channel::create(&state.desk, &signed.who, command).await?;
    Ok((StatusCode::CREATED, Json(created.into())))
}
