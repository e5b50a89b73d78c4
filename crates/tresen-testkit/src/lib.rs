//! **Is** what tests of other crates stand on: a clock that moves only when told, ids by seed, databases that vanish.
//! **Is not** part of the product, and no place for mocks of our own code.
//! **Talks to** `tresen-storage`: real stores, SQLite always, PostgreSQL when there is one.
//! **Holds** that two tests never share a database, and that a seed makes the same ids each time.
//! **Start at** [`each_engine`].
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a test that cannot be set up must fail loudly"
)]

mod clock;
mod ids;
mod store;

pub use clock::FixedClock;
pub use ids::SeededIds;
pub use store::{POSTGRES_URL_VARIABLE, TestStore, each_engine};
