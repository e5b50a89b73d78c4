//! Drafts: one's own, in a ticket.

mod delete;
mod get;
mod list;
mod put;

use serde::Serialize;
use tresen_domain::{
    draft::{Draft, DraftKind},
    time::Timestamp,
};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{ApiState, word};

/// The operations.
pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::default().routes(routes!(list::list)).routes(routes!(get::get, put::put, delete::delete))
}

/// Unsent text of one agent in one ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Draft)]
pub(super) struct DraftBody {
    ticket_id: Uuid,
    #[schema(schema_with = word::draft_kind)]
    kind: DraftKind,
    text: String,
    /// The message it answers.
    reply_to: Option<Uuid>,
    #[schema(schema_with = word::instant)]
    updated_at: Timestamp,
}

impl From<Draft> for DraftBody {
    fn from(draft: Draft) -> Self {
        Self {
            ticket_id: draft.ticket_id.0,
            kind: draft.kind,
            text: draft.text,
            reply_to: draft.reply_to.map(|id| id.0),
            updated_at: draft.updated_at,
        }
    }
}
