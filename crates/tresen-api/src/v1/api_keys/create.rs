//! `POST /api-keys`.

use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use tresen_desk::people::{CreateApiKey, create_api_key};
use tresen_domain::agent::Role;
use utoipa::ToSchema;

use super::ApiKeyBody;
use crate::{ApiState, auth::Signed, extract::JsonBody, problem::Answer, word};

/// A new key.
#[derive(Deserialize, ToSchema)]
#[schema(as = CreateApiKey)]
pub(super) struct Body {
    /// What it is for.
    name: String,
    #[schema(schema_with = word::role)]
    role: Role,
}

/// The new key.
#[derive(Serialize, ToSchema)]
#[schema(as = CreatedApiKey)]
pub(super) struct Created {
    api_key: ApiKeyBody,
    /// `Authorization: Bearer …`. Shown this once.
    key: String,
}

/// Makes a key for a program.
#[utoipa::path(
    post, path = "/api-keys", tag = "api-keys", operation_id = "create_api_key", request_body = Body,
    responses((status = 201, body = Created)),
    extensions(("x-permission" = json!("administer")))
)]
pub(super) async fn create(
    State(state): State<ApiState>,
    signed: Signed,
    JsonBody(body): JsonBody<Body>,
) -> Answer<(StatusCode, Json<Created>)> {
    let command = CreateApiKey { name: body.name, role: body.role };
    let created = create_api_key(&state.desk, &signed.who, command).await?;
    let key = created.key.expose().to_owned();
    Ok((StatusCode::CREATED, Json(Created { api_key: created.api_key.into(), key })))
}
