//! The queue of updates: due times, one lane per customer, counts and the log.

use std::{
    collections::{BTreeMap, HashSet, VecDeque},
    time::Duration,
};

use serde::Serialize;
use tokio::{
    sync::{Notify, watch},
    time::Instant,
};
use tresen_domain::time::Timestamp;

use super::Update;
use crate::{
    config::{Keep, Retry},
    locked::Locked,
};

/// Updates looked at to fill one webhook: bounds the work when one customer's updates pile up.
const SCAN: usize = 512;

/// What waits and what has been.
pub(crate) struct Queue {
    inner: Locked<Inner>,
    /// Something new may be due.
    pub(crate) wake: Notify,
    /// Updates that wait or are on their way.
    pending: watch::Sender<usize>,
    pub(crate) retry: Retry,
    pub(crate) parallel: usize,
    keep: Keep,
}

#[derive(Default)]
struct Inner {
    waiting: BTreeMap<(Instant, u64), Waiting>,
    busy: HashSet<String>,
    next: u64,
    delivered: u64,
    failed: u64,
    last_error: Option<String>,
    dropped: u64,
    log: VecDeque<LogEntry>,
}

/// An update and how often it has failed.
#[derive(Debug, Clone)]
pub(crate) struct Waiting {
    pub(crate) update: Update,
    pub(crate) attempt: u32,
}

/// How the webhooks are doing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Updates that wait or are on their way.
    pub pending: usize,
    /// Updates answered with 200, copies counted.
    pub delivered: u64,
    /// Attempts that were not.
    pub failed: u64,
    /// Why the last of them failed.
    pub last_error: Option<String>,
    /// Updates lost because too many were pending.
    pub dropped: u64,
}

/// One webhook in the log.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LogEntry {
    pub(crate) at: Timestamp,
    pub(crate) updates: Vec<String>,
    pub(crate) attempt: u32,
    pub(crate) status: Option<u16>,
    pub(crate) error: Option<String>,
    pub(crate) took_ms: u64,
}

impl Queue {
    pub(crate) fn new(retry: Retry, keep: Keep, parallel: usize) -> Self {
        Self {
            inner: Locked::default(),
            wake: Notify::new(),
            pending: watch::channel(0).0,
            retry,
            parallel: parallel.max(1),
            keep,
        }
    }

    pub(crate) fn push(&self, update: Update, after: Duration) {
        if *self.pending.borrow() >= self.keep.pending {
            let mut inner = self.inner.lock();
            inner.dropped = inner.dropped.saturating_add(1);
            return;
        }
        self.pending.send_modify(|count| *count = count.saturating_add(1));
        self.insert(Waiting { update, attempt: 0 }, after);
    }

    fn insert(&self, waiting: Waiting, after: Duration) {
        let mut inner = self.inner.lock();
        inner.next = inner.next.wrapping_add(1);
        let key = (Instant::now() + after, inner.next);
        inner.waiting.insert(key, waiting);
        drop(inner);
        self.wake.notify_one();
    }

    /// Takes up to `most` updates that are due and may leave together, and marks their customers busy.
    pub(crate) fn take(&self, most: usize, may_join: impl Fn(&Update, &Update) -> bool) -> Vec<Waiting> {
        let mut inner = self.inner.lock();
        let now = Instant::now();
        let (mut keys, mut passed) = (Vec::new(), HashSet::new());
        let mut first: Option<&Update> = None;
        for (key, waiting) in inner.waiting.range(..=(now, u64::MAX)).take(SCAN) {
            let update = &waiting.update;
            let lane = update.customer_id.as_deref().unwrap_or("");
            let is_blocked = !lane.is_empty() && (inner.busy.contains(lane) || passed.contains(lane));
            if is_blocked || first.is_some_and(|first| !may_join(first, update)) {
                passed.insert(lane);
                continue;
            }
            first.get_or_insert(update);
            keys.push(*key);
            if keys.len() >= most {
                break;
            }
        }
        let taken: Vec<_> = keys.iter().filter_map(|key| inner.waiting.remove(key)).collect();
        let lanes: Vec<_> = taken.iter().filter_map(|one| one.update.customer_id.clone()).collect();
        inner.busy.extend(lanes);
        taken
    }

    /// When the next update that is not due yet becomes so.
    pub(crate) fn next_due(&self) -> Option<Instant> {
        let now = Instant::now();
        self.inner.lock().waiting.range((now, u64::MAX)..).next().map(|((due, _), _)| *due)
    }

    /// Takes the result of one webhook: done, or back into the queue.
    pub(crate) fn settle(&self, batch: Vec<Waiting>, entry: LogEntry) {
        let is_delivered = entry.status == Some(200);
        let count = batch.len();
        {
            let mut inner = self.inner.lock();
            for one in &batch {
                if let Some(lane) = &one.update.customer_id {
                    inner.busy.remove(lane);
                }
            }
            if is_delivered {
                inner.delivered = inner.delivered.saturating_add(u64::try_from(count).unwrap_or(0));
            } else {
                inner.failed = inner.failed.saturating_add(1);
                inner.last_error =
                    entry.error.clone().or_else(|| entry.status.map(|code| format!("HTTP {code}")));
            }
            inner.log.push_back(entry);
            while inner.log.len() > self.keep.log.max(1) {
                inner.log.pop_front();
            }
        }
        if is_delivered {
            self.pending.send_modify(|pending| *pending = pending.saturating_sub(count));
        } else {
            for one in batch {
                let attempt = one.attempt.saturating_add(1);
                self.insert(Waiting { attempt, ..one }, self.retry.wait(attempt));
            }
        }
        self.wake.notify_one();
    }

    /// Forgets updates whose number is gone.
    pub(crate) fn discard(&self, batch: &[Waiting]) {
        let mut inner = self.inner.lock();
        for one in batch {
            if let Some(lane) = &one.update.customer_id {
                inner.busy.remove(lane);
            }
        }
        drop(inner);
        self.pending.send_modify(|pending| *pending = pending.saturating_sub(batch.len()));
    }

    pub(crate) fn counts(&self) -> Counts {
        let inner = self.inner.lock();
        Counts {
            pending: *self.pending.borrow(),
            delivered: inner.delivered,
            failed: inner.failed,
            last_error: inner.last_error.clone(),
            dropped: inner.dropped,
        }
    }

    /// The last webhooks, oldest first.
    pub(crate) fn log(&self) -> Vec<LogEntry> {
        self.inner.lock().log.iter().cloned().collect()
    }

    /// Waits until nothing is pending any more.
    pub(crate) async fn drained(&self) {
        let mut pending = self.pending.subscribe();
        // The sender lives as long as `self`, so the wait can only end by success.
        let _is_empty = pending.wait_for(|count| *count == 0).await;
    }
}
