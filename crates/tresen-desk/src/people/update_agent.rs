//! Changing an agent: name, role, sight, teams, on and off.

use tresen_domain::{
    agent::{Permission, Role, Visibility},
    id::{AgentId, TeamId},
};
use tresen_storage::{
    agent::{self, Agent},
    session,
};

use super::{team_ids, text::Fields};
use crate::{Desk, Refusal, Who, list_changed::list_changed};

/// What to change; `None` leaves it.
#[derive(Debug, Clone, Default)]
pub struct UpdateAgent {
    /// New name.
    pub display_name: Option<String>,
    /// New role.
    pub role: Option<Role>,
    /// New sight.
    pub visibility: Option<Visibility>,
    /// All teams from now on.
    pub team_ids: Option<Vec<TeamId>>,
    /// False ends every session and keeps the agent's work.
    pub is_active: Option<bool>,
}

/// Changes an agent.
///
/// # Errors
/// [`Refusal::Forbidden`] below administrator, [`Refusal::NotFound`], [`Refusal::LastAdmin`] when nobody would
/// be left who may administer, [`Refusal::Invalid`].
pub async fn update_agent(
    desk: &Desk,
    who: &Who,
    id: AgentId,
    command: UpdateAgent,
) -> Result<Agent, Refusal> {
    who.needs(Permission::Administer)?;
    let mut fields = Fields::default();
    let display_name = command.display_name.map(|name| fields.name("display_name", &name));
    fields.end()?;
    let (actor, now) = (who.actor, desk.now());
    desk.store
        .write(move |tx| {
            let before = agent::get(tx, id)?.ok_or(Refusal::NotFound { what: "agent" })?;
            let mut after = before.clone();
            after.display_name = display_name.unwrap_or(after.display_name);
            after.role = command.role.unwrap_or(after.role);
            after.visibility = command.visibility.unwrap_or(after.visibility);
            after.is_active = command.is_active.unwrap_or(after.is_active);
            if let Some(named) = command.team_ids {
                after.team_ids = team_ids::known(tx, named)?;
            }
            if after == before {
                return Ok(before);
            }
            if administers(&before) && !administers(&after) && agent::count_active_admins(tx)? <= 1 {
                return Err(Refusal::LastAdmin);
            }
            agent::update(tx, &after)?;
            if !after.is_active {
                session::delete_others(tx, id, None)?;
            }
            list_changed(tx, actor, "agents", now)?;
            if after.team_ids != before.team_ids {
                list_changed(tx, actor, "teams", now)?;
            }
            Ok(after)
        })
        .await
}

fn administers(agent: &Agent) -> bool {
    agent.is_active && agent.role.allows(Permission::Administer)
}
