//! Messages: rows, and the pages of a thread.

mod list;
mod row;

pub use list::{Place, list_by_ids, list_of_contact_media, list_of_thread, list_of_ticket, place_after};
pub use row::{
    MessageRow, StoredDelivery, find_by_client_id, find_by_token, find_by_wamid, find_by_wamid_anywhere, get,
    insert, set_deleted, set_delivery, set_reactions, set_text, set_wamid,
};
