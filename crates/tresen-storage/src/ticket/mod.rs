//! Tickets: rows, kept counts, and the lists that screens show.

mod counts;
mod list;
mod row;

pub use counts::{Count, counts};
pub use list::{
    Cursor, Filter, Sort, list, list_by_ids, list_of_contact, list_of_thread, may_see, waiting_snoozes,
};
pub use row::{TicketSummary, get, insert, next_number, set_last_message, summary, tags, update};
