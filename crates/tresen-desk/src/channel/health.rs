//! A channel's health: changed by what calls answer, announced only when it changes.

use serde_json::json;
use tresen_domain::{
    actor::Actor,
    agent::Role,
    channel::{Channel, Health, HealthState},
    event::{EventKind, NewEvent},
    id::{ChannelId, IdSource, NoticeId},
    time::Timestamp,
};
use tresen_storage::{
    Fault, Tx, agent, channel as rows, event,
    notice::{self, Notice},
};
use tresen_whatsapp::client::ApiFailure;

use crate::{Desk, list_changed::list_changed};

/// Most administrators that are told of a channel in trouble.
const MOST_AGENTS: i64 = 1_000;

/// Writes a channel's health if it is another than before; true when it was.
///
/// Administrators get a notice when the platform begins to refuse our credentials: nothing is sent until
/// they act.
///
/// # Errors
/// When the engine refuses.
pub fn set_health(
    tx: &mut Tx<'_>,
    ids: &dyn IdSource,
    id: ChannelId,
    state: HealthState,
    detail: &str,
    now: Timestamp,
) -> Result<bool, Fault> {
    let Some(channel) = rows::get(tx, id)? else { return Ok(false) };
    if channel.health.state == state && channel.health.detail == detail {
        return Ok(false);
    }
    let since = if channel.health.state == state { channel.health.since } else { now };
    rows::set_health(tx, id, &Health { state, detail: detail.to_owned(), since })?;
    list_changed(tx, Actor::System, "channels", now)?;
    if state == HealthState::BadCredentials && channel.health.state != state {
        tell_administrators(tx, ids, &channel, now)?;
    }
    Ok(true)
}

/// Notes that a call on the channel succeeded.
///
/// # Errors
/// When the engine refuses.
pub async fn note_success(desk: &Desk, id: ChannelId) -> Result<(), Fault> {
    note(desk, id, HealthState::Ok, String::new()).await
}

/// Notes that a call on the channel failed, where the failure says something about the channel: refused
/// credentials hold it, silence and faults of the platform make it degraded.
///
/// # Errors
/// When the engine refuses.
pub async fn note_failure(desk: &Desk, id: ChannelId, failure: &ApiFailure) -> Result<(), Fault> {
    match state_after(failure) {
        Some(state) => note(desk, id, state, failure.to_string()).await,
        None => Ok(()),
    }
}

/// What a failed call says about its channel; `None` when it only says something about that call.
pub(super) fn state_after(failure: &ApiFailure) -> Option<HealthState> {
    match failure {
        ApiFailure::Refused { verdict, .. } if verdict.is_credentials => Some(HealthState::BadCredentials),
        ApiFailure::Refused { status, .. } if *status >= 500 => Some(HealthState::Degraded),
        ApiFailure::Refused { .. } => None,
        ApiFailure::Transport { .. } | ApiFailure::Unreadable { .. } => Some(HealthState::Degraded),
    }
}

async fn note(desk: &Desk, id: ChannelId, state: HealthState, detail: String) -> Result<(), Fault> {
    let known = desk.store.read(move |tx| rows::get(tx, id)).await?;
    if known.is_none_or(|channel| channel.health.state == state && channel.health.detail == detail) {
        return Ok(());
    }
    let (ids, now) = (desk.ids.clone(), desk.now());
    desk.store.write(move |tx| set_health(tx, ids.as_ref(), id, state, &detail, now)).await?;
    Ok(())
}

fn tell_administrators(
    tx: &mut Tx<'_>,
    ids: &dyn IdSource,
    channel: &Channel,
    now: Timestamp,
) -> Result<(), Fault> {
    let administrators = agent::list(tx, None, MOST_AGENTS)?;
    for one in administrators.into_iter().filter(|one| one.is_active && one.role == Role::Admin) {
        let id = NoticeId::new(ids, now);
        notice::insert(
            tx,
            &Notice {
                id,
                agent_id: one.id,
                kind: "channel_trouble".to_owned(),
                ticket_id: None,
                message_id: None,
                actor_name: None,
                text: channel.name.clone(),
                at: now,
                read_at: None,
            },
        )?;
        event::append(
            tx,
            &NewEvent::of_desk(
                EventKind::NoticeAdded,
                Actor::System,
                now,
                json!({ "notice_id": id, "agent_id": one.id }),
            ),
        )?;
    }
    Ok(())
}
