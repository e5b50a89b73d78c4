//! **Is** a WhatsApp Cloud API that behaves: sends, media, templates, signed webhooks, statuses, errors, limits, faults, and phones in the browser.
//! **Is not** a mock: whatever speaks to it also speaks to the real platform. Rules of the desk are in `tresen-domain`.
//! **Talks to** the desk's webhook address; `tresen-whatsapp` for the wire's shapes and the signature.
//! **Holds** that every accepted message stands in the outbox once, that an update is sent until it is answered with 200, that the same seed tells the same story.
//! **Start at** [`Emulator::start`], then `platform.rs`, `graph/message.rs`, `say/mod.rs` and `webhook/mod.rs`.

mod chat;
mod clock;
mod config;
mod control;
mod customer;
mod dice;
mod fault;
mod graph;
mod handle;
mod locked;
mod media;
mod number;
mod outbox;
mod phone;
mod platform;
mod sample;
mod say;
mod server;
mod start;
mod template;
mod token;
mod webhook;

pub use chat::{Author, ChatMessage, Progress, Reaction};
pub use config::{Config, CustomerSetup, Keep, Limits, NumberSetup, Retry};
pub use customer::{Customer, CustomerRefused};
pub use dice::Chance;
pub use fault::FaultPlan;
pub use handle::{Handle, PastMessage};
pub use outbox::Accepted;
pub use say::{Choice, SayRefused, Saying};
pub use start::{Emulator, Running, StartError};
pub use webhook::Counts;
