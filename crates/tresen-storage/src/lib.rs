//! **Is** the only room that knows SQL, and where files lie: one text for SQLite and PostgreSQL, group commit for every write.
//! **Is not** a place for decisions: it keeps and finds values of `tresen-domain`.
//! **Talks to** SQLite (embedded), PostgreSQL, the disk.
//! **Holds** that what `write` answered `Ok` to is on disk, that one failing write harms no neighbour, that events have the order of commits.
//! **Start at** [`Store`], then one file per noun; the tables are explained in `migrations/`.

pub mod agent;
pub mod api_key;
pub mod blob;
pub mod canned_reply;
pub mod channel;
pub mod contact;
pub mod delivery;
pub mod draft;
pub mod event;
pub mod idempotency;
pub mod journal;
pub mod media;
pub mod message;
mod migrate;
pub mod notice;
pub mod seam;
pub mod search;
pub mod session;
pub mod settings;
pub mod team;
pub mod template;
pub mod thread;
pub mod ticket;

pub use blob::{BlobError, Blobs};
pub use seam::{Engine, Fault, Lane, Store, StoreConfig, Topic, Tx};
