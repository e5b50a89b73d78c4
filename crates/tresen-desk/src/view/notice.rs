//! A notice as shown.

use serde::Serialize;
use tresen_domain::time::Timestamp;
use tresen_storage::notice::Notice;
use utoipa::ToSchema;
use uuid::Uuid;

/// A notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Notice)]
pub struct NoticeView {
    /// Our id.
    pub id: Uuid,
    /// `message_failed`, `mention`, `assigned` or `channel_trouble`.
    pub kind: String,
    /// The ticket concerned.
    pub ticket_id: Option<Uuid>,
    /// The message concerned.
    pub message_id: Option<Uuid>,
    /// Who caused it.
    pub actor_name: Option<String>,
    /// For `message_failed` the code; otherwise an excerpt or a name.
    pub text: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// When it was seen.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub read_at: Option<Timestamp>,
}

/// Notices as shown, in the same order.
pub fn notices(rows: Vec<Notice>) -> Vec<NoticeView> {
    rows.into_iter()
        .map(|row| NoticeView {
            id: row.id.0,
            kind: row.kind,
            ticket_id: row.ticket_id.map(|id| id.0),
            message_id: row.message_id.map(|id| id.0),
            actor_name: row.actor_name,
            text: row.text,
            at: row.at,
            read_at: row.read_at,
        })
        .collect()
}
