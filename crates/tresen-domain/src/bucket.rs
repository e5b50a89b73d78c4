//! Token buckets: how fast one recipient and one number may be written to.

use std::time::Duration;

use crate::time::Timestamp;

/// How a bucket fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Most tokens it holds.
    pub burst: u32,
    /// Time in which one token grows back.
    pub refill: Duration,
}

impl Rate {
    /// One business number to one customer: a message in 6 s, 45 at once; beyond that error 131056.
    ///
    /// Source: Meta "Cloud API overview, pair rate limit", seen 2026-09-11.
    pub const PAIR: Self = Self { burst: 45, refill: Duration::from_secs(6) };

    /// One business number to everybody: 80 messages a second before an upgrade to 1,000.
    ///
    /// Source: Meta "Throughput", seen 2026-09-11.
    pub const NUMBER: Self = Self { burst: 80, refill: Duration::from_micros(12_500) };
}

/// A bucket of tokens at an instant. Cheap to copy and to forget: a full bucket is the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bucket {
    rate: Rate,
    /// When the bucket will be (or was) full.
    full_at: Timestamp,
}

impl Bucket {
    /// A full bucket.
    pub fn full(rate: Rate, now: Timestamp) -> Self {
        Self { rate, full_at: now }
    }

    /// Takes one token, or says when there will be one.
    ///
    /// # Errors
    /// The instant from which on a token can be taken; nothing is taken then.
    pub fn take(&mut self, now: Timestamp) -> Result<(), Timestamp> {
        let start = self.full_at.max(now);
        let full_at = start.plus(self.rate.refill);
        let deepest = now.plus(self.rate.refill.saturating_mul(self.rate.burst));
        if full_at > deepest {
            return Err(full_at.minus(self.rate.refill.saturating_mul(self.rate.burst)));
        }
        self.full_at = full_at;
        Ok(())
    }

    /// Puts a token back that was taken and not needed.
    pub fn give_back(&mut self, now: Timestamp) {
        self.full_at = self.full_at.minus(self.rate.refill).max(now);
    }

    /// Empties the bucket: the platform said "too fast" although we had counted a token.
    pub fn drain(&mut self, now: Timestamp) {
        self.full_at = self.full_at.max(now.plus(self.rate.refill.saturating_mul(self.rate.burst)));
    }

    /// Whether it is full again, so that it need not be remembered.
    pub fn is_full(&self, now: Timestamp) -> bool {
        self.full_at <= now
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_burst_passes_and_the_next_one_waits_for_a_token() {
        let now = Timestamp::from_seconds(1_000);
        let mut bucket = Bucket::full(Rate::PAIR, now);
        for _ in 0..45 {
            assert_eq!(bucket.take(now), Ok(()));
        }
        let free = now.plus(Duration::from_secs(6));
        assert_eq!(bucket.take(now), Err(free));
        assert_eq!(bucket.take(free), Ok(()));
        assert_eq!(bucket.take(free), Err(free.plus(Duration::from_secs(6))));
    }

    proptest! {
        /// In any span of t seconds at most burst + t / refill messages pass.
        #[test]
        fn never_more_than_burst_and_refill(gaps in proptest::collection::vec(0u64..20_000, 1..300)) {
            let start = Timestamp::from_seconds(5_000);
            let mut bucket = Bucket::full(Rate::PAIR, start);
            let (mut now, mut passed) = (start, 0u64);
            for gap in gaps {
                now = now.plus(Duration::from_millis(gap));
                if bucket.take(now).is_ok() { passed += 1; }
                prop_assert!(passed <= 45 + now.since(start).as_secs() / 6);
            }
        }
    }
}
