//! Agents: their role, what they may do, and which tickets they may see.

use crate::{id::TeamId, ticket::Owner, word::words};

words! {
    /// What an agent may do; each role includes the ones below it.
    pub enum Role {
        /// Answers customers.
        Agent = "agent",
        /// Also sees every ticket and edits what the team shares.
        Supervisor = "supervisor",
        /// Also connects channels and manages agents, keys and settings.
        Admin = "admin",
    }
}

words! {
    /// Which tickets an agent may see. Supervisors and administrators see all.
    pub enum Visibility {
        /// Every ticket.
        All = "all",
        /// Tickets of one's teams, of no team, one's own, and those in which one is mentioned.
        Teams = "teams",
    }
}

words! {
    /// Whether an agent takes part in routing.
    pub enum Availability {
        /// At the desk.
        Online = "online",
        /// Not at the desk.
        Away = "away",
    }
}

words! {
    /// The language an agent reads the desk in.
    pub enum Locale {
        /// German, the first look.
        De = "de",
        /// English.
        En = "en",
    }
}

words! {
    /// Whether the desk is shown light or dark.
    pub enum Theme {
        /// As the agent's machine says.
        System = "system",
        /// Always light.
        Light = "light",
        /// Always dark.
        Dark = "dark",
    }
}

words! {
    /// One thing that may be allowed. Every operation of the API names exactly one.
    pub enum Permission {
        /// Read and answer tickets that one may see, keep one's own profile.
        Answer = "answer",
        /// Edit canned replies and contacts' shared fields.
        EditShared = "edit_shared",
        /// See every ticket, whatever one's teams.
        Supervise = "supervise",
        /// Connect channels, manage agents and API keys, read raw payloads.
        Administer = "administer",
    }
}

impl Role {
    /// The least role that may use `permission` is this one or below it.
    pub fn allows(self, permission: Permission) -> bool {
        let least = match permission {
            Permission::Answer | Permission::EditShared => Self::Agent,
            Permission::Supervise => Self::Supervisor,
            Permission::Administer => Self::Admin,
        };
        self >= least
    }

    /// All that this role may do, in declaration order.
    pub fn permissions(self) -> Vec<Permission> {
        Permission::ALL.iter().copied().filter(|one| self.allows(*one)).collect()
    }
}

/// Which tickets somebody may see, as a value that storage turns into one condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sight {
    /// Everything.
    All,
    /// Own teams' tickets, tickets without a team, own tickets, tickets that mention the agent.
    Teams {
        /// Who looks.
        agent_id: crate::id::AgentId,
        /// The teams of that agent.
        team_ids: Vec<TeamId>,
    },
}

impl Sight {
    /// What `role` and `visibility` together let an agent see.
    pub fn of(
        role: Role,
        visibility: Visibility,
        agent_id: crate::id::AgentId,
        team_ids: Vec<TeamId>,
    ) -> Self {
        if role >= Role::Supervisor || visibility == Visibility::All {
            Self::All
        } else {
            Self::Teams { agent_id, team_ids }
        }
    }

    /// Whether a ticket with this team and owner may be seen; `is_mentioned` is asked of storage.
    pub fn covers(&self, team_id: Option<TeamId>, owner: Owner, is_mentioned: bool) -> bool {
        match self {
            Self::All => true,
            Self::Teams { agent_id, team_ids } => {
                is_mentioned
                    || owner == Owner::Agent(*agent_id)
                    || team_id.is_none_or(|team| team_ids.contains(&team))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::AgentId;

    #[test]
    fn each_role_includes_the_one_below() {
        assert!(Role::Admin.allows(Permission::Answer) && Role::Admin.allows(Permission::Administer));
        assert!(!Role::Supervisor.allows(Permission::Administer));
        assert!(!Role::Agent.allows(Permission::Supervise));
        assert_eq!(Role::Agent.permissions(), [Permission::Answer, Permission::EditShared]);
    }

    #[test]
    fn an_agent_limited_to_teams_still_sees_own_and_mentioned_tickets() {
        let me = AgentId(uuid::Uuid::from_u128(1));
        let ours = TeamId(uuid::Uuid::from_u128(2));
        let theirs = TeamId(uuid::Uuid::from_u128(3));
        let sight = Sight::of(Role::Agent, Visibility::Teams, me, vec![ours]);
        assert!(sight.covers(Some(ours), Owner::Nobody, false));
        assert!(sight.covers(None, Owner::Nobody, false));
        assert!(!sight.covers(Some(theirs), Owner::Nobody, false));
        assert!(sight.covers(Some(theirs), Owner::Agent(me), false));
        assert!(sight.covers(Some(theirs), Owner::Nobody, true));
        assert_eq!(Sight::of(Role::Supervisor, Visibility::Teams, me, vec![]), Sight::All);
    }
}
