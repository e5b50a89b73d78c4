//! How many requests one agent or program may send: enough for every screen and load test, not for a mistake
//! that asks without end.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tresen_domain::{
    actor::Actor,
    bucket::{Bucket, Rate},
    time::Timestamp,
};
use uuid::Uuid;

/// 2,000 at once, 500 a second.
const RATE: Rate = Rate { burst: 2_000, refill: Duration::from_millis(2) };
/// Above this many remembered actors, those with full buckets are forgotten.
const MOST_REMEMBERED: usize = 10_000;

/// Counts requests by actor, in memory.
#[derive(Debug, Default)]
pub(crate) struct RequestRate(Mutex<HashMap<(&'static str, Option<Uuid>), Bucket>>);

impl RequestRate {
    /// Takes a request.
    ///
    /// # Errors
    /// The instant of the next one.
    pub(crate) fn take(&self, actor: Actor, now: Timestamp) -> Result<(), Timestamp> {
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MOST_REMEMBERED {
            buckets.retain(|_, bucket| !bucket.is_full(now));
        }
        buckets.entry((actor.kind(), actor.id())).or_insert_with(|| Bucket::full(RATE, now)).take(now)
    }
}
