//! The journal: raw webhooks in the order in which they were kept, and a cursor that says how far they were applied.

use tresen_domain::time::Timestamp;
use uuid::Uuid;

use crate::{Fault, Topic, Tx, params, seam::Row};

/// A raw webhook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalRow {
    /// Its place.
    pub seq: i64,
    /// When it was kept.
    pub received_at: Timestamp,
    /// Key of the Meta app whose secret verified it.
    pub app: String,
    /// The raw bytes.
    pub body: Vec<u8>,
}

/// An item that could not be applied.
#[derive(Debug, Clone, PartialEq)]
pub struct ParkedItem {
    /// Our id.
    pub id: Uuid,
    /// The webhook it came with.
    pub journal_seq: i64,
    /// Where it stood in it.
    pub place: String,
    /// Why it could not be applied.
    pub reason: String,
    /// The item as received.
    pub payload: String,
    /// When.
    pub parked_at: Timestamp,
}

/// A number seen in webhooks that no channel has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnassignedNumber {
    /// The platform's id.
    pub phone_number_id: String,
    /// The business account, where named.
    pub waba_id: Option<String>,
    /// As written, where named.
    pub display_phone_number: Option<String>,
    /// First webhook that named it.
    pub first_seq: i64,
    /// When that was.
    pub first_seen_at: Timestamp,
    /// When the last one was.
    pub last_seen_at: Timestamp,
    /// How many items.
    pub seen_count: i64,
}

/// Keeps a webhook.
///
/// # Errors
/// When the engine refuses.
pub fn insert(tx: &mut Tx<'_>, app: &str, body: &[u8], received_at: Timestamp) -> Result<i64, Fault> {
    tx.order_log()?;
    let seq = tx.query_one(
        "insert into journal (received_at, app, body) values ($1, $2, $3) returning seq",
        params![received_at, app, body],
        |row| row.get(0),
    )?;
    tx.wake(Topic::Journal);
    seq.ok_or_else(|| Fault::other("keep webhook", "no number came back"))
}

/// Webhooks after `seq`, oldest first.
///
/// # Errors
/// When the engine refuses.
pub fn list_after(tx: &mut Tx<'_>, seq: i64, limit: i64) -> Result<Vec<JournalRow>, Fault> {
    tx.query(
        "select seq, received_at, app, body from journal where seq > $1 order by seq limit $2",
        params![seq, limit],
        read,
    )
}

/// One webhook.
///
/// # Errors
/// When the engine refuses.
pub fn get(tx: &mut Tx<'_>, seq: i64) -> Result<Option<JournalRow>, Fault> {
    tx.query_one("select seq, received_at, app, body from journal where seq = $1", params![seq], read)
}

/// Forgets webhooks kept before `before` that were applied (`up_to`), at most `limit`; answers how many.
///
/// # Errors
/// When the engine refuses.
pub fn delete_old(tx: &mut Tx<'_>, before: Timestamp, up_to: i64, limit: i64) -> Result<u64, Fault> {
    tx.execute(
        "delete from journal where seq in (select seq from journal where received_at < $1 and seq <= $2 order by seq limit $3)",
        params![before, up_to, limit],
    )
}

/// The last webhook that was applied, 0 at the beginning.
///
/// # Errors
/// When the engine refuses.
pub fn cursor(tx: &mut Tx<'_>, fold: &str) -> Result<i64, Fault> {
    let text =
        tx.query_one("select value from settings where key = $1", params![cursor_key(fold)], |row| {
            row.get::<String>(0)
        })?;
    Ok(text.and_then(|text| text.parse().ok()).unwrap_or(0))
}

/// Moves a fold's cursor.
///
/// # Errors
/// When the engine refuses.
pub fn set_cursor(tx: &mut Tx<'_>, fold: &str, seq: i64) -> Result<(), Fault> {
    tx.execute(
        "insert into settings (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value",
        params![cursor_key(fold), seq.to_string()],
    )?;
    Ok(())
}

fn cursor_key(fold: &str) -> String {
    format!("cursor.{fold}")
}

/// Puts an item aside.
///
/// # Errors
/// When the engine refuses.
pub fn park(tx: &mut Tx<'_>, item: &ParkedItem) -> Result<(), Fault> {
    tx.execute(
        "insert into parked_items (id, journal_seq, place, reason, payload, parked_at) values ($1, $2, $3, $4, $5, $6)",
        params![item.id, item.journal_seq, &item.place, &item.reason, &item.payload, item.parked_at],
    )?;
    Ok(())
}

/// Items put aside, newest first, before `before` (exclusive).
///
/// # Errors
/// When the engine refuses.
pub fn list_parked(tx: &mut Tx<'_>, before: Option<Uuid>, limit: i64) -> Result<Vec<ParkedItem>, Fault> {
    tx.query(
        "select id, journal_seq, place, reason, payload, parked_at from parked_items
         where cast($1 as uuid) is null or id < $1 order by id desc limit $2",
        params![before, limit],
        read_parked,
    )
}

/// One item put aside.
///
/// # Errors
/// When the engine refuses.
pub fn get_parked(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<ParkedItem>, Fault> {
    tx.query_one(
        "select id, journal_seq, place, reason, payload, parked_at from parked_items where id = $1",
        params![id],
        read_parked,
    )
}

/// Forgets an item put aside.
///
/// # Errors
/// When the engine refuses.
pub fn unpark(tx: &mut Tx<'_>, id: Uuid) -> Result<(), Fault> {
    tx.execute("delete from parked_items where id = $1", params![id])?;
    Ok(())
}

/// Notes that a webhook named a number without a channel.
///
/// # Errors
/// When the engine refuses.
pub fn note_unassigned(
    tx: &mut Tx<'_>,
    phone_number_id: &str,
    waba_id: Option<&str>,
    display_phone_number: Option<&str>,
    seq: i64,
    now: Timestamp,
) -> Result<(), Fault> {
    tx.execute(
        "insert into unassigned_numbers (phone_number_id, waba_id, display_phone_number, first_seq, first_seen_at, last_seen_at, seen_count)
         values ($1, $2, $3, $4, $5, $5, 1)
         on conflict (phone_number_id) do update set
           last_seen_at = excluded.last_seen_at, seen_count = unassigned_numbers.seen_count + 1",
        params![phone_number_id, waba_id, display_phone_number, seq, now],
    )?;
    Ok(())
}

/// Numbers without a channel, latest first.
///
/// # Errors
/// When the engine refuses.
pub fn list_unassigned(tx: &mut Tx<'_>) -> Result<Vec<UnassignedNumber>, Fault> {
    tx.query(
        "select phone_number_id, waba_id, display_phone_number, first_seq, first_seen_at, last_seen_at, seen_count
         from unassigned_numbers order by last_seen_at desc limit 100",
        &[],
        |row| {
            Ok(UnassignedNumber {
                phone_number_id: row.get(0)?,
                waba_id: row.get(1)?,
                display_phone_number: row.get(2)?,
                first_seq: row.get(3)?,
                first_seen_at: row.get(4)?,
                last_seen_at: row.get(5)?,
                seen_count: row.get(6)?,
            })
        },
    )
}

/// The first webhook that named a number without a channel.
///
/// # Errors
/// When the engine refuses.
pub fn first_unassigned(tx: &mut Tx<'_>, phone_number_id: &str) -> Result<Option<i64>, Fault> {
    tx.query_one(
        "select first_seq from unassigned_numbers where phone_number_id = $1",
        params![phone_number_id],
        |row| row.get(0),
    )
}

/// Forgets that a number had no channel.
///
/// # Errors
/// When the engine refuses.
pub fn forget_unassigned(tx: &mut Tx<'_>, phone_number_id: &str) -> Result<(), Fault> {
    tx.execute("delete from unassigned_numbers where phone_number_id = $1", params![phone_number_id])?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<JournalRow, Fault> {
    Ok(JournalRow { seq: row.get(0)?, received_at: row.get(1)?, app: row.get(2)?, body: row.get(3)? })
}

fn read_parked(row: &Row<'_>) -> Result<ParkedItem, Fault> {
    Ok(ParkedItem {
        id: row.get(0)?,
        journal_seq: row.get(1)?,
        place: row.get(2)?,
        reason: row.get(3)?,
        payload: row.get(4)?,
        parked_at: row.get(5)?,
    })
}
