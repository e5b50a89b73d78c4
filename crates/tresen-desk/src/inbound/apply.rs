//! One item of a webhook: finds its channel, then the step that knows it.

use std::collections::HashMap;

use tresen_domain::{
    channel::{Channel, HealthState},
    id::{ChannelId, IdSource},
    message::{Inbound, InboundBody, InboundItem, InboundMessage},
    time::Timestamp,
};
use tresen_storage::{Fault, Tx, journal};

use super::{change, echo, receive_message, receive_status, road::Road};

/// Where an item came from.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    pub(super) seq: i64,
    pub(super) app: &'p str,
}

/// What is to be done outside of the transaction once it is committed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Followup {
    RefreshTemplates(ChannelId),
}

/// The channels by the platform's id of their numbers.
pub(super) struct Numbers(HashMap<String, Channel>);

impl Numbers {
    pub(super) fn load(tx: &mut Tx<'_>) -> Result<Self, Fault> {
        let channels = tresen_storage::channel::list_all(tx)?;
        Ok(Self(channels.into_iter().map(|channel| (channel.phone_number_id.0.clone(), channel)).collect()))
    }

    fn of(&self, item: &InboundItem) -> Option<&Channel> {
        item.phone_number_id.as_ref().and_then(|number| self.0.get(&number.0))
    }

    fn of_account(&self, item: &InboundItem) -> Option<&Channel> {
        let waba = item.waba_id.as_deref()?;
        self.0.values().find(|channel| channel.waba_id.0 == waba)
    }
}

/// Applies one item.
///
/// # Errors
/// When the database fails, or the item is such that it cannot be kept: the caller parks it then.
pub(super) fn item(
    tx: &mut Tx<'_>,
    ids: &dyn IdSource,
    now: Timestamp,
    numbers: &Numbers,
    place: Place<'_>,
    item: &InboundItem,
) -> Result<Option<Followup>, Fault> {
    let inbound = match &item.inbound {
        Ok(Inbound::Ignored { field }) => {
            metrics::counter!("tresen_inbound_ignored_total", "field" => field.clone()).increment(1);
            return Ok(None);
        }
        Ok(inbound) => inbound,
        Err(reason) => return park(tx, ids, now, place, item, reason).map(|()| None),
    };
    if matches!(inbound, Inbound::TemplateChanged) {
        return Ok(numbers.of_account(item).map(|channel| Followup::RefreshTemplates(channel.id)));
    }
    let Some(channel) = numbers.of(item) else {
        return unassigned(tx, ids, now, place, item).map(|()| None);
    };
    if channel.app != place.app {
        let reason =
            format!("signed by app `{}`, but the channel belongs to app `{}`", place.app, channel.app);
        return park(tx, ids, now, place, item, &reason).map(|()| None);
    }
    let mut road = Road { tx, ids, now, channel };
    match inbound {
        Inbound::Message(message) => message_of(&mut road, message)?,
        Inbound::Echo(message) => echo::receive(&mut road, message)?,
        Inbound::Status(status) => receive_status::receive(&mut road, status)?,
        Inbound::AccountError(error) => {
            let detail = format!("{}: {}", error.code, error.reason);
            crate::channel::set_health(road.tx, ids, channel.id, HealthState::Degraded, &detail, now)?;
        }
        Inbound::TemplateChanged | Inbound::Ignored { .. } => {}
    }
    Ok(None)
}

fn message_of(road: &mut Road<'_, '_>, message: &InboundMessage) -> Result<(), Fault> {
    if message.group_id.is_some() {
        metrics::counter!("tresen_inbound_ignored_total", "field" => "group").increment(1);
        return Ok(());
    }
    match &message.body {
        InboundBody::Shown { .. } => receive_message::receive(road, message).map(|_| ()),
        InboundBody::Reaction { target, emoji } => change::react(road, message, target, emoji.as_deref()),
        InboundBody::Edit { target, text } => change::edit(road, message, target, text.as_deref()),
        InboundBody::Revoke { target } => change::revoke(road, message, target),
        InboundBody::IdentityChange { before, after, text } => {
            change::identity(road, message, before, after, text)
        }
    }
}

/// A number that no channel has: shown to administrators; the payload waits in the journal.
fn unassigned(
    tx: &mut Tx<'_>,
    ids: &dyn IdSource,
    now: Timestamp,
    place: Place<'_>,
    item: &InboundItem,
) -> Result<(), Fault> {
    match &item.phone_number_id {
        Some(number) => journal::note_unassigned(
            tx,
            &number.0,
            item.waba_id.as_deref(),
            item.display_phone_number.as_deref(),
            place.seq,
            now,
        ),
        None => park(tx, ids, now, place, item, "the webhook names no number"),
    }
}

/// Puts an item aside with its reason; administrators see it and can try again.
pub(super) fn park(
    tx: &mut Tx<'_>,
    ids: &dyn IdSource,
    now: Timestamp,
    place: Place<'_>,
    item: &InboundItem,
    reason: &str,
) -> Result<(), Fault> {
    metrics::counter!("tresen_inbound_parked_total").increment(1);
    let raw = journal::get(tx, place.seq)?
        .map(|row| String::from_utf8_lossy(&row.body).into_owned())
        .unwrap_or_default();
    journal::park(
        tx,
        &journal::ParkedItem {
            id: ids.next(now),
            journal_seq: place.seq,
            place: item.place.clone(),
            reason: reason.chars().take(500).collect(),
            payload: part_of(&raw, &item.place).unwrap_or(raw),
            parked_at: now,
        },
    )
}

/// The part of a payload that `place` names (`entry[0].changes[1].value.messages[2]`), pretty; `None` when it is not there.
fn part_of(raw: &str, place: &str) -> Option<String> {
    let root: serde_json::Value = serde_json::from_str(raw).ok()?;
    let mut at = &root;
    for step in place.split('.') {
        let (name, indexes) = step.split_once('[').map_or((step, None), |(name, rest)| (name, Some(rest)));
        at = at.get(name).or_else(|| at.get("value").and_then(|value| value.get(name)))?;
        for index in indexes.into_iter().flat_map(|rest| rest.split('[')) {
            at = at.get(index.trim_end_matches(']').parse::<usize>().ok()?)?;
        }
    }
    serde_json::to_string_pretty(at).ok()
}

#[cfg(test)]
mod tests {
    use super::part_of;

    #[test]
    fn the_part_that_a_place_names_is_found_with_and_without_value() {
        let raw = r#"{"entry":[{"changes":[{"value":{"messages":[{"id":"a"},{"id":"b"}]}}]}]}"#;
        for place in ["entry[0].changes[0].messages[1]", "entry[0].changes[0].value.messages[1]"] {
            assert_eq!(part_of(raw, place).as_deref(), Some("{\n  \"id\": \"b\"\n}"));
        }
        assert_eq!(part_of(raw, "entry[3]"), None);
        assert_eq!(part_of("not json", "body"), None);
    }
}
