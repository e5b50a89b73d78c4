//! The clock of the demo: shows instants of the past while the company's story is played, then the machine's time.

use std::sync::atomic::{AtomicI64, Ordering};

use tresen_desk::SystemClock;
use tresen_domain::time::{Clock, Timestamp};

/// Released.
const REAL: i64 = i64::MIN;

/// A clock that can be put on a stage. Never runs backwards, for the story goes forward and ends before now.
#[derive(Debug)]
pub(super) struct StageClock {
    real: SystemClock,
    staged: AtomicI64,
}

impl Default for StageClock {
    fn default() -> Self {
        Self { real: SystemClock::default(), staged: AtomicI64::new(REAL) }
    }
}

impl StageClock {
    /// From here on it shows `at`, until told otherwise.
    pub(super) fn stage(&self, at: Timestamp) {
        self.staged.store(at.as_micros(), Ordering::SeqCst);
    }

    /// From here on it shows the machine's time.
    pub(super) fn release(&self) {
        self.staged.store(REAL, Ordering::SeqCst);
    }

    /// The machine's time, also while on stage.
    pub(super) fn real_now(&self) -> Timestamp {
        self.real.now()
    }
}

impl Clock for StageClock {
    fn now(&self) -> Timestamp {
        match self.staged.load(Ordering::SeqCst) {
            REAL => self.real.now(),
            staged => Timestamp::from_micros(staged),
        }
    }
}
