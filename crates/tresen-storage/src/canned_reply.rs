//! Canned replies.

use tresen_domain::{
    id::{CannedReplyId, TeamId},
    time::Timestamp,
};

use crate::{Fault, Tx, params, seam::Row};

const COLUMNS: &str = "id, shortcut, title, text, team_id, updated_at";

/// A text with placeholders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CannedReply {
    /// Our id.
    pub id: CannedReplyId,
    /// What agents type to find it; unique, lower case.
    pub shortcut: String,
    /// What it is for.
    pub title: String,
    /// With placeholders.
    pub text: String,
    /// Only for this team; for everybody when there is none.
    pub team_id: Option<TeamId>,
    /// Last change.
    pub updated_at: Timestamp,
}

/// Adds one.
///
/// # Errors
/// [`Fault::is_conflict`] when the shortcut is taken.
pub fn insert(tx: &mut Tx<'_>, reply: &CannedReply) -> Result<(), Fault> {
    tx.execute(
        "insert into canned_replies (id, shortcut, title, text, team_id, updated_at) values ($1, $2, $3, $4, $5, $6)",
        params![
            reply.id,
            reply.shortcut.as_str(),
            reply.title.as_str(),
            reply.text.as_str(),
            reply.team_id,
            reply.updated_at
        ],
    )?;
    Ok(())
}

/// Writes all fields.
///
/// # Errors
/// [`Fault::is_conflict`] when the shortcut is taken.
pub fn update(tx: &mut Tx<'_>, reply: &CannedReply) -> Result<(), Fault> {
    tx.execute(
        "update canned_replies set shortcut = $2, title = $3, text = $4, team_id = $5, updated_at = $6 where id = $1",
        params![
            reply.id,
            reply.shortcut.as_str(),
            reply.title.as_str(),
            reply.text.as_str(),
            reply.team_id,
            reply.updated_at
        ],
    )?;
    Ok(())
}

/// Removes one; true when there was one.
///
/// # Errors
/// When the engine refuses.
pub fn delete(tx: &mut Tx<'_>, id: CannedReplyId) -> Result<bool, Fault> {
    Ok(tx.execute("delete from canned_replies where id = $1", params![id])? > 0)
}

/// One canned reply.
///
/// # Errors
/// When the engine refuses.
pub fn get(tx: &mut Tx<'_>, id: CannedReplyId) -> Result<Option<CannedReply>, Fault> {
    tx.query_one(&format!("select {COLUMNS} from canned_replies where id = $1"), params![id], read)
}

/// Whose shortcut this is.
///
/// # Errors
/// When the engine refuses.
pub fn find_by_shortcut(tx: &mut Tx<'_>, shortcut: &str) -> Result<Option<CannedReplyId>, Fault> {
    tx.query_one("select id from canned_replies where shortcut = $1", params![shortcut], |row| row.get(0))
}

/// Every canned reply, in the order of creation; whoever shows them sorts. A desk has some hundreds.
///
/// # Errors
/// When the engine refuses.
pub fn list_all(tx: &mut Tx<'_>) -> Result<Vec<CannedReply>, Fault> {
    tx.query(&format!("select {COLUMNS} from canned_replies order by id"), &[], read)
}

fn read(row: &Row<'_>) -> Result<CannedReply, Fault> {
    Ok(CannedReply {
        id: row.get(0)?,
        shortcut: row.get(1)?,
        title: row.get(2)?,
        text: row.get(3)?,
        team_id: row.get(4)?,
        updated_at: row.get(5)?,
    })
}
