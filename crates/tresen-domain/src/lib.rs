//! **Is** the words and rules of the desk: what a ticket, a message, a service window are and what they may become.
//! **Is not** a place for SQL, HTTP, vendors' JSON, clocks or random numbers: `now` and ids are arguments.
//! **Talks to** nothing; every other crate talks to it.
//! **Holds** that a delivery only moves forward, nothing free-form leaves outside a window, a ticket's statuses follow one table.
//! **Start at** [`ticket`], then [`threading`] and [`window`].

pub mod actor;
pub mod agent;
pub mod bucket;
pub mod canned_reply;
pub mod channel;
pub mod contact;
pub mod delivery;
pub mod draft;
pub mod event;
pub mod id;
pub mod identity;
pub mod markup;
pub mod media;
pub mod message;
pub mod phone;
pub mod split;
pub mod template;
pub mod threading;
pub mod ticket;
pub mod time;
pub mod window;
mod word;
