//! Lists of people and programs, paged by id.

use tresen_domain::{
    agent::Permission,
    id::{AgentId, ApiKeyId, SessionId, TeamId},
};
use tresen_storage::{
    agent::{self, Agent},
    api_key::{self, ApiKey},
    session::{self, Session},
    team::{self, Team},
};

use crate::{Desk, Refusal, Who};

/// One agent.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn get_agent(desk: &Desk, who: &Who, id: AgentId) -> Result<Agent, Refusal> {
    who.needs(Permission::Answer)?;
    desk.store.read(move |tx| agent::get(tx, id)?.ok_or(Refusal::NotFound { what: "agent" })).await
}

/// Agents after `after`, at most `limit`, switched-off ones too.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_agents(
    desk: &Desk,
    who: &Who,
    after: Option<AgentId>,
    limit: i64,
) -> Result<Vec<Agent>, Refusal> {
    who.needs(Permission::Answer)?;
    desk.store.read::<_, Refusal, _>(move |tx| Ok(agent::list(tx, after, limit)?)).await
}

/// Teams after `after`, at most `limit`.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_teams(
    desk: &Desk,
    who: &Who,
    after: Option<TeamId>,
    limit: i64,
) -> Result<Vec<Team>, Refusal> {
    who.needs(Permission::Answer)?;
    desk.store.read::<_, Refusal, _>(move |tx| Ok(team::list(tx, after, limit)?)).await
}

/// Keys after `after`, at most `limit`.
///
/// # Errors
/// [`Refusal::Forbidden`] below administrator.
pub async fn list_api_keys(
    desk: &Desk,
    who: &Who,
    after: Option<ApiKeyId>,
    limit: i64,
) -> Result<Vec<ApiKey>, Refusal> {
    who.needs(Permission::Administer)?;
    desk.store.read::<_, Refusal, _>(move |tx| Ok(api_key::list(tx, after, limit)?)).await
}

/// One's own sessions, newest first, before `before`; programs have none.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_sessions(
    desk: &Desk,
    who: &Who,
    before: Option<SessionId>,
    limit: i64,
) -> Result<Vec<Session>, Refusal> {
    let Some(agent_id) = who.agent_id() else { return Ok(Vec::new()) };
    let now = desk.now();
    desk.store.read::<_, Refusal, _>(move |tx| Ok(session::list(tx, agent_id, now, before, limit)?)).await
}
