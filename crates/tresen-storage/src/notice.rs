//! Notices for agents, and mentions.

use tresen_domain::{
    id::{AgentId, MessageId, NoticeId, TicketId},
    time::Timestamp,
};

use crate::{Fault, Tx, params, seam::Row};

/// A notice for one agent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Our id.
    pub id: NoticeId,
    /// For whom.
    pub agent_id: AgentId,
    /// `message_failed`, `mention`, `assigned` or `channel_trouble`.
    pub kind: String,
    /// The ticket concerned.
    pub ticket_id: Option<TicketId>,
    /// The message concerned.
    pub message_id: Option<MessageId>,
    /// Who caused it.
    pub actor_name: Option<String>,
    /// What: for `message_failed` the code; otherwise an excerpt.
    pub text: String,
    /// When.
    pub at: Timestamp,
    /// When it was seen.
    pub read_at: Option<Timestamp>,
}

const COLUMNS: &str = "id, agent_id, kind, ticket_id, message_id, actor_name, text, at, read_at";

/// Writes a new notice.
///
/// # Errors
/// When the engine refuses.
pub fn insert(tx: &mut Tx<'_>, notice: &Notice) -> Result<(), Fault> {
    tx.execute(
        "insert into notices (id, agent_id, kind, ticket_id, message_id, actor_name, text, at, read_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            notice.id,
            notice.agent_id,
            &notice.kind,
            notice.ticket_id,
            notice.message_id,
            notice.actor_name.as_deref(),
            &notice.text,
            notice.at,
            notice.read_at
        ],
    )?;
    Ok(())
}

/// One notice.
///
/// # Errors
/// When the engine refuses.
pub fn get(tx: &mut Tx<'_>, id: NoticeId) -> Result<Option<Notice>, Fault> {
    tx.query_one(&format!("select {COLUMNS} from notices where id = $1"), params![id], read)
}

/// Notices of an agent, newest first, before the pair `before` (exclusive).
///
/// # Errors
/// When the engine refuses.
pub fn list(
    tx: &mut Tx<'_>,
    agent_id: AgentId,
    is_unread_only: bool,
    before: Option<(Timestamp, NoticeId)>,
    limit: i64,
) -> Result<Vec<Notice>, Fault> {
    let (at, id) = before.unwrap_or((Timestamp::NEVER, NoticeId(uuid::Uuid::max())));
    tx.query(
        &format!(
            "select {COLUMNS} from notices where agent_id = $1 and (not $2 or read_at is null) and (at, id) < ($3, $4)
             order by at desc, id desc limit $5"
        ),
        params![agent_id, is_unread_only, at, id, limit],
        read,
    )
}

/// Marks notices as seen; an empty list means all of them.
///
/// # Errors
/// When the engine refuses.
pub fn mark_read(tx: &mut Tx<'_>, agent_id: AgentId, ids: &[NoticeId], now: Timestamp) -> Result<(), Fault> {
    if ids.is_empty() {
        tx.execute(
            "update notices set read_at = $2 where agent_id = $1 and read_at is null",
            params![agent_id, now],
        )?;
    }
    for id in ids {
        tx.execute(
            "update notices set read_at = $3 where agent_id = $1 and id = $2 and read_at is null",
            params![agent_id, *id, now],
        )?;
    }
    Ok(())
}

/// Notes that a note mentions an agent.
///
/// # Errors
/// When the engine refuses.
pub fn insert_mention(
    tx: &mut Tx<'_>,
    agent_id: AgentId,
    message_id: MessageId,
    ticket_id: TicketId,
    at: Timestamp,
) -> Result<(), Fault> {
    tx.execute(
        "insert into mentions (agent_id, message_id, ticket_id, at, read_at) values ($1, $2, $3, $4, null) on conflict (agent_id, message_id) do nothing",
        params![agent_id, message_id, ticket_id, at],
    )?;
    Ok(())
}

/// Marks the mentions of an agent in a ticket as seen; answers how many there were.
///
/// # Errors
/// When the engine refuses.
pub fn mark_mentions_read(
    tx: &mut Tx<'_>,
    agent_id: AgentId,
    ticket_id: TicketId,
    now: Timestamp,
) -> Result<u64, Fault> {
    tx.execute(
        "update mentions set read_at = $3 where agent_id = $1 and ticket_id = $2 and read_at is null",
        params![agent_id, ticket_id, now],
    )
}

/// Unseen mentions of an agent.
///
/// # Errors
/// When the engine refuses.
pub fn count_unread_mentions(tx: &mut Tx<'_>, agent_id: AgentId) -> Result<i64, Fault> {
    Ok(tx
        .query_one(
            "select count(*) from mentions where agent_id = $1 and read_at is null",
            params![agent_id],
            |row| row.get(0),
        )?
        .unwrap_or(0))
}

fn read(row: &Row<'_>) -> Result<Notice, Fault> {
    Ok(Notice {
        id: row.get(0)?,
        agent_id: row.get(1)?,
        kind: row.get(2)?,
        ticket_id: row.get(3)?,
        message_id: row.get(4)?,
        actor_name: row.get(5)?,
        text: row.get(6)?,
        at: row.get(7)?,
        read_at: row.get(8)?,
    })
}

/// Agents mentioned in a ticket: they may see it whatever their teams.
///
/// # Errors
/// When the engine refuses.
pub fn mentioned_in(tx: &mut Tx<'_>, ticket_id: TicketId) -> Result<Vec<AgentId>, Fault> {
    tx.query("select distinct agent_id from mentions where ticket_id = $1", params![ticket_id], |row| {
        row.get(0)
    })
}
