//! A customer's message: its contact, its thread, the window, its ticket, and the message itself, in one unit of work.

use serde_json::{Value, json};
use tresen_domain::{
    actor::Actor,
    event::{EventKind, NewEvent},
    id::{ContactId, MediaId, MessageId, ThreadId, TicketId, Wamid},
    media::MediaKind,
    message::{AuthorKind, Direction, InboundBody, InboundContext, InboundMedia, InboundMessage},
    threading::{self, Threading},
    ticket::{Beginning, Ticket},
    time::Timestamp,
    window::ServiceWindow,
};
use tresen_storage::{
    Fault, contact,
    media::{self, NewMedia},
    message::{self, MessageRow},
    thread::{self, Thread},
    ticket,
};
use tresen_whatsapp::inbound::wamid_token;

use super::{identify, road::Road};

/// Keeps a message and opens, joins or reopens its ticket. `None` when it was kept before.
pub(super) fn receive(road: &mut Road<'_, '_>, inbound: &InboundMessage) -> Result<Option<MessageId>, Fault> {
    if message::find_by_wamid(road.tx, road.channel.id, &inbound.wamid)?.is_some() {
        return Ok(None);
    }
    let Some(contact_id) = identify::identify(road, &inbound.sender)? else {
        return Err(Fault::other("receive a message", "nothing identifies the sender"));
    };
    let mut thread = thread_of(road, contact_id)?;
    thread.window = thread.window.reopened_by(inbound.sent_at);
    thread.last_inbound_wamid = Some(inbound.wamid.clone());

    let ticket = ticket_for(road, &mut thread, inbound)?;
    let id = MessageId::new(road.ids, road.now);
    insert(road, id, &thread, ticket.id, inbound)?;

    thread::update(road.tx, &thread)?;
    ticket::set_last_message(road.tx, ticket.id, id, inbound.sent_at)?;
    contact::touch(road.tx, contact_id, inbound.sent_at)?;
    let kind = kind_word(inbound);
    let event = NewEvent::of_ticket(
        EventKind::MessageReceived,
        Actor::Contact(contact_id),
        &ticket,
        road.now,
        json!({ "type": kind }),
    );
    road.event(event.with_message(id))?;
    metrics::counter!("tresen_messages_received_total", "type" => kind).increment(1);
    Ok(Some(id))
}

/// The thread of a contact on this channel, begun when there is none.
pub(super) fn thread_of(road: &mut Road<'_, '_>, contact_id: ContactId) -> Result<Thread, Fault> {
    if let Some(thread) = thread::find_by_pair(road.tx, road.channel.id, contact_id)? {
        return Ok(thread);
    }
    let thread = Thread {
        id: ThreadId::new(road.ids, road.now),
        channel_id: road.channel.id,
        contact_id,
        window: ServiceWindow::default(),
        newest_ticket_id: None,
        last_inbound_wamid: None,
        created_at: road.now,
    };
    thread::insert(road.tx, &thread)?;
    Ok(thread)
}

/// Joins, reopens or opens, and counts the message.
fn ticket_for(
    road: &mut Road<'_, '_>,
    thread: &mut Thread,
    inbound: &InboundMessage,
) -> Result<Ticket, Fault> {
    let newest = match thread.newest_ticket_id {
        Some(id) => ticket::get(road.tx, id)?,
        None => None,
    };
    let actor = Actor::Contact(thread.contact_id);
    if let (Threading::Join | Threading::Reopen, Some(before)) =
        (threading::decide(newest.as_ref(), inbound.sent_at, road.channel.threading_window), newest)
    {
        let mut after = before.clone();
        after.receive(inbound.sent_at, road.now);
        after.updated_at = road.now;
        after.version = before.version.saturating_add(1);
        ticket::update(road.tx, &before, &after, thread.window)?;
        if before.status != after.status {
            let kind =
                if before.status.is_done() { EventKind::TicketReopened } else { EventKind::StatusChanged };
            let data = json!({ "from": before.status, "to": after.status });
            road.ticket_event(kind, actor, &after, data)?;
        }
        Ok(after)
    } else {
        let mut opened = new_ticket(road, thread, inbound.sent_at)?;
        opened.receive(inbound.sent_at, road.now);
        thread.newest_ticket_id = Some(opened.id);
        ticket::insert(road.tx, &opened, thread.window)?;
        road.ticket_event(EventKind::TicketOpened, actor, &opened, json!({ "number": opened.number }))?;
        Ok(opened)
    }
}

fn new_ticket(road: &mut Road<'_, '_>, thread: &Thread, at: Timestamp) -> Result<Ticket, Fault> {
    let place = Beginning {
        id: TicketId::new(road.ids, road.now),
        number: ticket::next_number(road.tx)?,
        channel_id: thread.channel_id,
        thread_id: thread.id,
        contact_id: thread.contact_id,
        opened_at: at,
    };
    Ok(Ticket::begin(place, road.now))
}

fn insert(
    road: &mut Road<'_, '_>,
    id: MessageId,
    thread: &Thread,
    ticket_id: TicketId,
    inbound: &InboundMessage,
) -> Result<(), Fault> {
    let row = row(road, id, thread, Some(ticket_id), inbound, (Direction::In, AuthorKind::Contact))?;
    match message::insert(road.tx, &row)? {
        Some(_) => Ok(()),
        // The look-up above and this insert are in one transaction; two writers may still race on PostgreSQL.
        None => Err(Fault::busy("receive a message", "the same message is being kept by another process")),
    }
}

/// The row of a message read from a webhook; its file is queued for fetching.
pub(super) fn row(
    road: &mut Road<'_, '_>,
    id: MessageId,
    thread: &Thread,
    ticket_id: Option<TicketId>,
    inbound: &InboundMessage,
    (direction, author_kind): (Direction, AuthorKind),
) -> Result<MessageRow, Fault> {
    let InboundBody::Shown { kind, text, media, detail } = &inbound.body else {
        return Err(Fault::other("keep a message", "it is a change of another message"));
    };
    let media_id = match media {
        Some(announced) => Some(announce(road, kind.as_str(), announced)?),
        None => None,
    };
    Ok(MessageRow {
        seq: 0,
        id,
        channel_id: thread.channel_id,
        thread_id: thread.id,
        ticket_id,
        contact_id: thread.contact_id,
        wamid: Some(inbound.wamid.clone()),
        wamid_token: wamid_token(&inbound.wamid),
        client_id: None,
        direction,
        author_kind,
        author_id: None,
        kind: *kind,
        text: text.clone(),
        media_id,
        detail: detail.clone(),
        template: None,
        context: context(road, thread.id, &inbound.context)?,
        mentions: Vec::new(),
        reactions: None,
        referral: inbound.referral.clone(),
        sent_at: inbound.sent_at,
        received_at: road.now,
        edited_at: None,
        deleted_at: None,
        delivery: None,
    })
}

fn announce(road: &mut Road<'_, '_>, kind: &str, announced: &InboundMedia) -> Result<MediaId, Fault> {
    let id = MediaId::new(road.ids, road.now);
    media::insert_pending(
        road.tx,
        &NewMedia {
            id,
            channel_id: road.channel.id,
            kind: MediaKind::parse(kind).unwrap_or(MediaKind::Document),
            announced: announced.clone(),
            created_at: road.now,
        },
    )?;
    Ok(id)
}

/// What a message refers to, with our id of the message it answers where that can be found.
fn context(
    road: &mut Road<'_, '_>,
    thread_id: ThreadId,
    context: &InboundContext,
) -> Result<Option<Value>, Fault> {
    if *context == InboundContext::default() {
        return Ok(None);
    }
    let target = match &context.wamid {
        Some(wamid) => find_target(road, Some(thread_id), wamid)?,
        None => None,
    };
    Ok(Some(json!({
        "message_id": target.map(|message| message.id),
        "wamid": context.wamid,
        "is_forwarded": context.is_forwarded,
        "is_frequently_forwarded": context.is_frequently_forwarded,
    })))
}

/// The message that a wamid means: by the id itself, else by the part that does not depend on how the peer is
/// addressed, if exactly one message of the thread has it.
pub(super) fn find_target(
    road: &mut Road<'_, '_>,
    thread_id: Option<ThreadId>,
    wamid: &Wamid,
) -> Result<Option<MessageRow>, Fault> {
    if let Some(found) = message::find_by_wamid(road.tx, road.channel.id, wamid)? {
        return Ok(Some(found));
    }
    match (thread_id, wamid_token(wamid)) {
        (Some(thread_id), Some(token)) => message::find_by_token(road.tx, thread_id, &token),
        _ => Ok(None),
    }
}

fn kind_word(inbound: &InboundMessage) -> &'static str {
    match &inbound.body {
        InboundBody::Shown { kind, .. } => kind.as_str(),
        _ => "change",
    }
}
