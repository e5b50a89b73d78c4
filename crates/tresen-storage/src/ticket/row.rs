//! Writing and reading one ticket.

use tresen_domain::{
    id::{ContactId, MessageId, TeamId, TicketId},
    ticket::{Owner, OwnerKind, Priority, Status, Ticket},
    time::Timestamp,
    window::ServiceWindow,
};

use super::counts;
use crate::{
    Fault, Topic, Tx, params,
    seam::{Row, word},
};

/// A ticket with what every list shows beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct TicketSummary {
    /// The ticket.
    pub ticket: Ticket,
    /// Name to show for the contact.
    pub contact_name: String,
    /// Digits, where known.
    pub contact_phone: Option<String>,
    /// Without `@`, where known.
    pub contact_username: Option<String>,
    /// The thread's window.
    pub window: ServiceWindow,
    /// Newest message, where there is one.
    pub last_message_id: Option<MessageId>,
}

/// Columns of a ticket, then those of its summary; read by [`read`] and [`read_summary`].
pub(super) const SUMMARY: &str = "t.id, t.number, t.channel_id, t.thread_id, t.contact_id, t.subject, t.kind, t.status, t.priority, t.owner_kind, \
    t.owner_agent_id, t.team_id, t.tags, t.unread_count, t.waiting_since_at, t.snoozed_until_at, t.opened_at, t.updated_at, t.last_message_at, \
    t.solved_at, t.closed_at, t.version, t.last_message_id, c.shown_name, c.phone, c.username, h.window_expires_at";
/// The tables behind [`SUMMARY`].
pub(super) const FROM: &str =
    "from tickets t join contacts c on c.id = t.contact_id join threads h on h.id = t.thread_id";

/// The next number for a ticket: 1, 2, 3 …, never given twice.
///
/// # Errors
/// When the engine refuses.
pub fn next_number(tx: &mut Tx<'_>) -> Result<i64, Fault> {
    let number = tx.query_one(
        "insert into settings (key, value) values ('ticket_number', '1')
         on conflict (key) do update set value = cast(cast(settings.value as bigint) + 1 as text) returning value",
        &[],
        |row| row.get::<String>(0),
    )?;
    number
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| Fault::other("number a ticket", "no number came back"))
}

/// Writes a new ticket.
///
/// # Errors
/// When the engine refuses.
pub fn insert(tx: &mut Tx<'_>, ticket: &Ticket, window: ServiceWindow) -> Result<(), Fault> {
    tx.execute(
        "insert into tickets (id, number, channel_id, thread_id, contact_id, subject, kind, status, is_done, priority, owner_kind,
           owner_agent_id, team_id, tags, unread_count, waiting_since_at, wait_key, snoozed_until_at, opened_at, updated_at,
           last_message_at, last_message_id, window_expires_at, solved_at, closed_at, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, null, $22, $23, $24, $25)",
        params![
            ticket.id,
            ticket.number,
            ticket.channel_id,
            ticket.thread_id,
            ticket.contact_id,
            &ticket.subject,
            &ticket.kind,
            ticket.status.as_str(),
            ticket.status.is_done(),
            ticket.priority.as_str(),
            ticket.owner.kind().as_str(),
            ticket.owner.agent_id(),
            ticket.team_id,
            serde_json::json!(ticket.tags),
            ticket.unread_count,
            ticket.waiting_since,
            wait_key(ticket),
            ticket.snoozed_until,
            ticket.opened_at,
            ticket.updated_at,
            ticket.last_message_at,
            window.expires_at,
            ticket.solved_at,
            ticket.closed_at,
            ticket.version
        ],
    )?;
    write_tags(tx, ticket.id, &[], &ticket.tags)?;
    counts::moved(tx, None, Some(ticket))
}

/// Writes a changed ticket: the row, its labels, and the counts it moves between. `after.version` is the new one.
///
/// # Errors
/// When the engine refuses.
pub fn update(tx: &mut Tx<'_>, before: &Ticket, after: &Ticket, window: ServiceWindow) -> Result<(), Fault> {
    tx.execute(
        "update tickets set subject = $2, kind = $3, status = $4, is_done = $5, priority = $6, owner_kind = $7, owner_agent_id = $8,
           team_id = $9, tags = $10, unread_count = $11, waiting_since_at = $12, wait_key = $13, snoozed_until_at = $14, updated_at = $15,
           last_message_at = $16, window_expires_at = $17, solved_at = $18, closed_at = $19, version = $20
         where id = $1",
        params![
            after.id,
            &after.subject,
            &after.kind,
            after.status.as_str(),
            after.status.is_done(),
            after.priority.as_str(),
            after.owner.kind().as_str(),
            after.owner.agent_id(),
            after.team_id,
            serde_json::json!(after.tags),
            after.unread_count,
            after.waiting_since,
            wait_key(after),
            after.snoozed_until,
            after.updated_at,
            after.last_message_at,
            window.expires_at,
            after.solved_at,
            after.closed_at,
            after.version
        ],
    )?;
    write_tags(tx, after.id, &before.tags, &after.tags)?;
    if after.snoozed_until.is_some() && before.snoozed_until != after.snoozed_until {
        tx.wake(Topic::Timers);
    }
    counts::moved(tx, Some(before), Some(after))
}

/// Makes a message the newest of its ticket, unless a later one (by send time) already is.
///
/// # Errors
/// When the engine refuses.
pub fn set_last_message(
    tx: &mut Tx<'_>,
    id: TicketId,
    message_id: MessageId,
    sent_at: Timestamp,
) -> Result<(), Fault> {
    tx.execute(
        "update tickets set last_message_id = $2 where id = $1
         and not exists (select 1 from messages m where m.id = tickets.last_message_id and m.sent_at > $3)",
        params![id, message_id, sent_at],
    )?;
    Ok(())
}

/// One ticket.
///
/// # Errors
/// When the engine refuses.
pub fn get(tx: &mut Tx<'_>, id: TicketId) -> Result<Option<Ticket>, Fault> {
    Ok(summary(tx, id)?.map(|summary| summary.ticket))
}

/// One ticket with what lists show.
///
/// # Errors
/// When the engine refuses.
pub fn summary(tx: &mut Tx<'_>, id: TicketId) -> Result<Option<TicketSummary>, Fault> {
    tx.query_one(&format!("select {SUMMARY} {FROM} where t.id = $1"), params![id], read_summary)
}

/// Every label with the number of tickets that carry it, most used first.
///
/// # Errors
/// When the engine refuses.
pub fn tags(tx: &mut Tx<'_>) -> Result<Vec<(String, i64)>, Fault> {
    tx.query(
        "select tag, count(*) as tickets from ticket_tags group by tag order by tickets desc, tag limit 500",
        &[],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// "Waiting longest first": who waits sorts by the start of the wait; the rest far behind, newest first.
fn wait_key(ticket: &Ticket) -> i64 {
    const FAR: i64 = 4_000_000_000_000_000_000;
    ticket.waiting_since.map_or(FAR.saturating_sub(ticket.last_message_at.as_micros()), Timestamp::as_micros)
}

fn write_tags(tx: &mut Tx<'_>, id: TicketId, before: &[String], after: &[String]) -> Result<(), Fault> {
    for tag in before.iter().filter(|tag| !after.contains(tag)) {
        tx.execute("delete from ticket_tags where tag = $1 and ticket_id = $2", params![tag, id])?;
    }
    for tag in after.iter().filter(|tag| !before.contains(tag)) {
        tx.execute("insert into ticket_tags (tag, ticket_id) values ($1, $2) on conflict (tag, ticket_id) do nothing", params![tag, id])?;
    }
    Ok(())
}

pub(super) fn read_summary(row: &Row<'_>) -> Result<TicketSummary, Fault> {
    Ok(TicketSummary {
        ticket: read(row)?,
        last_message_id: row.get(22)?,
        contact_name: row.get(23)?,
        contact_phone: row.get(24)?,
        contact_username: row.get(25)?,
        window: ServiceWindow { expires_at: row.get(26)? },
    })
}

fn read(row: &Row<'_>) -> Result<Ticket, Fault> {
    let team_id: Option<TeamId> = row.get(11)?;
    let owner = match (
        word("tickets.owner_kind", &row.get::<String>(9)?, OwnerKind::parse)?,
        row.get(10)?,
        team_id,
    ) {
        (OwnerKind::Agent, Some(agent), _) => Owner::Agent(agent),
        (OwnerKind::Queue, _, Some(team)) => Owner::Queue(team),
        (OwnerKind::Bot, _, _) => Owner::Bot,
        _ => Owner::Nobody,
    };
    Ok(Ticket {
        id: row.get(0)?,
        number: row.get(1)?,
        channel_id: row.get(2)?,
        thread_id: row.get(3)?,
        contact_id: row.get::<ContactId>(4)?,
        subject: row.get(5)?,
        kind: row.get(6)?,
        status: word("tickets.status", &row.get::<String>(7)?, Status::parse)?,
        priority: word("tickets.priority", &row.get::<String>(8)?, Priority::parse)?,
        owner,
        team_id,
        tags: serde_json::from_value(row.get(12)?).unwrap_or_default(),
        unread_count: row.get(13)?,
        waiting_since: row.get(14)?,
        snoozed_until: row.get(15)?,
        opened_at: row.get(16)?,
        updated_at: row.get(17)?,
        last_message_at: row.get(18)?,
        solved_at: row.get(19)?,
        closed_at: row.get(20)?,
        version: row.get(21)?,
    })
}
