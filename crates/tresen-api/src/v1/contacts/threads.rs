//! `GET /contacts/{id}/threads`.

use axum::{Json, extract::State};
use tresen_desk::contact::{self, ThreadView};
use tresen_domain::id::ContactId;

use crate::{ApiState, auth::Signed, extract::PathId, page::Page, problem::Answer};

/// A contact's threads in which something may be seen, oldest first.
#[utoipa::path(
    get, path = "/contacts/{id}/threads", tag = "contacts", operation_id = "list_contact_threads",
    params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Page<ThreadView>)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn threads(
    State(state): State<ApiState>,
    signed: Signed,
    PathId(id): PathId<ContactId>,
) -> Answer<Json<Page<ThreadView>>> {
    Ok(Json(Page::whole(contact::threads(&state.desk, &signed.who, id).await?)))
}
