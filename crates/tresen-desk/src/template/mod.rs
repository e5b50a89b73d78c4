//! Templates: a copy of what the platform has, refreshed on request and when the platform tells of a change.

mod list;
mod sync;

pub use list::list;
pub use sync::{Synced, refresh, sync};
