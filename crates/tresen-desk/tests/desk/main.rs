//! The desk's use cases on the embedded database, with a clock by hand and seeded ids, shown as pictures.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must fail loudly"
)]

mod case;
mod identities;
mod received;
mod sent;
mod statuses;
