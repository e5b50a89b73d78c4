//! Threads: the endless chat of one contact with one channel, and its service window.

use tresen_domain::{
    id::{ChannelId, ContactId, ThreadId, TicketId, Wamid},
    time::Timestamp,
    window::ServiceWindow,
};

use crate::{Fault, Tx, params, seam::Row};

/// A thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    /// Our id.
    pub id: ThreadId,
    /// The channel.
    pub channel_id: ChannelId,
    /// The contact.
    pub contact_id: ContactId,
    /// When free-form sending is allowed.
    pub window: ServiceWindow,
    /// The newest ticket.
    pub newest_ticket_id: Option<TicketId>,
    /// The newest message of the customer.
    pub last_inbound_wamid: Option<Wamid>,
    /// First message.
    pub created_at: Timestamp,
}

const COLUMNS: &str =
    "id, channel_id, contact_id, window_expires_at, newest_ticket_id, last_inbound_wamid, created_at";

/// Writes a new thread.
///
/// # Errors
/// When the engine refuses.
pub fn insert(tx: &mut Tx<'_>, thread: &Thread) -> Result<(), Fault> {
    tx.execute(
        "insert into threads (id, channel_id, contact_id, window_expires_at, newest_ticket_id, last_inbound_wamid, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        params![
            thread.id,
            thread.channel_id,
            thread.contact_id,
            thread.window.expires_at,
            thread.newest_ticket_id,
            thread.last_inbound_wamid.as_ref().map(Wamid::as_str),
            thread.created_at
        ],
    )?;
    Ok(())
}

/// Writes window, newest ticket and newest inbound message.
///
/// # Errors
/// When the engine refuses.
pub fn update(tx: &mut Tx<'_>, thread: &Thread) -> Result<(), Fault> {
    tx.execute(
        "update threads set window_expires_at = $2, newest_ticket_id = $3, last_inbound_wamid = $4 where id = $1",
        params![thread.id, thread.window.expires_at, thread.newest_ticket_id, thread.last_inbound_wamid.as_ref().map(Wamid::as_str)],
    )?;
    Ok(())
}

/// One thread.
///
/// # Errors
/// When the engine refuses.
pub fn get(tx: &mut Tx<'_>, id: ThreadId) -> Result<Option<Thread>, Fault> {
    tx.query_one(&format!("select {COLUMNS} from threads where id = $1"), params![id], read)
}

/// The thread of a contact on a channel.
///
/// # Errors
/// When the engine refuses.
pub fn find_by_pair(
    tx: &mut Tx<'_>,
    channel_id: ChannelId,
    contact_id: ContactId,
) -> Result<Option<Thread>, Fault> {
    tx.query_one(
        &format!("select {COLUMNS} from threads where channel_id = $1 and contact_id = $2"),
        params![channel_id, contact_id],
        read,
    )
}

/// The threads of a contact.
///
/// # Errors
/// When the engine refuses.
pub fn list_of_contact(tx: &mut Tx<'_>, contact_id: ContactId) -> Result<Vec<Thread>, Fault> {
    tx.query(
        &format!("select {COLUMNS} from threads where contact_id = $1 order by created_at, id"),
        params![contact_id],
        read,
    )
}

fn read(row: &Row<'_>) -> Result<Thread, Fault> {
    Ok(Thread {
        id: row.get(0)?,
        channel_id: row.get(1)?,
        contact_id: row.get(2)?,
        window: ServiceWindow { expires_at: row.get(3)? },
        newest_ticket_id: row.get(4)?,
        last_inbound_wamid: row.get::<Option<String>>(5)?.map(Wamid),
        created_at: row.get(6)?,
    })
}
