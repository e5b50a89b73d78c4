//! Teams: groups of agents.

use tresen_domain::{
    id::{AgentId, TeamId},
    time::Timestamp,
};

use crate::{Fault, Tx, params};

/// A group of agents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// Our id; lists page by it.
    pub id: TeamId,
    /// Unique.
    pub name: String,
    /// A word of the UI's palette or `#rrggbb`; empty for none.
    pub color: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// Its agents, sorted; filled by every function that reads teams, never written from here.
    pub member_ids: Vec<AgentId>,
}

/// Adds a team without members.
///
/// # Errors
/// [`Fault::is_conflict`] when the name is taken.
pub fn insert(tx: &mut Tx<'_>, team: &Team) -> Result<(), Fault> {
    tx.execute(
        "insert into teams (id, name, color, created_at) values ($1, $2, $3, $4)",
        params![team.id, &team.name, &team.color, team.created_at],
    )?;
    Ok(())
}

/// Writes name and colour.
///
/// # Errors
/// [`Fault::is_conflict`] when the name is taken.
pub fn update(tx: &mut Tx<'_>, team: &Team) -> Result<(), Fault> {
    tx.execute(
        "update teams set name = $2, color = $3 where id = $1",
        params![team.id, &team.name, &team.color],
    )?;
    Ok(())
}

/// Removes a team; its memberships go with it. Tickets are the caller's matter. True when there was one.
pub fn delete(tx: &mut Tx<'_>, id: TeamId) -> Result<bool, Fault> {
    Ok(tx.execute("delete from teams where id = $1", params![id])? > 0)
}

/// One team.
pub fn get(tx: &mut Tx<'_>, id: TeamId) -> Result<Option<Team>, Fault> {
    let found =
        tx.query_one("select id, name, color, created_at from teams where id = $1", params![id], |row| {
            Ok(Team {
                id: row.get(0)?,
                name: row.get(1)?,
                color: row.get(2)?,
                created_at: row.get(3)?,
                member_ids: Vec::new(),
            })
        })?;
    let Some(mut team) = found else { return Ok(None) };
    team.member_ids = tx.query(
        "select agent_id from agent_teams where team_id = $1 order by agent_id",
        params![id],
        |row| row.get(0),
    )?;
    Ok(Some(team))
}

/// Whether another team has this name, whatever its case.
pub fn find_by_name(tx: &mut Tx<'_>, name: &str) -> Result<Option<TeamId>, Fault> {
    tx.query_one("select id from teams where lower(name) = lower($1)", params![name], |row| row.get(0))
}

/// Teams in the order of creation, at most `limit`, those after `after`.
pub fn list(tx: &mut Tx<'_>, after: Option<TeamId>, limit: i64) -> Result<Vec<Team>, Fault> {
    let after = after.map_or(uuid::Uuid::nil(), |id| id.0);
    let mut teams = tx.query(
        "select id, name, color, created_at from teams where id > $1 order by id limit $2",
        params![after, limit],
        |row| {
            Ok(Team {
                id: row.get(0)?,
                name: row.get(1)?,
                color: row.get(2)?,
                created_at: row.get(3)?,
                member_ids: Vec::new(),
            })
        },
    )?;
    let members =
        tx.query("select team_id, agent_id from agent_teams order by team_id, agent_id", params![], |row| {
            Ok((row.get::<TeamId>(0)?, row.get::<AgentId>(1)?))
        })?;
    for team in &mut teams {
        team.member_ids = members.iter().filter(|(id, _)| *id == team.id).map(|(_, agent)| *agent).collect();
    }
    Ok(teams)
}
