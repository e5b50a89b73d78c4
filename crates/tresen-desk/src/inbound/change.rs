//! Changes a customer makes to earlier messages, and to who they are.

use serde_json::{Map, Value, json};
use tresen_domain::{
    actor::Actor,
    event::{EventKind, NewEvent},
    id::{ContactId, IdentityId, ThreadId, Wamid},
    identity::{IdentityKind, Sender},
    message::{InboundBody, InboundMessage, MessageKind},
};
use tresen_storage::{
    Fault,
    contact::{self, Identity},
    message::{self, MessageRow},
    thread,
};

use super::{
    identify, receive_message,
    receive_message::{find_target, thread_of},
    road::Road,
};

/// A reaction counts as a sign of life: it opens the window, though no ticket.
pub(super) fn react(
    road: &mut Road<'_, '_>,
    inbound: &InboundMessage,
    target: &Wamid,
    emoji: Option<&str>,
) -> Result<(), Fault> {
    let Some(contact_id) = identify::identify(road, &inbound.sender)? else { return Ok(()) };
    let mut thread = thread_of(road, contact_id)?;
    let reopened = thread.window.reopened_by(inbound.sent_at);
    if reopened != thread.window {
        thread.window = reopened;
        thread::update(road.tx, &thread)?;
    }
    let Some(found) = find_target(road, Some(thread.id), target)? else { return Ok(()) };
    let mut reactions = found.reactions.as_ref().and_then(Value::as_object).cloned().unwrap_or_else(Map::new);
    match emoji.filter(|emoji| !emoji.is_empty()) {
        Some(emoji) => reactions.insert("contact".to_owned(), Value::from(emoji)),
        None => reactions.remove("contact"),
    };
    let reactions = (!reactions.is_empty()).then_some(Value::Object(reactions));
    message::set_reactions(road.tx, found.id, reactions.as_ref())?;
    tell_changed(road, &found, json!({ "what": "reaction" }))
}

/// An edit of a message that we know; of one that we do not know it is a message of its own.
pub(super) fn edit(
    road: &mut Road<'_, '_>,
    inbound: &InboundMessage,
    target: &Wamid,
    text: Option<&str>,
) -> Result<(), Fault> {
    let thread_id = known_thread(road, &inbound.sender)?;
    if let Some(found) = find_target(road, thread_id, target)? {
        message::set_text(road.tx, found.id, text, inbound.sent_at)?;
        tell_changed(road, &found, json!({ "what": "edit" }))
    } else {
        let body = InboundBody::Shown {
            kind: MessageKind::Text,
            text: text.map(str::to_owned),
            media: None,
            detail: Some(json!({ "is_edit": true })),
        };
        receive_message::receive(road, &InboundMessage { body, ..inbound.clone() }).map(|_| ())
    }
}

/// A message that was taken back stays for the record and is shown as taken back.
pub(super) fn revoke(road: &mut Road<'_, '_>, inbound: &InboundMessage, target: &Wamid) -> Result<(), Fault> {
    let thread_id = known_thread(road, &inbound.sender)?;
    let Some(found) = find_target(road, thread_id, target)? else { return Ok(()) };
    message::set_deleted(road.tx, found.id, inbound.sent_at)?;
    tell_changed(road, &found, json!({ "what": "revoke" }))
}

/// A new number or id: the old addresses go, the new ones come, and the thread says so. Two known people are
/// never merged: an address that somebody else has stays theirs.
pub(super) fn identity(
    road: &mut Road<'_, '_>,
    inbound: &InboundMessage,
    before: &Sender,
    after: &Sender,
    text: &str,
) -> Result<(), Fault> {
    let Some(contact_id) = (match identify::find(road, before)? {
        Some(id) => Some(id),
        None => identify::find(road, after)?,
    }) else {
        return Ok(());
    };
    replace(
        road,
        contact_id,
        IdentityKind::Phone,
        after.phone.as_ref().map(|phone| phone.digits().to_owned()),
    )?;
    replace(road, contact_id, IdentityKind::Bsuid, after.bsuid.as_ref().map(|id| id.as_str().to_owned()))?;
    replace(
        road,
        contact_id,
        IdentityKind::ParentBsuid,
        after.parent_bsuid.as_ref().map(|id| id.as_str().to_owned()),
    )?;
    contact::refresh_shown(road.tx, contact_id)?;
    identify::tell_changed(road, contact_id, &["identities"])?;
    note_in_thread(road, contact_id, inbound, text)
}

/// Puts `value` in the place of the contact's addresses of this kind; without a value the old ones stay.
fn replace(
    road: &mut Road<'_, '_>,
    contact_id: ContactId,
    kind: IdentityKind,
    value: Option<String>,
) -> Result<(), Fault> {
    let Some(value) = value else { return Ok(()) };
    let holder = contact::find_by_identity(road.tx, road.channel.id, kind, &value)?;
    if holder.as_ref().is_some_and(|identity| identity.contact_id == contact_id) {
        return Ok(());
    }
    contact::remove_identities(road.tx, contact_id, road.channel.id, kind)?;
    if holder.is_none() {
        let id = IdentityId::new(road.ids, road.now);
        contact::add_identity(
            road.tx,
            &Identity { id, channel_id: road.channel.id, kind, value, contact_id, created_at: road.now },
        )?;
    }
    Ok(())
}

/// The platform's words as a line in the thread, kept once.
fn note_in_thread(
    road: &mut Road<'_, '_>,
    contact_id: ContactId,
    inbound: &InboundMessage,
    text: &str,
) -> Result<(), Fault> {
    use tresen_domain::{
        id::MessageId,
        message::{AuthorKind, Direction},
    };
    if message::find_by_wamid(road.tx, road.channel.id, &inbound.wamid)?.is_some() {
        return Ok(());
    }
    let thread = thread_of(road, contact_id)?;
    let id = MessageId::new(road.ids, road.now);
    let body = InboundBody::Shown {
        kind: MessageKind::System,
        text: Some(text.to_owned()),
        media: None,
        detail: None,
    };
    let line = InboundMessage { body, ..inbound.clone() };
    let row = receive_message::row(
        road,
        id,
        &thread,
        thread.newest_ticket_id,
        &line,
        (Direction::Internal, AuthorKind::System),
    )?;
    message::insert(road.tx, &row)?;
    tell_changed(road, &row, json!({ "what": "identity" }))
}

fn known_thread(road: &mut Road<'_, '_>, sender: &Sender) -> Result<Option<ThreadId>, Fault> {
    let Some(contact_id) = identify::find(road, sender)? else { return Ok(None) };
    Ok(thread::find_by_pair(road.tx, road.channel.id, contact_id)?.map(|thread| thread.id))
}

fn tell_changed(road: &mut Road<'_, '_>, message: &MessageRow, data: Value) -> Result<(), Fault> {
    let event = road.thread_event(
        EventKind::MessageChanged,
        Actor::Contact(message.contact_id),
        message.thread_id,
        message.contact_id,
        data,
    );
    road.event(NewEvent { ticket_id: message.ticket_id, message_id: Some(message.id), ..event })
}
