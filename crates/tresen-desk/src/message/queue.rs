//! Queuing: the message, its attempt and the fact are one unit of work.

use serde_json::{Value, json};
use tresen_domain::{
    actor::Actor,
    delivery::{DeliveryState, DeliveryTimes},
    event::{EventKind, NewEvent},
    id::{AgentId, DeliveryId, IdSource, MediaId, MessageId},
    message::{AuthorKind, Direction, MessageKind},
    ticket::Ticket,
    time::Timestamp,
};
use tresen_storage::{
    Fault, Tx, contact,
    delivery::{self, Delivery, Phase},
    event,
    message::{self, MessageRow, StoredDelivery},
    ticket,
};

/// A message of ours that is ready to be queued.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    pub(super) kind: Option<MessageKind>,
    pub(super) text: Option<String>,
    pub(super) media_id: Option<MediaId>,
    pub(super) template: Option<Value>,
    pub(super) detail: Option<Value>,
    pub(super) context: Option<Value>,
    pub(super) mentions: Vec<AgentId>,
    pub(super) client_id: Option<String>,
}

/// Writes a message and, unless it is a note, queues its first attempt.
pub(super) fn queue(
    tx: &mut Tx<'_>,
    ids: &dyn IdSource,
    now: Timestamp,
    actor: Actor,
    ticket: &Ticket,
    draft: Draft,
) -> Result<MessageId, Fault> {
    let kind = draft.kind.unwrap_or(MessageKind::Text);
    let is_note = kind == MessageKind::Note;
    let id = MessageId::new(ids, now);
    let author_id = match actor {
        Actor::Agent(id) => Some(id),
        _ => None,
    };
    let row = MessageRow {
        seq: 0,
        id,
        channel_id: ticket.channel_id,
        thread_id: ticket.thread_id,
        ticket_id: Some(ticket.id),
        contact_id: ticket.contact_id,
        wamid: None,
        wamid_token: None,
        client_id: draft.client_id,
        direction: if is_note { Direction::Internal } else { Direction::Out },
        author_kind: AuthorKind::Agent,
        author_id,
        kind,
        text: draft.text,
        media_id: draft.media_id,
        detail: draft.detail,
        template: draft.template,
        context: draft.context,
        mentions: draft.mentions,
        reactions: None,
        referral: None,
        sent_at: now,
        received_at: now,
        edited_at: None,
        deleted_at: None,
        delivery: (!is_note).then(|| StoredDelivery {
            state: DeliveryState::Queued,
            times: DeliveryTimes::default(),
            attempt: 1,
            is_uncertain: false,
            error: None,
        }),
    };
    let seq = message::insert(tx, &row)?
        .ok_or_else(|| Fault::other("queue a message", "its id was used before"))?;
    let (event, data) = if is_note {
        (EventKind::NoteAdded, json!({ "mentions": row.mentions }))
    } else {
        (EventKind::MessageQueued, json!({ "type": kind }))
    };
    event::append(tx, &NewEvent::of_ticket(event, actor, ticket, now, data).with_message(id))?;
    if !is_note {
        delivery::insert(tx, &attempt(ids, now, &row, seq, 1))?;
        ticket::set_last_message(tx, ticket.id, id, now)?;
        contact::touch(tx, ticket.contact_id, now)?;
        metrics::counter!("tresen_messages_queued_total", "type" => kind.as_str()).increment(1);
    }
    Ok(id)
}

/// An attempt that is due at once.
pub(super) fn attempt(
    ids: &dyn IdSource,
    now: Timestamp,
    message: &MessageRow,
    seq: i64,
    attempt: i64,
) -> Delivery {
    Delivery {
        id: DeliveryId::new(ids, now),
        message_id: message.id,
        message_seq: seq,
        channel_id: message.channel_id,
        thread_id: message.thread_id,
        attempt,
        phase: Phase::Queued,
        tries: 0,
        due_at: now,
        created_at: now,
    }
}
