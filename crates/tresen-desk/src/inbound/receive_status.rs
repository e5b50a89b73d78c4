//! A report on a message of ours: only forward, in any order, any number of times, also before the send answered.

use tresen_domain::{delivery::DeliveryState, message::InboundStatus};
use tresen_storage::{
    Fault,
    delivery::{self, ParkedStatus},
    message::{self, MessageRow},
};
use tresen_whatsapp::inbound::wamid_token;

use super::{identify, road::Road};
use crate::delivery::{News, advance};

/// Applies a report, or puts it aside until its message is known.
pub(super) fn receive(road: &mut Road<'_, '_>, status: &InboundStatus) -> Result<(), Fault> {
    let Some(message) = find(road, status)? else {
        return delivery::park_status(
            road.tx,
            &ParkedStatus {
                id: road.ids.next(road.now),
                channel_id: road.channel.id,
                wamid: status.wamid.clone(),
                state: status.state,
                at: status.at,
                error: status.error.clone(),
                parked_at: road.now,
            },
        );
    };
    if status.state == DeliveryState::Sent
        && !status.recipient.is_unknown()
        && identify::add_addresses(road, message.contact_id, &status.recipient)?
    {
        tresen_storage::contact::refresh_shown(road.tx, message.contact_id)?;
        identify::tell_changed(road, message.contact_id, &["identities"])?;
    }
    let news = News {
        state: status.state,
        at: status.at,
        error: status.error.clone(),
        pricing: status.pricing.clone(),
    };
    advance(road.tx, road.ids, road.now, message, &news)
}

/// The message a report is about: by its wamid, else by the id that we sent along.
fn find(road: &mut Road<'_, '_>, status: &InboundStatus) -> Result<Option<MessageRow>, Fault> {
    if let Some(message) = message::find_by_wamid(road.tx, road.channel.id, &status.wamid)? {
        return Ok(Some(message));
    }
    let Some(id) = status.callback else { return Ok(None) };
    let Some(mut message) =
        message::get(road.tx, id)?.filter(|message| message.channel_id == road.channel.id)
    else {
        return Ok(None);
    };
    // The answer to the send was lost or is still on its way: this report tells what it would have told.
    message.wamid = Some(status.wamid.clone());
    message::set_wamid(road.tx, id, &status.wamid, wamid_token(&status.wamid).as_deref())?;
    Ok(Some(message))
}
