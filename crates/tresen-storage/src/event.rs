//! The event log: appended in the transaction of its cause, read by a cursor.

use tresen_domain::{
    actor::Actor,
    event::{Event, EventKind, NewEvent},
    id::TicketId,
};

use crate::{
    Fault, Topic, Tx, params,
    seam::{Row, word},
};

const COLUMNS: &str = "seq, at, kind, actor_kind, actor_id, ticket_id, message_id, contact_id, data";

/// Writes a fact and wakes those who follow the log. Answers its place.
///
/// # Errors
/// When the engine refuses.
pub fn append(tx: &mut Tx<'_>, event: &NewEvent) -> Result<i64, Fault> {
    tx.order_log()?;
    let seq = tx.query_one(
        "insert into events (at, kind, actor_kind, actor_id, ticket_id, message_id, contact_id, thread_id, channel_id, data)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning seq",
        params![
            event.at,
            event.kind.as_str(),
            event.actor.kind(),
            event.actor.id(),
            event.ticket_id,
            event.message_id,
            event.contact_id,
            event.thread_id,
            event.channel_id,
            &event.data
        ],
        |row| row.get(0),
    )?;
    tx.wake(Topic::Events);
    seq.ok_or_else(|| Fault::other("append event", "no number came back"))
}

/// Events after `seq` in order, at most `limit`.
///
/// # Errors
/// When the engine refuses.
pub fn list_after(tx: &mut Tx<'_>, seq: i64, limit: i64) -> Result<Vec<Event>, Fault> {
    tx.query(
        &format!("select {COLUMNS} from events where seq > $1 order by seq limit $2"),
        params![seq, limit],
        read,
    )
}

/// Events of a ticket, newest first, before `before` (exclusive).
///
/// # Errors
/// When the engine refuses.
pub fn list_of_ticket(
    tx: &mut Tx<'_>,
    ticket_id: TicketId,
    before: i64,
    limit: i64,
) -> Result<Vec<Event>, Fault> {
    tx.query(
        &format!("select {COLUMNS} from events where ticket_id = $1 and seq < $2 order by seq desc limit $3"),
        params![ticket_id, before, limit],
        read,
    )
}

/// The newest place in the log, 0 for an empty one.
///
/// # Errors
/// When the engine refuses.
pub fn newest(tx: &mut Tx<'_>) -> Result<i64, Fault> {
    Ok(tx.query_one("select coalesce(max(seq), 0) from events", &[], |row| row.get(0))?.unwrap_or(0))
}

fn read(row: &Row<'_>) -> Result<Event, Fault> {
    Ok(Event {
        seq: row.get(0)?,
        at: row.get(1)?,
        kind: word("events.kind", &row.get::<String>(2)?, EventKind::parse)?,
        actor: Actor::from_parts(&row.get::<String>(3)?, row.get(4)?),
        ticket_id: row.get(5)?,
        message_id: row.get(6)?,
        contact_id: row.get(7)?,
        data: row.get(8)?,
    })
}
