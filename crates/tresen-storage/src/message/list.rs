//! Pages of messages, newest first.

use tresen_domain::{
    agent::Sight,
    id::{ContactId, MessageId, ThreadId, TicketId},
    time::Timestamp,
};

use super::row::{COLUMNS, MessageRow, read};
use crate::{Fault, Tx, params, seam::Value};

/// A place in a thread: pages go on before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Send time.
    pub sent_at: Timestamp,
    /// Place among all messages.
    pub seq: i64,
}

impl Place {
    /// Behind everything.
    pub const END: Self = Self { sent_at: Timestamp::NEVER, seq: i64::MAX };
}

/// Messages of a ticket before `before` (exclusive), newest first.
///
/// # Errors
/// When the engine refuses.
pub fn list_of_ticket(
    tx: &mut Tx<'_>,
    id: TicketId,
    before: Place,
    limit: i64,
) -> Result<Vec<MessageRow>, Fault> {
    tx.query(
        &format!("select {COLUMNS} from messages m where m.ticket_id = $1 and (m.sent_at, m.seq) < ($2, $3) order by m.sent_at desc, m.seq desc limit $4"),
        params![id, before.sent_at, before.seq, limit],
        read,
    )
}

/// Messages of a thread before `before` (exclusive), newest first.
///
/// # Errors
/// When the engine refuses.
pub fn list_of_thread(
    tx: &mut Tx<'_>,
    id: ThreadId,
    before: Place,
    limit: i64,
) -> Result<Vec<MessageRow>, Fault> {
    tx.query(
        &format!("select {COLUMNS} from messages m where m.thread_id = $1 and (m.sent_at, m.seq) < ($2, $3) order by m.sent_at desc, m.seq desc limit $4"),
        params![id, before.sent_at, before.seq, limit],
        read,
    )
}

/// Messages by id, in no order; unknown ids are left out.
///
/// # Errors
/// When the engine refuses.
pub fn list_by_ids(tx: &mut Tx<'_>, ids: &[MessageId]) -> Result<Vec<MessageRow>, Fault> {
    let mut all = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(100) {
        let places: Vec<_> = (1..=chunk.len()).map(|at| format!("${at}")).collect();
        let values: Vec<Value<'_>> = chunk.iter().map(|id| Value::from(*id)).collect();
        all.extend(tx.query(
            &format!("select {COLUMNS} from messages m where m.id in ({})", places.join(", ")),
            &values,
            read,
        )?);
    }
    Ok(all)
}

/// Messages with a file in threads of a contact, newest first. Only those in tickets that may be seen.
///
/// # Errors
/// When the engine refuses.
pub fn list_of_contact_media(
    tx: &mut Tx<'_>,
    id: ContactId,
    sight: &Sight,
    before: Place,
    limit: i64,
) -> Result<Vec<MessageRow>, Fault> {
    let mut found = Vec::new();
    let mut place = before;
    let wanted = usize::try_from(limit).unwrap_or(0);
    while found.len() < wanted {
        let page = tx.query(
            &format!(
                "select {COLUMNS} from messages m where m.contact_id = $1 and m.media_id is not null
                 and m.thread_id in (select id from threads where contact_id = $1)
                 and (m.sent_at, m.seq) < ($2, $3) order by m.sent_at desc, m.seq desc limit $4"
            ),
            params![id, place.sent_at, place.seq, limit],
            read,
        )?;
        let is_last = page.len() < wanted;
        for message in page {
            place = Place { sent_at: message.sent_at, seq: message.seq };
            let is_visible = match (sight, message.ticket_id) {
                (Sight::All, _) => true,
                (_, Some(ticket)) => crate::ticket::may_see(tx, ticket, sight)?,
                (_, None) => false,
            };
            if is_visible && found.len() < wanted {
                found.push(message);
            }
        }
        if is_last {
            break;
        }
    }
    Ok(found)
}

/// The place just behind the `count`-th message after `place`, or the end of the thread.
///
/// # Errors
/// When the engine refuses.
pub fn place_after(tx: &mut Tx<'_>, id: ThreadId, place: Place, count: i64) -> Result<Place, Fault> {
    let later = tx.query(
        "select m.sent_at, m.seq from messages m where m.thread_id = $1 and (m.sent_at, m.seq) > ($2, $3) order by m.sent_at, m.seq limit $4",
        params![id, place.sent_at, place.seq, count.saturating_add(1)],
        |row| Ok(Place { sent_at: row.get(0)?, seq: row.get(1)? }),
    )?;
    let is_more = i64::try_from(later.len()).unwrap_or(i64::MAX) > count;
    Ok(later.last().copied().filter(|_| is_more).unwrap_or(Place::END))
}
