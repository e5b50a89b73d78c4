//! The worker that fetches customers' files: a few at once, woken by new ones and by due times, never by a clock tick.

use std::time::Duration;

use serde_json::json;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tresen_domain::{
    actor::Actor,
    event::{EventKind, NewEvent},
    id::MediaId,
    media::MediaState,
    time::Timestamp,
};
use tresen_storage::{
    Fault, Topic, Tx, event,
    media::{self as rows, Claim, Found},
};
use tresen_vision::document::safe_file_name;

use super::{
    failure::{Failure, Next},
    fetch::fetch,
};
use crate::Desk;

/// Files fetched at once.
const MOST_AT_ONCE: usize = 4;
/// How long a file belongs to a worker that stopped without a word.
const CLAIM: Duration = Duration::from_mins(1);
/// How often a worker renews its claim.
const RENEWAL: Duration = Duration::from_secs(20);
/// Pause after the database failed.
const AFTER_FAULT: Duration = Duration::from_secs(1);
/// Longest sleep without looking: clocks may be set.
const LONGEST_SLEEP: Duration = Duration::from_mins(10);

/// Fetches until `shutdown`; what is under way then is given back at once.
pub async fn run(desk: Desk, shutdown: CancellationToken) {
    let mut jobs = JoinSet::new();
    while !shutdown.is_cancelled() {
        let sleep = match claim(&desk, MOST_AT_ONCE.saturating_sub(jobs.len())).await {
            Ok((claims, next_due)) => {
                for claim in claims {
                    jobs.spawn(settle(desk.clone(), claim, shutdown.clone()));
                }
                next_due.map_or(LONGEST_SLEEP, |due| due.since(desk.now()).min(LONGEST_SLEEP))
            }
            Err(fault) => {
                tracing::error!(%fault, "files cannot be fetched");
                AFTER_FAULT
            }
        };
        let is_full = jobs.len() >= MOST_AT_ONCE;
        tokio::select! {
            () = shutdown.cancelled() => {}
            _ = jobs.join_next(), if !jobs.is_empty() => {}
            () = desk.store.woken(Topic::Media), if !is_full => {}
            () = tokio::time::sleep(sleep), if !is_full => {}
        }
    }
    while jobs.join_next().await.is_some() {}
}

/// Claims what is due, at most `most`, and says when the next file will be.
async fn claim(desk: &Desk, most: usize) -> Result<(Vec<Claim>, Option<Timestamp>), Fault> {
    let next_due = desk.store.read(rows::next_due).await?;
    let now = desk.now();
    if most == 0 || next_due.is_none_or(|due| due > now) {
        return Ok((Vec::new(), next_due));
    }
    let most = i64::try_from(most).unwrap_or(1);
    desk.store.write(move |tx| Ok((rows::claim_due(tx, now, CLAIM, most)?, rows::next_due(tx)?))).await
}

/// One try with everything that is due now, one file after the other, for stories.
#[cfg(test)]
pub(crate) async fn try_due(desk: &Desk) -> Result<(), Fault> {
    let (claims, _) = claim(desk, MOST_AT_ONCE).await?;
    for claim in claims {
        settle(desk.clone(), claim, CancellationToken::new()).await;
    }
    Ok(())
}

/// One try with one file, its claim kept alive meanwhile.
async fn settle(desk: Desk, claim: Claim, shutdown: CancellationToken) {
    let id = claim.media.id;
    let mut until = claim.until;
    let mut work = std::pin::pin!(fetch(&desk, &claim.media));
    let fetched = loop {
        tokio::select! {
            fetched = &mut work => break fetched,
            () = shutdown.cancelled() => {
                let now = desk.now();
                let given_back = desk.store.write(move |tx| rows::renew_claim(tx, id, until, now)).await;
                return complain(id, given_back.map(|_| ()));
            }
            () = tokio::time::sleep(RENEWAL) => {
                let (held, next) = (until, desk.now().plus(CLAIM));
                match desk.store.write(move |tx| rows::renew_claim(tx, id, held, next)).await {
                    Ok(true) => until = next,
                    Ok(false) => return,
                    Err(fault) => complain(id, Err(fault)),
                }
            }
        }
    };
    let kept = match fetched {
        Ok(found) => keep(&desk, &claim, found).await,
        Err(failure) => give_up_or_wait(&desk, &claim, failure).await,
    };
    complain(id, kept);
}

/// The claim runs out by itself, so a fault here only means another try.
fn complain(id: MediaId, done: Result<(), Fault>) {
    if let Err(fault) = done {
        tracing::error!(media = %id, %fault, "the end of a fetch could not be kept");
    }
}

async fn keep(desk: &Desk, claim: &Claim, found: Found) -> Result<(), Fault> {
    let (id, now) = (claim.media.id, desk.now());
    let claimed_name = claim.media.file_name.as_deref();
    let file_name = claimed_name.map(|name| safe_file_name(Some(name), &found.mime));
    desk.store
        .write(move |tx| {
            if rows::set_ready(tx, id, &found, file_name.as_deref(), now)? {
                announce(tx, id, MediaState::Ready, now)?;
            }
            Ok(())
        })
        .await
}

async fn give_up_or_wait(desk: &Desk, claim: &Claim, failure: Failure) -> Result<(), Fault> {
    let (id, now) = (claim.media.id, desk.now());
    let next = failure.next(&claim.media, now);
    tracing::warn!(media = %id, tries = claim.media.tries, code = failure.code, ?next, "a file was not fetched");
    let Failure { code, reason, .. } = failure;
    desk.store
        .write(move |tx| {
            match next {
                Next::Retry(due) => rows::set_retry(tx, id, due, code, &reason)?,
                Next::End(state) => {
                    if rows::set_ended(tx, id, state, code, &reason)? {
                        announce(tx, id, state, now)?;
                    }
                }
            }
            Ok(())
        })
        .await
}

/// Tells everybody who sees a message with the file that it changed.
pub(super) fn announce(tx: &mut Tx<'_>, id: MediaId, state: MediaState, now: Timestamp) -> Result<(), Fault> {
    for place in rows::places(tx, id)? {
        event::append(
            tx,
            &NewEvent {
                at: now,
                kind: EventKind::MediaChanged,
                actor: Actor::System,
                ticket_id: place.ticket_id,
                message_id: Some(place.message_id),
                contact_id: Some(place.contact_id),
                thread_id: Some(place.thread_id),
                channel_id: Some(place.channel_id),
                data: json!({ "media_id": id, "state": state }),
            },
        )?;
    }
    Ok(())
}
