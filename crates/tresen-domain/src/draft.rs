//! Drafts: what an agent has begun to write in a ticket, kept until it is sent.

use crate::{
    id::{AgentId, MessageId, TicketId},
    time::Timestamp,
    word::words,
};

words! {
    /// What a draft will become.
    pub enum DraftKind {
        /// A message to the customer.
        Reply = "reply",
        /// An internal note.
        Note = "note",
    }
}

/// Most characters of a draft: several messages may be made of one text.
pub const DRAFT_LIMIT: usize = 40_960;

/// An agent's unsent text in a ticket; one per agent and ticket, seen by nobody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Whose.
    pub agent_id: AgentId,
    /// Where.
    pub ticket_id: TicketId,
    /// What it will become.
    pub kind: DraftKind,
    /// As typed.
    pub text: String,
    /// The message it answers.
    pub reply_to: Option<MessageId>,
    /// Last keystroke that was kept.
    pub updated_at: Timestamp,
}
