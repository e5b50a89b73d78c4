//! The outbox: sends what is queued, in order per recipient, as fast as the platform allows, and never twice on purpose.
//!
//! A row exists before its call. A call without an answer is not repeated: its status tells, or after a while the
//! agent is asked. One call per thread is under way at a time; different threads go in parallel.

mod attempt;
mod outcome;
mod pace;
mod settle;

use std::{collections::HashSet, time::Duration};

use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tresen_domain::{id::ThreadId, time::Timestamp};
use tresen_storage::{
    Fault, Topic,
    delivery::{self, Delivery, Phase},
};

use crate::Desk;
use pace::Pace;

/// Calls under way at once.
const MOST_CALLS: usize = 64;
/// Attempts looked at in one turn.
const MOST_HEADS: i64 = 512;
/// Without any other reason the queue is looked at this often: a safety net, not the way work is found.
const LONGEST_NAP: Duration = Duration::from_mins(1);

/// Runs until `shutdown`; calls under way are finished first.
pub async fn run(desk: Desk, shutdown: CancellationToken) {
    wait_out(&desk, &shutdown, settle::doubt_all).await;
    let mut calls: JoinSet<ThreadId> = JoinSet::new();
    let mut busy = HashSet::new();
    let mut pace = Pace::default();
    while !shutdown.is_cancelled() {
        let next = match turn(&desk, &mut calls, &mut busy, &mut pace).await {
            Ok(next) => next,
            Err(fault) => {
                tracing::error!(%fault, "the outbox waits");
                Some(desk.now().plus(fault.retry_after().unwrap_or(LONGEST_NAP)))
            }
        };
        let nap = next.map_or(LONGEST_NAP, |at| at.since(desk.now())).min(LONGEST_NAP);
        tokio::select! {
            Some(done) = calls.join_next() => match done {
                Ok(thread) => { busy.remove(&thread); }
                Err(error) => { tracing::error!(%error, "a call panicked"); busy.clear(); }
            },
            () = desk.store.woken(Topic::Outbox) => {}
            () = tokio::time::sleep(nap) => {}
            () = shutdown.cancelled() => {}
        }
    }
    while calls.join_next().await.is_some() {}
}

/// Starts what may start now; answers when to look again at the latest.
async fn turn(
    desk: &Desk,
    calls: &mut JoinSet<ThreadId>,
    busy: &mut HashSet<ThreadId>,
    pace: &mut Pace,
) -> Result<Option<Timestamp>, Fault> {
    let heads = desk.store.read(|tx| delivery::list_heads(tx, MOST_HEADS)).await?;
    let now = desk.now();
    pace.forget_full(now);
    let mut next: Option<Timestamp> = None;
    let mut later = |at: Timestamp| next = Some(next.map_or(at, |next| next.min(at)));
    for head in heads.into_iter().filter(|head| !busy.contains(&head.thread_id)).collect::<Vec<_>>() {
        if calls.len() >= MOST_CALLS {
            break;
        }
        if head.due_at > now {
            later(head.due_at);
            continue;
        }
        match head.phase {
            Phase::Unknown => settle::give_up(desk, &head).await?,
            Phase::Queued => match pace.take(head.channel_id, head.thread_id, now) {
                Ok(()) => start(desk, calls, busy, head, pace.brakes()),
                Err(at) => later(at),
            },
            // `Sending` without being busy here: another replica is at it.
            Phase::Sending | Phase::Ended => {}
        }
    }
    Ok(next)
}

fn start(
    desk: &Desk,
    calls: &mut JoinSet<ThreadId>,
    busy: &mut HashSet<ThreadId>,
    head: Delivery,
    brakes: pace::Brakes,
) {
    busy.insert(head.thread_id);
    let desk = desk.clone();
    calls.spawn(async move {
        let thread = head.thread_id;
        attempt::make(&desk, head, &brakes).await;
        thread
    });
}

/// Repeats a first step until it succeeds or the process ends.
async fn wait_out<F, Fut>(desk: &Desk, shutdown: &CancellationToken, step: F)
where
    F: Fn(Desk) -> Fut,
    Fut: Future<Output = Result<(), Fault>>,
{
    while let Err(fault) = step(desk.clone()).await {
        tracing::error!(%fault, "the outbox cannot start");
        tokio::select! {
            () = tokio::time::sleep(Duration::from_secs(1)) => {}
            () = shutdown.cancelled() => return,
        }
    }
}
