//! The shapes on the wire, as both sides write and read them.
//!
//! What comes from outside ([`envelope`], [`message`], [`status`], [`response`], [`template`]) is lenient: a field of the
//! wrong shape counts as absent, numbers and texts stand for each other. What we send ([`outbound`]) is strict, so
//! that a receiver can tell a wrong request. Fields keep the platform's names; their meaning is written where they
//! are read. Source: Meta "Messages webhook reference", seen 2026-09-14, and the pages named at each type.

#[macro_use]
mod object;

pub mod envelope;
pub mod error;
pub mod message;
pub mod outbound;
pub mod response;
pub mod status;
pub mod template;

pub use object::{List, UnixTime};
