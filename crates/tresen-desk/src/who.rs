//! Who asks: with every use case goes somebody with rights.

use tresen_domain::{
    actor::Actor,
    agent::{Permission, Role, Sight},
    id::AgentId,
};

use crate::Refusal;

/// Somebody with rights: a signed-in agent, or a program with a key.
#[derive(Debug, Clone)]
pub struct Who {
    /// Written into events.
    pub actor: Actor,
    /// Shown to others.
    pub name: String,
    /// What may be done.
    pub role: Role,
    /// Which tickets may be seen.
    pub sight: Sight,
}

impl Who {
    /// Refuses unless the role may use `permission`.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`].
    pub fn needs(&self, permission: Permission) -> Result<(), Refusal> {
        if self.role.allows(permission) { Ok(()) } else { Err(Refusal::Forbidden { permission }) }
    }

    /// The agent behind it; programs have none.
    pub fn agent_id(&self) -> Option<AgentId> {
        match self.actor {
            Actor::Agent(id) => Some(id),
            _ => None,
        }
    }
}
