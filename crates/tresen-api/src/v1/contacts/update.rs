//! `PATCH /contacts/{id}`.

use std::collections::BTreeMap;

use axum::{Json, extract::State};
use serde::Deserialize;
use tresen_desk::{
    contact::{self, UpdateContact},
    view::ContactView,
};
use tresen_domain::id::ContactId;
use utoipa::ToSchema;

use crate::{
    ApiState,
    auth::Signed,
    extract::{JsonBody, PathId, there},
    problem::Answer,
};

/// What to change; what is not given stays.
#[derive(Deserialize, ToSchema)]
#[schema(as = UpdateContact)]
pub(super) struct Body {
    /// `null` or empty: the name the customer gave is shown again.
    #[serde(default, deserialize_with = "there")]
    #[schema(value_type = Option<String>)]
    display_name: Option<Option<String>>,
    /// BCP 47; `null` for unknown.
    #[serde(default, deserialize_with = "there")]
    #[schema(value_type = Option<String>)]
    language: Option<Option<String>>,
    #[serde(default, deserialize_with = "there")]
    #[schema(value_type = Option<String>)]
    notes: Option<Option<String>>,
    /// All labels.
    tags: Option<Vec<String>>,
    /// All values of other systems.
    attributes: Option<BTreeMap<String, String>>,
}

/// Changes a contact.
#[utoipa::path(
    patch, path = "/contacts/{id}", tag = "contacts", operation_id = "update_contact",
    params(("id" = uuid::Uuid, Path)), request_body = Body,
    responses((status = 200, body = ContactView)),
    extensions(("x-permission" = json!("edit_shared")))
)]
pub(super) async fn update(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<ContactId>,
    JsonBody(body): JsonBody<Body>,
) -> Answer<Json<ContactView>> {
    let command = UpdateContact {
        display_name: body.display_name.map(Option::unwrap_or_default),
        language: body.language.map(Option::unwrap_or_default),
        notes: body.notes.map(Option::unwrap_or_default),
        tags: body.tags,
        attributes: body.attributes,
    };
    Ok(Json(contact::update(&state.desk, &signed.who, id, command).await?))
}
