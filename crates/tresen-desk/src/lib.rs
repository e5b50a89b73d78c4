//! **Is** what the desk does: use cases, one file each, and the workers that run without anybody asking.
//! **Is not** a place for SQL, HTTP or vendors' JSON: it reads values, lets the domain decide, writes values.
//! **Talks to** `tresen-storage` (one unit of work per use case), `tresen-whatsapp` (the platform), `tresen-vision` (files).
//! **Holds** that a use case is one transaction, and that work which must happen is a row written with its cause.
//! **Start at** [`Desk`], then `inbound/receive_message.rs` and `outbox.rs`.

pub mod canned_reply;
pub mod channel;
pub mod contact;
mod delivery;
mod desk;
pub mod draft;
pub mod housekeeping;
pub mod inbound;
pub mod journal;
mod list_changed;
pub mod live;
pub mod media;
pub mod message;
pub mod notice;
pub mod outbox;
pub mod people;
pub mod presence;
mod refusal;
#[cfg(test)]
mod scene;
pub mod search;
pub mod template;
pub mod ticket;
pub mod view;
mod who;

pub use desk::{Desk, DeskConfig, SystemClock, SystemIds};
pub use refusal::{FieldProblem, Refusal};
pub use who::Who;
