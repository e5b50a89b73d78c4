//! `GET /tickets/{id}/draft`.

use axum::{Json, extract::State};
use tresen_desk::draft;
use tresen_domain::id::TicketId;

use super::DraftBody;
use crate::{ApiState, auth::Signed, extract::PathId, problem::Answer};

/// One's draft in a ticket; 404 when there is none.
#[utoipa::path(
    get, path = "/tickets/{id}/draft", tag = "drafts", operation_id = "get_draft",
    params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = DraftBody)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn get(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<TicketId>,
) -> Answer<Json<DraftBody>> {
    Ok(Json(draft::get(&state.desk, &signed.who, id).await?.into()))
}
