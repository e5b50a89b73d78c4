//! Events: append-only facts. Live view, event log, and analytics are folds over them.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    actor::Actor,
    id::{ChannelId, ContactId, MessageId, ThreadId, TicketId},
    time::Timestamp,
    word::words,
};

words! {
    /// What happened.
    pub enum EventKind {
        /// A ticket began.
        TicketOpened = "ticket_opened",
        /// A finished ticket was opened again by a message.
        TicketReopened = "ticket_reopened",
        /// The status changed. Data: `from`, `to`, `until`.
        StatusChanged = "status_changed",
        /// The owner or the team changed. Data: `from`, `to`, `team_id`.
        OwnerChanged = "owner_changed",
        /// The priority changed. Data: `from`, `to`.
        PriorityChanged = "priority_changed",
        /// Labels changed. Data: `added`, `removed`.
        TagsChanged = "tags_changed",
        /// Subject or type changed. Data: `field`, `from`, `to`.
        FieldChanged = "field_changed",
        /// Somebody looked at the ticket; unread is zero again.
        TicketRead = "ticket_read",
        /// Somebody marked the ticket unread.
        TicketUnread = "ticket_unread",
        /// A customer's message came in. Data: `type`.
        MessageReceived = "message_received",
        /// A message was queued for sending. Data: `type`.
        MessageQueued = "message_queued",
        /// A note was written. Data: `mentions`.
        NoteAdded = "note_added",
        /// A message of ours came further. Data: `state`, `attempt`.
        DeliveryAdvanced = "delivery_advanced",
        /// A message of ours will not arrive. Data: `code`, `reason`, `attempt`.
        DeliveryFailed = "delivery_failed",
        /// Somebody sent a failed message again. Data: `attempt`.
        DeliveryRetried = "delivery_retried",
        /// A message changed otherwise: reaction, edit, taken back, answer of a colleague's phone.
        MessageChanged = "message_changed",
        /// A file is ready, failed or gone. Data: `media_id`, `state`.
        MediaChanged = "media_changed",
        /// Name, notes, tags or identities of a contact changed. Data: `fields`.
        ContactChanged = "contact_changed",
        /// A notice was made. Data: `notice_id`, `agent_id`.
        NoticeAdded = "notice_added",
        /// A thread's service window changed without a message. Data: `expires_at`.
        WindowChanged = "window_changed",
        /// Shared settings changed; data says which list: `list`.
        ListChanged = "list_changed",
    }
}

/// A fact about to be written; its place in the log is given when it is.
#[derive(Debug, Clone, PartialEq)]
pub struct NewEvent {
    /// When it happened, by our clock.
    pub at: Timestamp,
    /// What.
    pub kind: EventKind,
    /// By whom.
    pub actor: Actor,
    /// The ticket concerned.
    pub ticket_id: Option<TicketId>,
    /// The message concerned.
    pub message_id: Option<MessageId>,
    /// The contact concerned.
    pub contact_id: Option<ContactId>,
    /// The thread concerned.
    pub thread_id: Option<ThreadId>,
    /// The channel concerned.
    pub channel_id: Option<ChannelId>,
    /// The rest, a small JSON object; never message text.
    pub data: Value,
}

/// A fact in the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Place in the log: 1, 2, 3 … in the order of commits.
    pub seq: i64,
    /// When it happened.
    pub at: Timestamp,
    /// What.
    pub kind: EventKind,
    /// By whom.
    pub actor: Actor,
    /// The ticket concerned.
    pub ticket_id: Option<TicketId>,
    /// The message concerned.
    pub message_id: Option<MessageId>,
    /// The contact concerned.
    pub contact_id: Option<ContactId>,
    /// The rest.
    pub data: Value,
}

impl NewEvent {
    /// A fact about a ticket.
    pub fn of_ticket(
        kind: EventKind,
        actor: Actor,
        ticket: &crate::ticket::Ticket,
        at: Timestamp,
        data: Value,
    ) -> Self {
        Self {
            at,
            kind,
            actor,
            ticket_id: Some(ticket.id),
            message_id: None,
            contact_id: Some(ticket.contact_id),
            thread_id: Some(ticket.thread_id),
            channel_id: Some(ticket.channel_id),
            data,
        }
    }

    /// The same fact, about one message.
    #[must_use]
    pub fn with_message(self, id: MessageId) -> Self {
        Self { message_id: Some(id), ..self }
    }

    /// A fact that concerns no ticket.
    pub fn of_desk(kind: EventKind, actor: Actor, at: Timestamp, data: Value) -> Self {
        Self {
            at,
            kind,
            actor,
            ticket_id: None,
            message_id: None,
            contact_id: None,
            thread_id: None,
            channel_id: None,
            data,
        }
    }
}
