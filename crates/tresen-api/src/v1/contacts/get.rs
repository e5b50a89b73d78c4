//! `GET /contacts/{id}`.

use axum::{Json, extract::State};
use tresen_desk::{contact, view::ContactView};
use tresen_domain::id::ContactId;

use crate::{ApiState, auth::Signed, extract::PathId, problem::Answer};

/// One contact.
#[utoipa::path(
    get, path = "/contacts/{id}", tag = "contacts", operation_id = "get_contact",
    params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = ContactView)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn get(
    State(state): State<ApiState>,
    _signed: Signed,
    PathId(id): PathId<ContactId>,
) -> Answer<Json<ContactView>> {
    Ok(Json(contact::get(&state.desk, id).await?))
}
