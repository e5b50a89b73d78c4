//! Sessions: signed-in browsers. The token itself is never kept.

use tresen_domain::{
    id::{AgentId, SessionId},
    time::Timestamp,
};

use crate::{Fault, Tx, params, seam::Row};

/// A signed-in browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Shown in the list of sessions; opens nothing.
    pub id: SessionId,
    /// Whose.
    pub agent_id: AgentId,
    /// Sent with every unsafe request.
    pub csrf_token: String,
    /// What the browser calls itself, cut short.
    pub user_agent: String,
    /// Where the last request came from.
    pub address: String,
    /// When it began.
    pub created_at: Timestamp,
    /// Last request, to the minute.
    pub last_seen_at: Timestamp,
    /// When it ends unless used before.
    pub expires_at: Timestamp,
}

const COLUMNS: &str = "id, agent_id, csrf_token, user_agent, address, created_at, last_seen_at, expires_at";

fn read(row: &Row<'_>) -> Result<Session, Fault> {
    Ok(Session {
        id: row.get(0)?,
        agent_id: row.get(1)?,
        csrf_token: row.get(2)?,
        user_agent: row.get(3)?,
        address: row.get(4)?,
        created_at: row.get(5)?,
        last_seen_at: row.get(6)?,
        expires_at: row.get(7)?,
    })
}

/// Adds a session. `token_hash`: SHA-256 of the token in the cookie.
pub fn insert(tx: &mut Tx<'_>, session: &Session, token_hash: &[u8]) -> Result<(), Fault> {
    tx.execute(
        "insert into sessions (id, token_hash, agent_id, csrf_token, user_agent, address, created_at, last_seen_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            session.id,
            token_hash,
            session.agent_id,
            &session.csrf_token,
            &session.user_agent,
            &session.address,
            session.created_at,
            session.last_seen_at,
            session.expires_at
        ],
    )?;
    Ok(())
}

/// The session behind a token, also one that has run out.
pub fn find_by_token(tx: &mut Tx<'_>, token_hash: &[u8]) -> Result<Option<Session>, Fault> {
    tx.query_one(&format!("select {COLUMNS} from sessions where token_hash = $1"), params![token_hash], read)
}

/// One session of one agent; somebody else's is not found.
pub fn get(tx: &mut Tx<'_>, id: SessionId, agent_id: AgentId) -> Result<Option<Session>, Fault> {
    tx.query_one(
        &format!("select {COLUMNS} from sessions where id = $1 and agent_id = $2"),
        params![id, agent_id],
        read,
    )
}

/// Sessions of an agent that have not run out, newest first, at most `limit`, those before `before`.
pub fn list(
    tx: &mut Tx<'_>,
    agent_id: AgentId,
    now: Timestamp,
    before: Option<SessionId>,
    limit: i64,
) -> Result<Vec<Session>, Fault> {
    let before = before.map_or(uuid::Uuid::max(), |id| id.0);
    tx.query(
        &format!("select {COLUMNS} from sessions where agent_id = $1 and expires_at > $2 and id < $3 order by id desc limit $4"),
        params![agent_id, now, before, limit],
        read,
    )
}

/// Notes a request and moves the end.
pub fn touch(
    tx: &mut Tx<'_>,
    id: SessionId,
    address: &str,
    at: Timestamp,
    expires_at: Timestamp,
) -> Result<(), Fault> {
    tx.execute(
        "update sessions set last_seen_at = $2, expires_at = $3, address = $4 where id = $1",
        params![id, at, expires_at, address],
    )?;
    Ok(())
}

/// Ends one session. True when there was one.
pub fn delete(tx: &mut Tx<'_>, id: SessionId) -> Result<bool, Fault> {
    Ok(tx.execute("delete from sessions where id = $1", params![id])? > 0)
}

/// Ends every session of an agent but `kept`; answers those that ended.
pub fn delete_others(
    tx: &mut Tx<'_>,
    agent_id: AgentId,
    kept: Option<SessionId>,
) -> Result<Vec<SessionId>, Fault> {
    let kept = kept.map_or(uuid::Uuid::nil(), |id| id.0);
    tx.query(
        "delete from sessions where agent_id = $1 and id <> $2 returning id",
        params![agent_id, kept],
        |row| row.get(0),
    )
}

/// Forgets sessions that have run out. Answers how many.
pub fn delete_expired(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, Fault> {
    tx.execute("delete from sessions where expires_at <= $1", params![now])
}
