//! Full text: the one place where the engines really differ, so each query has a text per engine side by side.
//!
//! Filled by a fold over the event log (`tresen-desk`, `search/index.rs`); names are written with the contact.

use tresen_domain::id::{ContactId, TicketId};

use crate::{Engine, Fault, Tx, params};

/// A message that matches, by its place; snippets are cut by the caller from the message itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MessageHit {
    /// Place among all messages.
    pub seq: i64,
}

/// Makes a message findable. Written again, it replaces what was there.
///
/// # Errors
/// When the engine refuses.
pub fn put_message(tx: &mut Tx<'_>, seq: i64, ticket_id: Option<TicketId>, body: &str) -> Result<(), Fault> {
    let ticket = ticket_id.map(|id| id.to_string());
    match tx.engine() {
        Engine::Sqlite => {
            tx.execute("delete from search_docs where rowid = $1", params![seq])?;
            tx.execute(
                "insert into search_docs (rowid, body, ticket_id, message_seq) values ($1, $2, $3, $1)",
                params![seq, body, ticket],
            )?;
        }
        Engine::Postgres => {
            tx.execute(
                "insert into search_docs (message_seq, ticket_id, body) values ($1, $2, $3)
                 on conflict (message_seq) do update set body = excluded.body, ticket_id = excluded.ticket_id",
                params![seq, ticket, body],
            )?;
        }
    }
    Ok(())
}

/// Makes a contact findable by everything it is called.
///
/// # Errors
/// When the engine refuses.
pub fn put_name(tx: &mut Tx<'_>, id: ContactId, name: &str) -> Result<(), Fault> {
    match tx.engine() {
        Engine::Sqlite => {
            tx.execute(
                "delete from search_names where rowid = (select rowid from contacts where id = $1)",
                params![id],
            )?;
            tx.execute(
                "insert into search_names (rowid, name, contact_id) select rowid, $2, $3 from contacts where id = $1",
                params![id, name, id.to_string()],
            )?;
        }
        Engine::Postgres => {
            tx.execute(
                "insert into search_names (contact_id, name) values ($1, $2) on conflict (contact_id) do update set name = excluded.name",
                params![id.to_string(), name],
            )?;
        }
    }
    Ok(())
}

/// Messages that hold every word (the last one may be unfinished), newest first, before `before` (exclusive).
///
/// Sorted by place, not by rank: an agent looks for the latest. The index gives the hits in that order, so
/// that a page never sorts all of them.
///
/// # Errors
/// When the engine refuses.
pub fn find_messages(
    tx: &mut Tx<'_>,
    words: &[String],
    before: i64,
    limit: i64,
) -> Result<Vec<MessageHit>, Fault> {
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let (sql, query) = match tx.engine() {
        Engine::Sqlite => (
            "select rowid from search_docs where search_docs match $1 and rowid < $2 order by rowid desc limit $3",
            words.iter().map(|word| format!("\"{}\"*", word.replace('"', ""))).collect::<Vec<_>>().join(" "),
        ),
        Engine::Postgres => (
            "select message_seq from search_docs where words @@ to_tsquery('simple', $1) and message_seq < $2 order by message_seq desc limit $3",
            words
                .iter()
                .map(|word| format!("'{}':*", word.replace(['\'', '\\'], "")))
                .collect::<Vec<_>>()
                .join(" & "),
        ),
    };
    tx.query(sql, params![query, before, limit], |row| Ok(MessageHit { seq: row.get(0)? }))
}

/// Contacts called something that contains `part`, any letters' case, at least three characters.
///
/// # Errors
/// When the engine refuses.
pub fn find_names(tx: &mut Tx<'_>, part: &str, limit: i64) -> Result<Vec<ContactId>, Fault> {
    if part.chars().count() < 3 {
        return Ok(Vec::new());
    }
    let (sql, query) = match tx.engine() {
        Engine::Sqlite => (
            "select contact_id from search_names where search_names match $1 limit $2",
            format!("\"{}\"", part.replace('"', "")),
        ),
        Engine::Postgres => (
            "select contact_id from search_names where name ilike $1 limit $2",
            format!("%{}%", part.replace('\\', "").replace('%', "\\%").replace('_', "\\_")),
        ),
    };
    let ids = tx.query(sql, params![query, limit], |row| row.get::<String>(0))?;
    Ok(ids.iter().filter_map(|id| id.parse().ok()).collect())
}

/// Messages by place, newest first.
///
/// # Errors
/// When the engine refuses.
pub fn messages_at(tx: &mut Tx<'_>, hits: &[MessageHit]) -> Result<Vec<tresen_domain::id::MessageId>, Fault> {
    let mut ids = Vec::with_capacity(hits.len());
    for hit in hits {
        ids.extend(tx.query_one("select id from messages where seq = $1", params![hit.seq], |row| {
            row.get::<tresen_domain::id::MessageId>(0)
        })?);
    }
    Ok(ids)
}

/// The ticket with this number.
///
/// # Errors
/// When the engine refuses.
pub fn ticket_by_number(tx: &mut Tx<'_>, number: i64) -> Result<Option<TicketId>, Fault> {
    tx.query_one("select id from tickets where number = $1", params![number], |row| row.get(0))
}
