//! Who did something: recorded with every event.

use serde::{Deserialize, Serialize};

use crate::id::{AgentId, ApiKeyId, ContactId};

/// Who caused an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Actor {
    /// The desk itself: timers, workers, the platform's answers.
    System,
    /// A person who works at the desk.
    Agent(AgentId),
    /// A program with a key.
    ApiKey(ApiKeyId),
    /// The customer.
    Contact(ContactId),
    /// A flow.
    Bot,
    /// Somebody who answered from the phone app of the same number.
    PhoneApp,
}

impl Actor {
    /// The word kept in the database and shown in the API.
    pub fn kind(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Agent(_) => "agent",
            Self::ApiKey(_) => "api_key",
            Self::Contact(_) => "contact",
            Self::Bot => "bot",
            Self::PhoneApp => "phone_app",
        }
    }

    /// The id behind the kind, where there is one.
    pub fn id(self) -> Option<uuid::Uuid> {
        match self {
            Self::Agent(id) => Some(id.0),
            Self::ApiKey(id) => Some(id.0),
            Self::Contact(id) => Some(id.0),
            Self::System | Self::Bot | Self::PhoneApp => None,
        }
    }

    /// The actor behind the two columns of an event row; `System` for an unknown word.
    pub fn from_parts(kind: &str, id: Option<uuid::Uuid>) -> Self {
        match (kind, id) {
            ("agent", Some(id)) => Self::Agent(AgentId(id)),
            ("api_key", Some(id)) => Self::ApiKey(ApiKeyId(id)),
            ("contact", Some(id)) => Self::Contact(ContactId(id)),
            ("bot", _) => Self::Bot,
            ("phone_app", _) => Self::PhoneApp,
            _ => Self::System,
        }
    }
}
