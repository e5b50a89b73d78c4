//! Echoes: somebody answered from the phone app of the same number. It counts as an answer.

use serde_json::json;
use tresen_domain::{
    actor::Actor,
    delivery::{DeliveryState, DeliveryTimes},
    event::{EventKind, NewEvent},
    id::MessageId,
    message::{AuthorKind, Direction, InboundBody, InboundMessage},
};
use tresen_storage::{
    Fault,
    message::{self, StoredDelivery},
    ticket,
};

use super::{
    change, identify,
    receive_message::{row, thread_of},
    road::Road,
};

/// Keeps an answer given from the phone in the running ticket, if there is one.
pub(super) fn receive(road: &mut Road<'_, '_>, echo: &InboundMessage) -> Result<(), Fault> {
    match &echo.body {
        InboundBody::Shown { .. } => {}
        InboundBody::Edit { target, text } => return change::edit(road, echo, target, text.as_deref()),
        InboundBody::Revoke { target } => return change::revoke(road, echo, target),
        InboundBody::Reaction { .. } | InboundBody::IdentityChange { .. } => return Ok(()),
    }
    if message::find_by_wamid(road.tx, road.channel.id, &echo.wamid)?.is_some() {
        return Ok(());
    }
    let Some(contact_id) = identify::identify(road, &echo.sender)? else {
        return Err(Fault::other("receive an echo", "nothing identifies the customer"));
    };
    let thread = thread_of(road, contact_id)?;
    let running = match thread.newest_ticket_id {
        Some(id) => ticket::get(road.tx, id)?.filter(|ticket| !ticket.status.is_done()),
        None => None,
    };
    let id = MessageId::new(road.ids, road.now);
    let mut kept = row(
        road,
        id,
        &thread,
        running.as_ref().map(|ticket| ticket.id),
        echo,
        (Direction::Out, AuthorKind::PhoneApp),
    )?;
    let times = DeliveryTimes { sent: Some(echo.sent_at), ..DeliveryTimes::default() };
    kept.delivery = Some(StoredDelivery {
        state: DeliveryState::Sent,
        times,
        attempt: 1,
        is_uncertain: false,
        error: None,
    });
    message::insert(road.tx, &kept)?;
    let event = road.thread_event(
        EventKind::MessageChanged,
        Actor::PhoneApp,
        thread.id,
        contact_id,
        json!({ "what": "echo" }),
    );
    road.event(NewEvent { ticket_id: kept.ticket_id, message_id: Some(id), ..event })?;
    if let Some(before) = running {
        let mut after = before.clone();
        after.answer(echo.sent_at, road.now);
        after.updated_at = road.now;
        after.version = before.version.saturating_add(1);
        ticket::update(road.tx, &before, &after, thread.window)?;
        ticket::set_last_message(road.tx, after.id, id, echo.sent_at)?;
    }
    Ok(())
}
