//! Contacts: found, made, changed by hand.

mod change;
mod list;

pub use change::{NewContact, UpdateContact, create, update};
pub(crate) use list::local_digits;
pub use list::{
    ContactPage, ThreadBrief, ThreadView, by_identity, get, list, media, thread, threads, tickets,
};
