//! Documents: how many pages, and a name that is safe to keep and to send.

mod file_name;
mod pdf;

pub use file_name::{MAX_FILE_NAME_CHARS, safe_file_name};
pub use pdf::page_count;
