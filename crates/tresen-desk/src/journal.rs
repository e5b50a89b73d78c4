//! What administrators see of the journal: raw webhooks, items put aside, numbers that no channel has.

mod get;
mod list_parked;
mod list_unassigned;

pub use get::get;
pub use list_parked::list_parked;
pub use list_unassigned::list_unassigned;
