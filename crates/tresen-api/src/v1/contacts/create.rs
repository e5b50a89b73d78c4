//! `POST /contacts`.

use axum::{Json, extract::State, http::StatusCode};
use serde::Deserialize;
use tresen_desk::{
    contact::{self, NewContact},
    view::ContactView,
};
use tresen_domain::id::ChannelId;
use utoipa::ToSchema;

use crate::{ApiState, auth::Signed, extract::JsonBody, problem::Answer};

/// A person to whom the desk writes first.
#[derive(Deserialize, ToSchema)]
#[schema(as = CreateContact)]
pub(super) struct Body {
    display_name: String,
    /// The channel on which the number is good.
    #[schema(value_type = uuid::Uuid)]
    channel_id: ChannelId,
    /// In any usual writing, with the country's code.
    phone: String,
}

/// Adds a contact. When somebody has the number already: 409 `conflict` with their `contact_id`.
#[utoipa::path(
    post, path = "/contacts", tag = "contacts", operation_id = "create_contact", request_body = Body,
    responses((status = 201, body = ContactView)),
    extensions(("x-permission" = json!("edit_shared")))
)]
pub(super) async fn create(
    State(state): State<ApiState>,
    signed: Signed,
    JsonBody(body): JsonBody<Body>,
) -> Answer<(StatusCode, Json<ContactView>)> {
    let command =
        NewContact { display_name: body.display_name, channel_id: body.channel_id, phone: body.phone };
    Ok((StatusCode::CREATED, Json(contact::create(&state.desk, &signed.who, command).await?)))
}
