//! The gate before sign-in: how often an address and an e-mail may be wrong. Kept in memory.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tresen_domain::{
    bucket::{Bucket, Rate},
    time::Timestamp,
};

use crate::Refusal;

/// Wrong passwords for one e-mail: ten at once, then one a minute.
const EMAIL: Rate = Rate { burst: 10, refill: Duration::from_mins(1) };
/// Wrong passwords from one address: an office behind one address has many fingers.
const ADDRESS: Rate = Rate { burst: 40, refill: Duration::from_secs(10) };
/// Above this many remembered keys, those that are full again are forgotten.
const MOST_REMEMBERED: usize = 10_000;

/// Counts tries; those that succeed are given back.
#[derive(Debug, Default)]
pub struct SignInGate(Mutex<HashMap<String, Bucket>>);

impl SignInGate {
    /// Takes a try for both.
    ///
    /// # Errors
    /// [`Refusal::RateLimited`] with the instant of the next try.
    pub(super) fn enter(&self, email: &str, address: &str, now: Timestamp) -> Result<(), Refusal> {
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MOST_REMEMBERED {
            buckets.retain(|_, bucket| !bucket.is_full(now));
        }
        for (key, rate) in keys(email, address) {
            let bucket = buckets.entry(key).or_insert_with(|| Bucket::full(rate, now));
            bucket.take(now).map_err(|until| Refusal::RateLimited { until })?;
        }
        Ok(())
    }

    /// The try was right: the e-mail starts afresh. The address does not: one known password must not open
    /// the way to try others.
    pub(super) fn succeeded(&self, email: &str, address: &str, before: Timestamp) {
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (key, rate) in keys(email, address) {
            if rate == EMAIL {
                buckets.remove(&key);
            } else if let Some(bucket) = buckets.get_mut(&key) {
                bucket.give_back(before);
            }
        }
    }
}

fn keys(email: &str, address: &str) -> [(String, Rate); 2] {
    [(format!("address {address}"), ADDRESS), (format!("email {email}"), EMAIL)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_wrong_tries_close_an_email_and_a_minute_opens_it() {
        let gate = SignInGate::default();
        let now = Timestamp::from_seconds(1_000);
        for try_ in 0..10 {
            assert!(gate.enter("a@b.de", &format!("10.0.0.{try_}"), now).is_ok());
        }
        let refused = gate.enter("a@b.de", "10.0.0.99", now);
        assert!(matches!(refused, Err(Refusal::RateLimited { until }) if until == now.plus(EMAIL.refill)));
        assert!(gate.enter("c@b.de", "10.0.0.1", now).is_ok());
        assert!(gate.enter("a@b.de", "10.0.0.99", now.plus(EMAIL.refill)).is_ok());
    }

    #[test]
    fn right_tries_cost_nothing() {
        let gate = SignInGate::default();
        let now = Timestamp::from_seconds(1_000);
        for _ in 0..500 {
            gate.enter("a@b.de", "10.0.0.1", now).unwrap();
            gate.succeeded("a@b.de", "10.0.0.1", now);
        }
    }
}
