//! How fast: a bucket per recipient and one per number, kept in memory. A lost bucket is a full one, which the
//! platform answers with a code that empties it again.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use tresen_domain::{
    bucket::{Bucket, Rate},
    id::{ChannelId, ThreadId},
    time::Timestamp,
};

/// The buckets of all recipients and numbers.
#[derive(Default)]
pub(super) struct Pace {
    pairs: HashMap<ThreadId, Bucket>,
    numbers: HashMap<ChannelId, Bucket>,
    brakes: Brakes,
}

/// Handed to calls: what the platform said about speed, taken into account before the next one.
#[derive(Clone, Default)]
pub(super) struct Brakes(Arc<Mutex<Vec<Brake>>>);

#[derive(Clone, Copy)]
enum Brake {
    Pair(ThreadId),
    Number(ChannelId),
}

impl Brakes {
    /// "Too many messages to this person."
    pub(super) fn pair(&self, thread: ThreadId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(Brake::Pair(thread));
    }

    /// "Too many messages from this number."
    pub(super) fn number(&self, channel: ChannelId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(Brake::Number(channel));
    }
}

impl Pace {
    /// Takes a token from both buckets, or from none and says when both will have one.
    pub(super) fn take(
        &mut self,
        channel: ChannelId,
        thread: ThreadId,
        now: Timestamp,
    ) -> Result<(), Timestamp> {
        self.heed(now);
        let number = self.numbers.entry(channel).or_insert_with(|| Bucket::full(Rate::NUMBER, now));
        let pair = self.pairs.entry(thread).or_insert_with(|| Bucket::full(Rate::PAIR, now));
        let (mut number_after, mut pair_after) = (*number, *pair);
        match (number_after.take(now), pair_after.take(now)) {
            (Ok(()), Ok(())) => {
                (*number, *pair) = (number_after, pair_after);
                Ok(())
            }
            (Err(at), Ok(())) | (Ok(()), Err(at)) => Err(at),
            (Err(one), Err(other)) => Err(one.max(other)),
        }
    }

    pub(super) fn brakes(&self) -> Brakes {
        self.brakes.clone()
    }

    /// Forgets buckets that are full again, so that memory follows the traffic.
    pub(super) fn forget_full(&mut self, now: Timestamp) {
        self.pairs.retain(|_, bucket| !bucket.is_full(now));
        self.numbers.retain(|_, bucket| !bucket.is_full(now));
    }

    fn heed(&mut self, now: Timestamp) {
        for brake in std::mem::take(&mut *self.brakes.0.lock().unwrap_or_else(PoisonError::into_inner)) {
            match brake {
                Brake::Pair(thread) => {
                    self.pairs.entry(thread).or_insert_with(|| Bucket::full(Rate::PAIR, now)).drain(now);
                }
                Brake::Number(channel) => {
                    self.numbers.entry(channel).or_insert_with(|| Bucket::full(Rate::NUMBER, now)).drain(now);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;
    use uuid::Uuid;

    #[test]
    fn one_recipient_at_his_limit_stops_nobody_else() {
        let (channel, one, other) =
            (ChannelId(Uuid::from_u128(1)), ThreadId(Uuid::from_u128(2)), ThreadId(Uuid::from_u128(3)));
        let (mut pace, now) = (Pace::default(), Timestamp::from_seconds(1_000));
        pace.brakes().pair(one);
        assert_eq!(pace.take(channel, one, now), Err(now.plus(Duration::from_secs(6))));
        assert_eq!(pace.take(channel, other, now), Ok(()));
    }

    #[test]
    fn a_token_is_taken_from_both_buckets_or_from_none() {
        let (channel, one) = (ChannelId(Uuid::from_u128(1)), ThreadId(Uuid::from_u128(2)));
        let (mut pace, now) = (Pace::default(), Timestamp::from_seconds(1_000));
        pace.brakes().number(channel);
        for _ in 0..100 {
            assert!(pace.take(channel, one, now).is_err());
        }
        let later = now.plus(Duration::from_secs(2));
        for _ in 0..45 {
            assert_eq!(pace.take(channel, one, later), Ok(()), "refusals have cost no tokens");
        }
    }
}
