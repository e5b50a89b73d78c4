//! The emulator's time: the given clock, moved forward by hand.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use tresen_domain::time::{Clock, Timestamp};

/// Real time plus what `POST /control/clock` added. Windows, media and timestamps follow it;
/// waiting between retries does not.
pub(crate) struct VirtualClock {
    base: Arc<dyn Clock>,
    ahead_seconds: AtomicU64,
}

impl VirtualClock {
    pub(crate) fn new(base: Arc<dyn Clock>) -> Self {
        Self { base, ahead_seconds: AtomicU64::new(0) }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.base.now().plus(self.ahead())
    }

    /// How far it runs ahead of the given clock.
    pub(crate) fn ahead(&self) -> Duration {
        Duration::from_secs(self.ahead_seconds.load(Ordering::Relaxed))
    }

    /// Moves on by whole seconds; there is no way back.
    pub(crate) fn advance(&self, by: Duration) {
        self.ahead_seconds.fetch_add(by.as_secs(), Ordering::Relaxed);
    }
}
