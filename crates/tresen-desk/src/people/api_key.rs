//! Finding the program behind a key, with every request.

use tresen_domain::{actor::Actor, agent::Sight};
use tresen_storage::api_key::{self, ApiKey};

use super::{Secret, session::TOUCH_EVERY};
use crate::{Desk, Refusal, Who};

/// The program behind a key; `None` for an unknown one. Programs see every ticket.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_api_key(desk: &Desk, key: &Secret) -> Result<Option<Who>, Refusal> {
    let digest = key.digest();
    let found: Option<ApiKey> =
        desk.store.read::<_, Refusal, _>(move |tx| Ok(api_key::find_by_hash(tx, &digest)?)).await?;
    let Some(api_key) = found else { return Ok(None) };
    let now = desk.now();
    if api_key.last_used_at.is_none_or(|last| now.since(last) >= TOUCH_EVERY) {
        let id = api_key.id;
        let noted =
            desk.store.write::<_, Refusal, _>(move |tx| Ok(api_key::set_last_used(tx, id, now)?)).await;
        if let Err(refusal) = noted {
            tracing::warn!(%refusal, "the use of an API key could not be noted");
        }
    }
    Ok(Some(Who {
        actor: Actor::ApiKey(api_key.id),
        name: api_key.name,
        role: api_key.role,
        sight: Sight::All,
    }))
}
