//! The API as callers meet it: a real server on a free port, a real database, nothing faked but time.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must fail loudly"
)]

mod access;
mod agents;
mod auth;
mod caller;
mod canned_replies;
mod channels;
mod contacts;
mod customers;
mod door;
mod drafts;
mod furnish;
mod idempotency;
mod journal;
mod live;
mod live_messages;
mod media;
mod messages;
mod notices;
mod pages;
mod problems;
mod search;
mod server;
mod session;
mod teams;
mod tickets;
