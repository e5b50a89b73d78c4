//! Tickets: seen, changed, read.

mod change;
mod counts;
mod list;
mod open;
mod read_mark;
mod wake;

pub use change::{OwnerChange, StatusChange, UpdateTicket, update};
pub(crate) use change::{change_status, save, visible};
pub use counts::{Counts, InboxCounts, counts};
pub use list::{EventsPage, ListTickets, TicketsPage, View, events, get, list, tags};
pub use open::{OpenTicket, open};
pub use read_mark::{mark_read, mark_unread};
pub use wake::run as run_timers;
