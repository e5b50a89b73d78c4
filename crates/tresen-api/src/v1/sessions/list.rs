//! `GET /sessions`.

use axum::{Json, extract::State};
use serde::Serialize;
use tresen_desk::people::list_sessions;
use tresen_domain::time::Timestamp;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    ApiState,
    auth::Signed,
    extract::QueryOf,
    page::{Page, PageQuery},
    problem::Answer,
    word,
};

/// A signed-in browser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Session)]
pub(super) struct SessionBody {
    id: Uuid,
    #[schema(schema_with = word::instant)]
    created_at: Timestamp,
    /// To the minute.
    #[schema(schema_with = word::instant)]
    last_seen_at: Timestamp,
    /// What the browser calls itself.
    user_agent: Option<String>,
    /// Where its last request came from.
    address: Option<String>,
    /// Whether it is the one that asks.
    current: bool,
}

/// One's own sessions, newest first; a key has none.
#[utoipa::path(
    get, path = "/sessions", tag = "session", operation_id = "list_sessions", params(PageQuery),
    responses((status = 200, body = Page<SessionBody>)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn list(
    State(state): State<ApiState>,
    signed: Signed,
    QueryOf(query): QueryOf<PageQuery>,
) -> Answer<Json<Page<SessionBody>>> {
    let sessions = list_sessions(&state.desk, &signed.who, query.after()?, query.limit_and_one()?).await?;
    let current = signed.browser.map(|browser| browser.session.id);
    let show = |session: tresen_storage::session::Session| SessionBody {
        id: session.id.0,
        created_at: session.created_at,
        last_seen_at: session.last_seen_at,
        user_agent: Some(session.user_agent).filter(|text| !text.is_empty()),
        address: Some(session.address).filter(|text| !text.is_empty()),
        current: current == Some(session.id),
    };
    Ok(Json(query.page(sessions, |session| session.id, show)?))
}
