//! Timers of tickets: a snooze ends at its instant, late ones are caught up after a restart, each once.

use std::time::Duration;

use serde_json::json;
use tokio_util::sync::CancellationToken;
use tresen_domain::{
    actor::Actor,
    event::{EventKind, NewEvent},
    id::TicketId,
    ticket::Status,
    time::Timestamp,
};
use tresen_storage::{Fault, Topic, Tx, event, thread, ticket};

use crate::Desk;

/// Looked at so often even if nothing woke it; presence runs out in this rhythm, too.
const LONGEST_NAP: Duration = Duration::from_secs(5);

/// Runs until `shutdown`.
pub async fn run(desk: Desk, shutdown: CancellationToken) {
    while !shutdown.is_cancelled() {
        let next = match turn(&desk).await {
            Ok(next) => next,
            Err(fault) => {
                tracing::error!(%fault, "timers wait");
                None
            }
        };
        desk.presence.expire(desk.now());
        let nap = next.map_or(LONGEST_NAP, |at| at.since(desk.now())).min(LONGEST_NAP);
        tokio::select! {
            () = desk.store.woken(Topic::Timers) => {}
            () = tokio::time::sleep(nap) => {}
            () = shutdown.cancelled() => {}
        }
    }
}

/// Wakes what is due; answers when the next one is.
async fn turn(desk: &Desk) -> Result<Option<Timestamp>, Fault> {
    let now = desk.now();
    let waiting = desk.store.read(|tx| ticket::waiting_snoozes(tx, 200)).await?;
    let (due, later): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|(_, until)| *until <= now);
    if !due.is_empty() {
        desk.store
            .write(move |tx| {
                for (id, _) in &due {
                    wake(tx, *id, now)?;
                }
                Ok::<_, Fault>(())
            })
            .await?;
    }
    Ok(later.first().map(|(_, until)| *until))
}

fn wake(tx: &mut Tx<'_>, id: TicketId, now: Timestamp) -> Result<(), Fault> {
    let Some(before) = ticket::get(tx, id)? else { return Ok(()) };
    let mut after = before.clone();
    if !after.wake(now) {
        return Ok(());
    }
    // It comes back into sight: unread, so that somebody looks.
    after.unread_count = before.unread_count.max(1);
    after.updated_at = now;
    after.version = before.version.saturating_add(1);
    let window = thread::get(tx, before.thread_id)?.map(|thread| thread.window).unwrap_or_default();
    ticket::update(tx, &before, &after, window)?;
    let data = json!({ "from": before.status, "to": Status::Open, "reason": "snooze_ended" });
    event::append(tx, &NewEvent::of_ticket(EventKind::StatusChanged, Actor::System, &after, now, data))
        .map(|_| ())
}
