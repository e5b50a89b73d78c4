//! How a message of ours gets on: one step forward for each report, and what a failure brings with it.

use serde_json::{Value, json};
use tresen_domain::{
    actor::Actor,
    delivery::{DeliveryError, DeliveryState, OUTCOME_UNKNOWN},
    event::{EventKind, NewEvent},
    id::{IdSource, NoticeId},
    time::Timestamp,
    window::CUSTOMER_SERVICE,
};
use tresen_storage::{
    Fault, Tx,
    delivery::{self, Phase},
    event,
    message::{self, MessageRow, StoredDelivery},
    notice::Notice,
    thread, ticket,
};
use tresen_whatsapp::errors;

use crate::notice::{MESSAGE_FAILED, tell};

/// A report on a message: from the platform, or from our own worker.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct News {
    /// How far it came.
    pub(crate) state: DeliveryState,
    /// When, by the reporter's clock.
    pub(crate) at: Timestamp,
    /// Why it failed.
    pub(crate) error: Option<DeliveryError>,
    /// What the platform says of the price.
    pub(crate) pricing: Option<Value>,
}

/// Moves a message forward by one report. A report that brings nothing new changes nothing.
pub(crate) fn advance(
    tx: &mut Tx<'_>,
    ids: &dyn IdSource,
    now: Timestamp,
    mut message: MessageRow,
    news: &News,
) -> Result<(), Fault> {
    let Some(before) = message.delivery.take() else { return Ok(()) };
    if before.state == DeliveryState::Queued {
        let open = delivery::find_open(tx, message.id)?;
        let is_retry_waiting =
            open.as_ref().is_some_and(|open| open.phase == Phase::Queued && open.attempt > 1);
        if is_retry_waiting && matches!(news.state, DeliveryState::Failed | DeliveryState::Sent) {
            return Ok(()); // a late word on the attempt before
        }
        delivery::end(tx, message.id, now)?;
    }
    let after = stepped(&before, news);
    if after == before {
        return Ok(());
    }
    message::set_delivery(tx, message.id, &after)?;
    let has_failed_now = after.state == DeliveryState::Failed && before.state != DeliveryState::Failed;
    append(tx, now, &message, &after, news, has_failed_now)?;
    if has_failed_now {
        metrics::counter!("tresen_messages_failed_total").increment(1);
        let code = after.error.as_ref().map_or("", |error| error.code.as_str());
        close_window(tx, now, &message, code)?;
        notify_failure(tx, ids, now, &message, code)?;
    }
    Ok(())
}

fn stepped(before: &StoredDelivery, news: &News) -> StoredDelivery {
    let mut after = before.clone();
    // Our own doubt is no word of the platform: whatever it says afterwards counts.
    let was_doubt = before.error.as_ref().is_some_and(|error| error.code == OUTCOME_UNKNOWN);
    let known = if was_doubt { DeliveryState::Accepted } else { before.state };
    after.state = known.advanced_by(news.state);
    after.times.note(news.state, news.at);
    after.is_uncertain = false;
    if news.error.is_some() {
        after.error.clone_from(&news.error);
    }
    after.error = after.error.filter(|_| after.state == DeliveryState::Failed);
    after
}

fn append(
    tx: &mut Tx<'_>,
    now: Timestamp,
    message: &MessageRow,
    after: &StoredDelivery,
    news: &News,
    has_failed_now: bool,
) -> Result<(), Fault> {
    let error = after.error.as_ref().filter(|_| has_failed_now);
    let event = NewEvent {
        at: now,
        kind: if has_failed_now { EventKind::DeliveryFailed } else { EventKind::DeliveryAdvanced },
        actor: Actor::System,
        ticket_id: message.ticket_id,
        message_id: Some(message.id),
        contact_id: Some(message.contact_id),
        thread_id: Some(message.thread_id),
        channel_id: Some(message.channel_id),
        data: json!({
            "state": after.state,
            "reported": news.state,
            "attempt": after.attempt,
            "code": error.map(|error| &error.code),
            "reason": error.map(|error| &error.reason),
            "pricing": news.pricing,
        }),
    };
    event::append(tx, &event).map(|_| ())
}

/// Believes the platform when it says that the window is closed, unless the customer has written since.
fn close_window(tx: &mut Tx<'_>, now: Timestamp, message: &MessageRow, code: &str) -> Result<(), Fault> {
    if !code.parse().is_ok_and(|code| errors::class(code).closes_window) {
        return Ok(());
    }
    let Some(mut thread) = thread::get(tx, message.thread_id)? else { return Ok(()) };
    let has_written_since =
        thread.window.expires_at.is_some_and(|end| end.minus(CUSTOMER_SERVICE) > message.sent_at);
    if has_written_since {
        return Ok(());
    }
    thread.window = thread.window.closed_by_platform(now);
    thread::update(tx, &thread)?;
    let newest = match thread.newest_ticket_id {
        Some(id) => ticket::get(tx, id)?,
        None => None,
    };
    if let Some(ticket) = newest {
        ticket::update(tx, &ticket, &ticket, thread.window)?;
        let data = json!({ "expires_at": thread.window.expires_at, "code": code });
        event::append(tx, &NewEvent::of_ticket(EventKind::WindowChanged, Actor::System, &ticket, now, data))?;
    }
    Ok(())
}

/// A notice for who wrote the message and for who owns the ticket.
fn notify_failure(
    tx: &mut Tx<'_>,
    ids: &dyn IdSource,
    now: Timestamp,
    message: &MessageRow,
    code: &str,
) -> Result<(), Fault> {
    let owner = match message.ticket_id {
        Some(id) => ticket::get(tx, id)?.and_then(|ticket| ticket.owner.agent_id()),
        None => None,
    };
    let author = message.author_id;
    for agent_id in author.into_iter().chain(owner.filter(|owner| Some(*owner) != author)) {
        tell(
            tx,
            &Notice {
                id: NoticeId::new(ids, now),
                agent_id,
                kind: MESSAGE_FAILED.to_owned(),
                ticket_id: message.ticket_id,
                message_id: Some(message.id),
                actor_name: None,
                text: code.to_owned(),
                at: now,
                read_at: None,
            },
        )?;
    }
    Ok(())
}
