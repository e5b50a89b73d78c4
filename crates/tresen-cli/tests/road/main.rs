//! The whole road: the real desk and the emulated WhatsApp talk to each other over HTTP, on every database there is.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "helpers of tests fail like the tests themselves"
)]

mod caller;
mod commands;
mod customers;
mod demo;
mod faults;
mod kill;
mod media;
mod number;
mod process;
mod road;
mod screen;
mod sending;
mod time;
mod window;
