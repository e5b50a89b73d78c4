//! The fold that makes messages findable: follows the event log by its own cursor, off the hot road.

use std::time::Duration;

use tokio_util::sync::CancellationToken;
use tresen_domain::event::EventKind;
use tresen_storage::{Fault, event, journal, message, search};

use crate::{Desk, live::Hub};

/// Name of the cursor.
const FOLD: &str = "search";
/// Events folded in one transaction.
const STEP: i64 = 400;

/// Runs until `shutdown`; a little behind the log on purpose, so that bursts are folded together.
pub async fn run(desk: Desk, hub: Hub, shutdown: CancellationToken) {
    let mut newest = hub.watch_newest();
    while !shutdown.is_cancelled() {
        match turn(&desk).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(fault) => tracing::error!(%fault, "the search index waits"),
        }
        tokio::select! {
            _ = newest.changed() => tokio::time::sleep(Duration::from_millis(100)).await,
            () = tokio::time::sleep(Duration::from_secs(30)) => {}
            () = shutdown.cancelled() => {}
        }
    }
}

/// Folds all that is in the log by now.
///
/// # Errors
/// When the database fails; what was folded until then stays.
pub async fn catch_up(desk: &Desk) -> Result<(), Fault> {
    while turn(desk).await? {}
    Ok(())
}

/// Folds one step; false when there was nothing left.
async fn turn(desk: &Desk) -> Result<bool, Fault> {
    let (at, events) = desk
        .store
        .read(|tx| {
            let at = journal::cursor(tx, FOLD)?;
            Ok::<_, Fault>((at, event::list_after(tx, at, STEP)?))
        })
        .await?;
    let Some(to) = events.last().map(|event| event.seq) else { return Ok(false) };
    debug_assert!(to > at, "the log is read forward");
    let mut ids: Vec<_> =
        events.iter().filter(|event| brings_text(event.kind)).filter_map(|event| event.message_id).collect();
    ids.sort_unstable();
    ids.dedup();
    desk.store
        .write(move |tx| {
            for row in message::list_by_ids(tx, &ids)? {
                let text = row.text.filter(|_| row.deleted_at.is_none()).unwrap_or_default();
                search::put_message(tx, row.seq, row.ticket_id, &text)?;
            }
            journal::set_cursor(tx, FOLD, to)
        })
        .await?;
    Ok(true)
}

const fn brings_text(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::MessageReceived
            | EventKind::MessageQueued
            | EventKind::NoteAdded
            | EventKind::MessageChanged
    )
}
