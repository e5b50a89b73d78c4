//! What every step of the inbound road is handed.

use serde_json::Value;
use tresen_domain::{
    actor::Actor,
    channel::Channel,
    event::{EventKind, NewEvent},
    id::{ContactId, IdSource, ThreadId},
    ticket::Ticket,
    time::Timestamp,
};
use tresen_storage::{Fault, Tx, event};

/// One item's way through the desk: a transaction, a channel, and now.
pub(super) struct Road<'r, 'c> {
    pub(super) tx: &'r mut Tx<'c>,
    pub(super) ids: &'r dyn IdSource,
    pub(super) now: Timestamp,
    pub(super) channel: &'r Channel,
}

impl Road<'_, '_> {
    /// Appends a fact about a ticket.
    pub(super) fn ticket_event(
        &mut self,
        kind: EventKind,
        actor: Actor,
        ticket: &Ticket,
        data: Value,
    ) -> Result<(), Fault> {
        event::append(self.tx, &NewEvent::of_ticket(kind, actor, ticket, self.now, data)).map(|_| ())
    }

    /// Appends a fact that may stand outside of any ticket.
    pub(super) fn event(&mut self, event: NewEvent) -> Result<(), Fault> {
        event::append(self.tx, &event).map(|_| ())
    }

    /// A fact about a thread of this channel.
    pub(super) fn thread_event(
        &self,
        kind: EventKind,
        actor: Actor,
        thread_id: ThreadId,
        contact_id: ContactId,
        data: Value,
    ) -> NewEvent {
        NewEvent {
            contact_id: Some(contact_id),
            thread_id: Some(thread_id),
            channel_id: Some(self.channel.id),
            ..NewEvent::of_desk(kind, actor, self.now, data)
        }
    }
}
