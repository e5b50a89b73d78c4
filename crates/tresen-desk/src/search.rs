//! Search: tickets by number, people by name or address, messages by words.

mod find;
mod index;

pub use find::{Found, FoundKind, Piece, SearchPage, search};
pub use index::{catch_up, run as run_index};
