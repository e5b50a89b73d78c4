//! The time of a road: the machine's, moved on by hand where a story needs tomorrow.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use tresen_desk::SystemClock;
use tresen_domain::time::{Clock, Timestamp};

/// The machine's clock and how far it was moved on.
#[derive(Clone, Default)]
pub(crate) struct MovedClock {
    real: Arc<SystemClock>,
    ahead: Arc<AtomicI64>,
}

impl MovedClock {
    pub(crate) fn advance(&self, span: Duration) {
        self.ahead.fetch_add(i64::try_from(span.as_micros()).unwrap(), Ordering::SeqCst);
    }
}

impl Clock for MovedClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.real.now().as_micros() + self.ahead.load(Ordering::SeqCst))
    }
}
