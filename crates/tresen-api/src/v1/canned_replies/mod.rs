//! Canned replies: those for everybody and those of one's teams.

mod create;
mod delete;
mod list;
mod render;
mod update;

use serde::Serialize;
use tresen_domain::time::Timestamp;
use tresen_storage::canned_reply::CannedReply;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{ApiState, word};

/// The operations.
pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::default()
        .routes(routes!(list::list, create::create))
        .routes(routes!(update::update, delete::delete))
        .routes(routes!(render::render))
}

/// A text with placeholders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = CannedReply)]
pub(super) struct CannedReplyBody {
    id: Uuid,
    /// What agents type to find it; lower case.
    shortcut: String,
    title: String,
    /// May hold `{{contact.name}}`, `{{contact.first_name}}`, `{{agent.name}}`, `{{ticket.number}}`, `{{company.name}}`.
    text: String,
    /// Only for this team; for everybody when `null`.
    team_id: Option<Uuid>,
    #[schema(schema_with = word::instant)]
    updated_at: Timestamp,
}

impl From<CannedReply> for CannedReplyBody {
    fn from(reply: CannedReply) -> Self {
        Self {
            id: reply.id.0,
            shortcut: reply.shortcut,
            title: reply.title,
            text: reply.text,
            team_id: reply.team_id.map(|id| id.0),
            updated_at: reply.updated_at,
        }
    }
}
