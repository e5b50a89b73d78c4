//! A line of a ticket's event log.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::Value;
use tresen_domain::{actor::Actor, event::Event, time::Timestamp};
use tresen_storage::{Fault, Tx, agent, api_key};
use utoipa::ToSchema;
use uuid::Uuid;

/// What happened.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = TicketEvent)]
pub struct EventView {
    /// Place in the log.
    pub seq: i64,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// What: `ticket_opened`, `status_changed`, `delivery_failed` …
    pub kind: &'static str,
    /// By whom.
    pub actor: ActorView,
    /// The message concerned.
    pub message_id: Option<Uuid>,
    /// The rest, depending on the kind.
    #[schema(value_type = Object)]
    pub data: Value,
}

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Actor)]
pub struct ActorView {
    /// `system`, `agent`, `api_key`, `contact`, `bot` or `phone_app`.
    pub kind: &'static str,
    /// The id behind it.
    pub id: Option<Uuid>,
    /// Name to show.
    pub name: Option<String>,
}

/// Events as shown, in the same order.
///
/// # Errors
/// When the engine refuses.
pub fn events(tx: &mut Tx<'_>, events: Vec<Event>) -> Result<Vec<EventView>, Fault> {
    let mut names: HashMap<Uuid, Option<String>> = HashMap::new();
    let mut views = Vec::with_capacity(events.len());
    for event in events {
        let name = match event.actor.id() {
            None => None,
            Some(id) if names.contains_key(&id) => names.get(&id).cloned().flatten(),
            Some(id) => {
                let name = name_of(tx, event.actor)?;
                names.insert(id, name.clone());
                name
            }
        };
        views.push(EventView {
            seq: event.seq,
            at: event.at,
            kind: event.kind.as_str(),
            actor: ActorView { kind: event.actor.kind(), id: event.actor.id(), name },
            message_id: event.message_id.map(|id| id.0),
            data: event.data,
        });
    }
    Ok(views)
}

fn name_of(tx: &mut Tx<'_>, actor: Actor) -> Result<Option<String>, Fault> {
    match actor {
        Actor::Agent(id) => agent::name(tx, id),
        Actor::ApiKey(id) => api_key::name(tx, id),
        Actor::Contact(id) => tresen_storage::contact::name(tx, id),
        Actor::System | Actor::Bot | Actor::PhoneApp => Ok(None),
    }
}
