//! Messages of ours: written, queued, sent again.

mod drafts;
mod queue;
mod read_page;
mod retry;
mod send;
mod template;

pub(crate) use read_page::may_see_thread;
pub use read_page::{Page, find_by_wamid, get, of_thread, of_ticket};
pub use retry::retry;
pub use send::{Content, Send, Then, send};
pub use template::StoredTemplate;
