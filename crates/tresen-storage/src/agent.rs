//! Agents: people who work at the desk.

use serde_json::Value as Json;
use tresen_domain::{
    agent::{Availability, Locale, Role, Theme, Visibility},
    id::{AgentId, TeamId},
    time::Timestamp,
};

use crate::{
    Fault, Tx, params,
    seam::{Row, word},
};

/// A person who works at the desk, with the teams they belong to.
#[derive(Debug, Clone, PartialEq)]
pub struct Agent {
    /// Our id; lists page by it, which is the order of creation.
    pub id: AgentId,
    /// In lower case, unique.
    pub email: String,
    /// Shown to colleagues and, where a text asks for it, to customers.
    pub display_name: String,
    /// What they may do.
    pub role: Role,
    /// Which tickets they may see.
    pub visibility: Visibility,
    /// Whether they take part in routing.
    pub availability: Availability,
    /// The language they read.
    pub locale: Locale,
    /// Light or dark.
    pub theme: Theme,
    /// What the UI keeps for them: a JSON object.
    pub preferences: Json,
    /// False once switched off: no sign-in, no assignment.
    pub is_active: bool,
    /// When they were added.
    pub created_at: Timestamp,
    /// Last request of any of their sessions, to the minute.
    pub last_seen_at: Option<Timestamp>,
    /// Their teams, sorted; filled by every function that reads agents.
    pub team_ids: Vec<TeamId>,
}

const COLUMNS: &str = "id, email, display_name, role, visibility, availability, locale, theme, preferences, is_active, created_at, last_seen_at";

fn read(row: &Row<'_>) -> Result<Agent, Fault> {
    Ok(Agent {
        id: row.get(0)?,
        email: row.get(1)?,
        display_name: row.get(2)?,
        role: word("agents.role", &row.get::<String>(3)?, Role::parse)?,
        visibility: word("agents.visibility", &row.get::<String>(4)?, Visibility::parse)?,
        availability: word("agents.availability", &row.get::<String>(5)?, Availability::parse)?,
        locale: word("agents.locale", &row.get::<String>(6)?, Locale::parse)?,
        theme: word("agents.theme", &row.get::<String>(7)?, Theme::parse)?,
        preferences: row.get(8)?,
        is_active: row.get(9)?,
        created_at: row.get(10)?,
        last_seen_at: row.get(11)?,
        team_ids: Vec::new(),
    })
}

fn with_teams(tx: &mut Tx<'_>, agent: Option<Agent>) -> Result<Option<Agent>, Fault> {
    let Some(mut agent) = agent else { return Ok(None) };
    agent.team_ids = team_ids(tx, agent.id)?;
    Ok(Some(agent))
}

/// Adds an agent with the teams in `agent.team_ids`. A second one with the same e-mail is a conflict.
///
/// # Errors
/// [`Fault::is_conflict`] when the e-mail is taken.
pub fn insert(tx: &mut Tx<'_>, agent: &Agent, password_hash: &str) -> Result<(), Fault> {
    tx.execute(
        "insert into agents (id, email, display_name, password_hash, role, visibility, availability, locale, theme, preferences, is_active, created_at, last_seen_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        params![
            agent.id,
            &agent.email,
            &agent.display_name,
            password_hash,
            agent.role.as_str(),
            agent.visibility.as_str(),
            agent.availability.as_str(),
            agent.locale.as_str(),
            agent.theme.as_str(),
            &agent.preferences,
            agent.is_active,
            agent.created_at,
            agent.last_seen_at
        ],
    )?;
    set_teams(tx, agent.id, &agent.team_ids)
}

/// Writes everything but id, e-mail, password and times of an agent that exists; teams as in `agent.team_ids`.
pub fn update(tx: &mut Tx<'_>, agent: &Agent) -> Result<(), Fault> {
    tx.execute(
        "update agents set display_name = $2, role = $3, visibility = $4, availability = $5, locale = $6, theme = $7, preferences = $8, is_active = $9 where id = $1",
        params![
            agent.id,
            &agent.display_name,
            agent.role.as_str(),
            agent.visibility.as_str(),
            agent.availability.as_str(),
            agent.locale.as_str(),
            agent.theme.as_str(),
            &agent.preferences,
            agent.is_active
        ],
    )?;
    set_teams(tx, agent.id, &agent.team_ids)
}

/// One agent.
pub fn get(tx: &mut Tx<'_>, id: AgentId) -> Result<Option<Agent>, Fault> {
    let found = tx.query_one(&format!("select {COLUMNS} from agents where id = $1"), params![id], read)?;
    with_teams(tx, found)
}

/// The agent with this e-mail, which must be in lower case.
pub fn find_by_email(tx: &mut Tx<'_>, email: &str) -> Result<Option<Agent>, Fault> {
    let found =
        tx.query_one(&format!("select {COLUMNS} from agents where email = $1"), params![email], read)?;
    with_teams(tx, found)
}

/// Agents in the order of creation, at most `limit`, those after `after`.
pub fn list(tx: &mut Tx<'_>, after: Option<AgentId>, limit: i64) -> Result<Vec<Agent>, Fault> {
    let after = after.map_or(uuid::Uuid::nil(), |id| id.0);
    let mut agents = tx.query(
        &format!("select {COLUMNS} from agents where id > $1 order by id limit $2"),
        params![after, limit],
        read,
    )?;
    let last = agents.last().map_or(after, |agent| agent.id.0);
    let teams = tx.query(
        "select agent_id, team_id from agent_teams where agent_id > $1 and agent_id <= $2 order by agent_id, team_id",
        params![after, last],
        |row| Ok((row.get::<AgentId>(0)?, row.get::<TeamId>(1)?)),
    )?;
    for agent in &mut agents {
        agent.team_ids = teams.iter().filter(|(id, _)| *id == agent.id).map(|(_, team)| *team).collect();
    }
    Ok(agents)
}

/// The teams of an agent, sorted.
pub fn team_ids(tx: &mut Tx<'_>, id: AgentId) -> Result<Vec<TeamId>, Fault> {
    tx.query("select team_id from agent_teams where agent_id = $1 order by team_id", params![id], |row| {
        row.get(0)
    })
}

/// Makes `team_ids` the teams of an agent.
pub fn set_teams(tx: &mut Tx<'_>, id: AgentId, team_ids: &[TeamId]) -> Result<(), Fault> {
    tx.execute("delete from agent_teams where agent_id = $1", params![id])?;
    for team_id in team_ids {
        tx.execute(
            "insert into agent_teams (agent_id, team_id) values ($1, $2) on conflict do nothing",
            params![id, *team_id],
        )?;
    }
    Ok(())
}

/// The kept hash of an agent's password, in PHC form.
pub fn password_hash(tx: &mut Tx<'_>, id: AgentId) -> Result<Option<String>, Fault> {
    tx.query_one("select password_hash from agents where id = $1", params![id], |row| row.get(0))
}

/// Keeps the hash of a new password.
pub fn set_password_hash(tx: &mut Tx<'_>, id: AgentId, hash: &str) -> Result<(), Fault> {
    tx.execute("update agents set password_hash = $2 where id = $1", params![id, hash])?;
    Ok(())
}

/// Notes that the agent was here.
pub fn set_last_seen(tx: &mut Tx<'_>, id: AgentId, at: Timestamp) -> Result<(), Fault> {
    tx.execute("update agents set last_seen_at = $2 where id = $1", params![id, at])?;
    Ok(())
}

/// How many agents may administer and are switched on.
pub fn count_active_admins(tx: &mut Tx<'_>) -> Result<i64, Fault> {
    Ok(tx
        .query_one("select count(*) from agents where role = 'admin' and is_active", params![], |row| {
            row.get(0)
        })?
        .unwrap_or(0))
}

/// How many agents there are: zero in a fresh database.
pub fn count(tx: &mut Tx<'_>) -> Result<i64, Fault> {
    Ok(tx.query_one("select count(*) from agents", params![], |row| row.get(0))?.unwrap_or(0))
}

/// The name of an agent, also of one who was switched off.
///
/// # Errors
/// When the engine refuses.
pub fn name(tx: &mut Tx<'_>, id: AgentId) -> Result<Option<String>, Fault> {
    tx.query_one("select display_name from agents where id = $1", params![id], |row| row.get(0))
}
