//! The API as callers meet it: a real server on a free port, a real database, nothing faked but time.

mod access;
mod agents;
mod auth;
mod caller;
mod door;
mod idempotency;
mod pages;
mod problems;
mod server;
mod session;
mod teams;
