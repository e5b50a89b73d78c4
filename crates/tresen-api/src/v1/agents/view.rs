//! An agent as shown.

use serde::Serialize;
use serde_json::Value;
use tresen_domain::{
    agent::{Availability, Locale, Role, Theme, Visibility},
    id::AgentId,
    time::Timestamp,
};
use tresen_storage::agent::Agent;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::word;

/// A person who works at the desk.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = Agent)]
pub(crate) struct AgentBody {
    id: Uuid,
    email: String,
    display_name: String,
    #[schema(schema_with = word::role)]
    role: Role,
    #[schema(schema_with = word::visibility)]
    visibility: Visibility,
    #[schema(schema_with = word::locale)]
    locale: Locale,
    /// One's own; `null` for others.
    #[schema(value_type = Option<String>)]
    theme: Option<Theme>,
    /// One's own; `null` for others.
    #[schema(value_type = Option<Object>)]
    preferences: Option<Value>,
    #[schema(schema_with = word::availability)]
    availability: Availability,
    team_ids: Vec<Uuid>,
    is_active: bool,
    #[schema(schema_with = word::instant)]
    created_at: Timestamp,
    #[schema(value_type = Option<String>, format = DateTime)]
    last_seen_at: Option<Timestamp>,
}

impl AgentBody {
    /// As `viewer` may see them: theme and preferences are nobody else's business.
    pub(crate) fn seen_by(agent: Agent, viewer: Option<AgentId>) -> Self {
        let is_self = viewer == Some(agent.id);
        Self {
            id: agent.id.0,
            email: agent.email,
            display_name: agent.display_name,
            role: agent.role,
            visibility: agent.visibility,
            locale: agent.locale,
            theme: is_self.then_some(agent.theme),
            preferences: is_self.then_some(agent.preferences),
            availability: agent.availability,
            team_ids: agent.team_ids.iter().map(|id| id.0).collect(),
            is_active: agent.is_active,
            created_at: agent.created_at,
            last_seen_at: agent.last_seen_at,
        }
    }
}
