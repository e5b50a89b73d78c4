//! The emulator as a desk sees it: over HTTP, with a real webhook address behind it.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail like the tests themselves"
)]

mod desk;
mod faults;
mod graph;
mod media;
mod phones;
mod webhooks;
mod window;
