//! One suite for both engines: each repository function, the same expectations.
//!
//! `each_engine` runs a test on SQLite and, when `TRESEN_TEST_POSTGRES_URL` names a server, on PostgreSQL.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must fail loudly"
)]

mod agent;
mod api_key;
mod canned_reply;
mod case;
mod channel;
mod contact;
mod delivery;
mod draft;
mod idempotency;
mod log;
mod media;
mod message;
mod notice;
mod schema;
mod seam;
mod session;
mod settings;
mod team;
mod template;
mod ticket;

use tresen_domain::time::Timestamp;
use tresen_storage::{Fault, Store, Tx};

/// The morning on which every test begins.
const NOW: Timestamp = Timestamp::from_seconds(1_795_424_400);

/// A unit of work that must succeed.
async fn write<T: Send + 'static>(
    store: &Store,
    work: impl FnOnce(&mut Tx<'_>) -> Result<T, Fault> + Send + 'static,
) -> T {
    store.write(work).await.unwrap()
}

/// A read that must succeed.
async fn read<T: Send + 'static>(
    store: &Store,
    work: impl FnOnce(&mut Tx<'_>) -> Result<T, Fault> + Send + 'static,
) -> T {
    store.read(work).await.unwrap()
}
