//! Adding an agent.

use serde_json::json;
use tresen_domain::{
    agent::{Availability, Locale, Permission, Role, Theme, Visibility},
    id::{AgentId, TeamId},
};
use tresen_storage::agent::{self, Agent};

use super::{Secret, password, team_ids, text::Fields};
use crate::{Desk, Refusal, Who, list_changed::list_changed};

/// A new colleague.
#[derive(Debug, Clone)]
pub struct CreateAgent {
    /// Their address, in any case.
    pub email: String,
    /// Their name.
    pub display_name: String,
    /// What they may do.
    pub role: Role,
    /// Which tickets they may see.
    pub visibility: Visibility,
    /// Their teams.
    pub team_ids: Vec<TeamId>,
    /// The language they read.
    pub locale: Locale,
    /// Their password; `None` makes one.
    pub password: Option<Secret>,
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct Created {
    /// The new agent.
    pub agent: Agent,
    /// The password that was made, if one was; it is not shown again.
    pub initial_password: Option<Secret>,
}

/// Adds an agent.
///
/// # Errors
/// [`Refusal::Forbidden`] below administrator, [`Refusal::EmailTaken`], [`Refusal::Invalid`].
pub async fn create_agent(desk: &Desk, who: &Who, command: CreateAgent) -> Result<Created, Refusal> {
    who.needs(Permission::Administer)?;
    let mut fields = Fields::default();
    let email = fields.email("email", &command.email);
    let display_name = fields.name("display_name", &command.display_name);
    fields.end()?;
    if let Some(password) = &command.password {
        password::check("password", password)?;
    }
    let initial_password = if command.password.is_none() { Some(Secret::first_password()?) } else { None };
    let secret = command.password.or_else(|| initial_password.clone());
    let Some(secret) = secret else {
        return Err(Refusal::invalid("password", "required", "must not be empty"));
    };
    let hash = password::hash(secret).await?;
    let now = desk.now();
    let mut agent = Agent {
        id: AgentId::new(desk.ids.as_ref(), now),
        email,
        display_name,
        role: command.role,
        visibility: command.visibility,
        availability: Availability::Online,
        locale: command.locale,
        theme: Theme::System,
        preferences: json!({}),
        is_active: true,
        created_at: now,
        last_seen_at: None,
        team_ids: Vec::new(),
    };
    let (actor, named) = (who.actor, command.team_ids);
    let agent = desk
        .store
        .write(move |tx| {
            if agent::find_by_email(tx, &agent.email)?.is_some() {
                return Err(Refusal::EmailTaken);
            }
            agent.team_ids = team_ids::known(tx, named)?;
            agent::insert(tx, &agent, &hash)
                .map_err(|fault| if fault.is_conflict() { Refusal::EmailTaken } else { fault.into() })?;
            list_changed(tx, actor, "agents", now)?;
            if !agent.team_ids.is_empty() {
                list_changed(tx, actor, "teams", now)?;
            }
            Ok(agent)
        })
        .await?;
    Ok(Created { agent, initial_password })
}
