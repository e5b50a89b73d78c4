//! Writing down how an attempt ended.

use std::sync::Arc;

use serde_json::json;
use tresen_domain::{
    actor::Actor,
    channel::Channel,
    delivery::{DeliveryError, DeliveryState, OUTCOME_UNKNOWN},
    event::{EventKind, NewEvent},
    id::{IdentityId, MessageId},
    identity::IdentityKind,
    time::Timestamp,
};
use tresen_storage::{
    Fault, Tx,
    contact::{self, Identity},
    delivery::{self, Delivery, Phase},
    event, message,
};
use tresen_whatsapp::{client::Accepted, inbound::wamid_token};

use super::outcome::Outcome;
use crate::{
    Desk,
    delivery::{News, advance},
};

/// The platform has taken it: its id is noted, and statuses that were faster are applied.
pub(super) async fn accepted(
    desk: &Desk,
    delivery: &Delivery,
    channel: &Channel,
    accepted: Accepted,
) -> Result<(), Fault> {
    crate::channel::note_success(desk, channel.id).await?;
    let (ids, now, id, channel_id) = (Arc::clone(&desk.ids), desk.now(), delivery.message_id, channel.id);
    desk.store
        .write(move |tx| {
            let Some(message) = message::get(tx, id)? else { return Ok(()) };
            message::set_wamid(tx, id, &accepted.wamid, wamid_token(&accepted.wamid).as_deref())?;
            learn(tx, ids.as_ref(), now, &message, &accepted)?;
            // A retry waits behind nobody: the attempt is over even if the message had come further already.
            let mut fresh = message;
            delivery::end(tx, id, now)?;
            if let Some(stored) = fresh.delivery.as_mut() {
                stored.is_uncertain = false;
            }
            advance(
                tx,
                ids.as_ref(),
                now,
                fresh,
                &News { state: DeliveryState::Accepted, at: now, error: None, pricing: None },
            )?;
            for parked in delivery::take_parked_statuses(tx, channel_id, &accepted.wamid)? {
                if let Some(message) = message::get(tx, id)? {
                    advance(
                        tx,
                        ids.as_ref(),
                        now,
                        message,
                        &News { state: parked.state, at: parked.at, error: parked.error, pricing: None },
                    )?;
                }
            }
            Ok(())
        })
        .await
}

/// The canonical address that the platform answered with belongs to the contact, if nobody has it.
fn learn(
    tx: &mut Tx<'_>,
    ids: &dyn tresen_domain::id::IdSource,
    now: Timestamp,
    message: &message::MessageRow,
    accepted: &Accepted,
) -> Result<(), Fault> {
    let phone = accepted.phone.iter().map(|phone| (IdentityKind::Phone, phone.digits().to_owned()));
    let bsuid = accepted.bsuid.iter().map(|id| (IdentityKind::Bsuid, id.as_str().to_owned()));
    for (kind, value) in phone.chain(bsuid) {
        if contact::find_by_identity(tx, message.channel_id, kind, &value)?.is_none() {
            let id = IdentityId::new(ids, now);
            contact::add_identity(
                tx,
                &Identity {
                    id,
                    channel_id: message.channel_id,
                    kind,
                    value,
                    contact_id: message.contact_id,
                    created_at: now,
                },
            )?;
            contact::refresh_shown(tx, message.contact_id)?;
        }
    }
    Ok(())
}

/// The attempt is over and the message will not arrive.
pub(super) async fn failed(desk: &Desk, delivery: &Delivery, error: DeliveryError) -> Result<(), Fault> {
    let (ids, now, id) = (Arc::clone(&desk.ids), desk.now(), delivery.message_id);
    desk.store.write(move |tx| fail(tx, ids.as_ref(), now, id, error)).await
}

fn fail(
    tx: &mut Tx<'_>,
    ids: &dyn tresen_domain::id::IdSource,
    now: Timestamp,
    id: MessageId,
    error: DeliveryError,
) -> Result<(), Fault> {
    delivery::end(tx, id, now)?;
    match message::get(tx, id)? {
        Some(message) => advance(
            tx,
            ids,
            now,
            message,
            &News { state: DeliveryState::Failed, at: now, error: Some(error), pricing: None },
        ),
        None => Ok(()),
    }
}

/// What a failed call means is written down.
pub(super) async fn outcome(
    desk: &Desk,
    delivery: &Delivery,
    tries: i64,
    outcome: Outcome,
) -> Result<(), Fault> {
    let (id, now) = (delivery.id, desk.now());
    match outcome {
        Outcome::Failed(error) => failed(desk, delivery, error).await,
        Outcome::Again(at) => {
            desk.store.write(move |tx| delivery::set_phase(tx, id, Phase::Queued, tries, at)).await
        }
        // The held channel is left out of the queue; this call does not count.
        Outcome::Hold => {
            desk.store
                .write(move |tx| delivery::set_phase(tx, id, Phase::Queued, tries.saturating_sub(1), now))
                .await
        }
        Outcome::Unknown(until) => {
            let message_id = delivery.message_id;
            desk.store
                .write(move |tx| {
                    delivery::set_phase(tx, id, Phase::Unknown, tries, until)?;
                    doubt(tx, message_id, now)
                })
                .await
        }
    }
}

/// No status has come in time: the agent is told that nobody knows.
pub(super) async fn give_up(desk: &Desk, delivery: &Delivery) -> Result<(), Fault> {
    let error = DeliveryError {
        code: OUTCOME_UNKNOWN.to_owned(),
        reason:
            "WhatsApp has neither confirmed nor refused the message; ask the customer before sending it again"
                .to_owned(),
        is_retryable: true,
    };
    failed(desk, delivery, error).await
}

/// At start: calls that were under way when the process ended have an unknown outcome.
pub(super) async fn doubt_all(desk: Desk) -> Result<(), Fault> {
    let now = desk.now();
    let until = now.plus(desk.config.unknown_wait);
    desk.store
        .write(move |tx| {
            for id in delivery::doubt_all_sending(tx, until)? {
                doubt(tx, id, now)?;
            }
            Ok(())
        })
        .await
}

/// Shows that a message's fate is not known for now.
fn doubt(tx: &mut Tx<'_>, id: MessageId, now: Timestamp) -> Result<(), Fault> {
    let Some(message) = message::get(tx, id)? else { return Ok(()) };
    let Some(mut stored) = message.delivery else { return Ok(()) };
    if stored.is_uncertain || stored.state != DeliveryState::Queued {
        return Ok(());
    }
    stored.is_uncertain = true;
    message::set_delivery(tx, id, &stored)?;
    let event = NewEvent::of_desk(
        EventKind::DeliveryAdvanced,
        Actor::System,
        now,
        json!({ "state": stored.state, "attempt": stored.attempt, "is_uncertain": true }),
    );
    event::append(
        tx,
        &NewEvent {
            ticket_id: message.ticket_id,
            message_id: Some(id),
            contact_id: Some(message.contact_id),
            thread_id: Some(message.thread_id),
            channel_id: Some(message.channel_id),
            ..event
        },
    )
    .map(|_| ())
}
