//! Drafts, one per agent and ticket.

use tresen_domain::{
    draft::{Draft, DraftKind},
    id::{AgentId, TicketId},
    time::Timestamp,
};

use crate::{
    Fault, Tx, params,
    seam::{Row, word},
};

const COLUMNS: &str = "agent_id, ticket_id, kind, text, reply_to, updated_at";

/// Keeps a draft in place of an earlier one.
///
/// # Errors
/// When the engine refuses, as for a ticket that does not exist.
pub fn put(tx: &mut Tx<'_>, draft: &Draft) -> Result<(), Fault> {
    tx.execute(
        "insert into drafts (agent_id, ticket_id, kind, text, reply_to, updated_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (agent_id, ticket_id) do update set kind = excluded.kind, text = excluded.text,
            reply_to = excluded.reply_to, updated_at = excluded.updated_at",
        params![
            draft.agent_id,
            draft.ticket_id,
            draft.kind.as_str(),
            draft.text.as_str(),
            draft.reply_to,
            draft.updated_at
        ],
    )?;
    Ok(())
}

/// An agent's draft in a ticket.
///
/// # Errors
/// When the engine refuses.
pub fn get(tx: &mut Tx<'_>, agent_id: AgentId, ticket_id: TicketId) -> Result<Option<Draft>, Fault> {
    tx.query_one(
        &format!("select {COLUMNS} from drafts where agent_id = $1 and ticket_id = $2"),
        params![agent_id, ticket_id],
        read,
    )
}

/// Removes a draft; true when there was one.
///
/// # Errors
/// When the engine refuses.
pub fn delete(tx: &mut Tx<'_>, agent_id: AgentId, ticket_id: TicketId) -> Result<bool, Fault> {
    let removed = tx
        .execute("delete from drafts where agent_id = $1 and ticket_id = $2", params![agent_id, ticket_id])?;
    Ok(removed > 0)
}

/// An agent's drafts, the latest first, at most `limit`, those before `before`.
///
/// # Errors
/// When the engine refuses.
pub fn list(
    tx: &mut Tx<'_>,
    agent_id: AgentId,
    before: Option<(Timestamp, TicketId)>,
    limit: i64,
) -> Result<Vec<Draft>, Fault> {
    let (at, ticket_id) = before.unwrap_or((Timestamp::NEVER, TicketId(uuid::Uuid::max())));
    tx.query(
        &format!(
            "select {COLUMNS} from drafts
             where agent_id = $1 and (updated_at < $2 or (updated_at = $2 and ticket_id < $3))
             order by updated_at desc, ticket_id desc limit $4"
        ),
        params![agent_id, at, ticket_id, limit],
        read,
    )
}

fn read(row: &Row<'_>) -> Result<Draft, Fault> {
    Ok(Draft {
        agent_id: row.get(0)?,
        ticket_id: row.get(1)?,
        kind: word("drafts.kind", &row.get::<String>(2)?, DraftKind::parse)?,
        text: row.get(3)?,
        reply_to: row.get(4)?,
        updated_at: row.get(5)?,
    })
}
