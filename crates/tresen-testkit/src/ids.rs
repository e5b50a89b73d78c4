//! Ids that are the same in every run.

use std::sync::atomic::{AtomicU64, Ordering};

use tresen_domain::{
    id::{IdSource, uuid_v7},
    time::Timestamp,
};
use uuid::Uuid;

/// Time-ordered ids whose "random" part is a seed and a counter: made in order, they sort in order.
#[derive(Debug)]
pub struct SeededIds {
    seed: u8,
    made: AtomicU64,
}

impl SeededIds {
    /// A source of its own; different seeds never meet.
    pub const fn new(seed: u8) -> Self {
        Self { seed, made: AtomicU64::new(0) }
    }
}

impl IdSource for SeededIds {
    fn next(&self, now: Timestamp) -> Uuid {
        let number = self.made.fetch_add(1, Ordering::SeqCst).to_be_bytes();
        let mut random = [0_u8; 10];
        for (to, from) in random.iter_mut().skip(1).zip(number.iter().skip(1)) {
            *to = *from;
        }
        if let Some(last) = random.last_mut() {
            *last = self.seed;
        }
        uuid_v7(now, random)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_repeat_by_seed_and_sort_by_making() {
        let now = Timestamp::from_seconds(1_800_000_000);
        let make = |seed| {
            let ids = SeededIds::new(seed);
            (0..600).map(|_| ids.next(now)).collect::<Vec<_>>()
        };
        let (first, second) = (make(1), make(1));
        assert_eq!(first, second);
        assert!(first.is_sorted());
        assert!(make(2).iter().all(|id| !first.contains(id)));
    }
}
