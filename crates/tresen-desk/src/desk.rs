//! The desk: what every use case is handed.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, UNIX_EPOCH},
};

use tresen_domain::{
    id::{IdSource, uuid_v7},
    time::{Clock, Timestamp},
};
use tresen_storage::Store;
use tresen_whatsapp::client::CloudClient;
use uuid::Uuid;

/// What an operator may set about the desk's behaviour.
#[derive(Debug, Clone)]
pub struct DeskConfig {
    /// Shown in the UI and to placeholders.
    pub company_name: String,
    /// Keys of the Meta apps in the configuration.
    pub apps: Vec<String>,
    /// How long a send without an answer waits for its status before it counts as failed.
    pub unknown_wait: Duration,
    /// Automatic tries of one attempt for codes that may be retried.
    pub most_tries: u32,
    /// Largest file taken from a customer, in bytes.
    pub largest_inbound_file: u64,
    /// How long raw webhooks are kept.
    pub journal_retention: Duration,
}

impl Default for DeskConfig {
    fn default() -> Self {
        Self {
            company_name: "Tresen".to_owned(),
            apps: vec!["main".to_owned()],
            unknown_wait: Duration::from_mins(1),
            most_tries: 6,
            largest_inbound_file: 100 * 1024 * 1024,
            journal_retention: Duration::from_hours(720),
        }
    }
}

/// The desk. Cheap to clone; every use case takes it by reference.
#[derive(Clone)]
pub struct Desk {
    /// The database.
    pub store: Store,
    /// The files.
    pub blobs: tresen_storage::Blobs,
    /// The platform.
    pub cloud: CloudClient,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// New ids.
    pub ids: Arc<dyn IdSource>,
    /// Settings.
    pub config: Arc<DeskConfig>,
    /// What agents are looking at right now; not kept.
    pub presence: crate::presence::Presence,
}

impl Desk {
    /// The present instant.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

/// The machine's clock, kept from running backwards within this process.
#[derive(Debug, Default)]
pub struct SystemClock(AtomicI64);

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for the time")]
    fn now(&self) -> Timestamp {
        let micros = std::time::SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |span| i64::try_from(span.as_micros()).unwrap_or(i64::MAX));
        Timestamp::from_micros(self.0.fetch_max(micros, Ordering::Relaxed).max(micros))
    }
}

/// Ids from the machine's randomness.
#[derive(Debug, Default)]
pub struct SystemIds;

impl IdSource for SystemIds {
    fn next(&self, now: Timestamp) -> Uuid {
        let mut random = [0_u8; 10];
        if let Err(error) = getrandom::fill(&mut random) {
            tracing::error!(%error, "the machine gives no randomness");
        }
        uuid_v7(now, random)
    }
}
