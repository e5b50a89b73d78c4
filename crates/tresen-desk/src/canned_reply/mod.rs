//! Canned replies: texts that agents share, filled with the names of the ticket they are used in.

mod delete;
mod fields;
mod list;
mod render;
mod save;

pub use delete::delete;
pub use list::list;
pub use render::render;
pub use save::{CreateCannedReply, UpdateCannedReply, create, update};
