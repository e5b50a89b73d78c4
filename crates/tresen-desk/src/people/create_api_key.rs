//! Making a key for a program.

use tresen_domain::{
    agent::{Permission, Role},
    id::ApiKeyId,
};
use tresen_storage::api_key::{self, ApiKey};

use super::{Secret, text::Fields};
use crate::{Desk, Refusal, Who};

/// Every key begins with this, so that scanners of leaked secrets can know it.
const PREFIX: &str = "tresen_";

/// A new key.
#[derive(Debug, Clone)]
pub struct CreateApiKey {
    /// What it is for.
    pub name: String,
    /// What it may do.
    pub role: Role,
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct CreatedKey {
    /// What is kept.
    pub api_key: ApiKey,
    /// The key itself; it is not shown again.
    pub key: Secret,
}

/// Makes a key: `tresen_` and 43 characters.
///
/// # Errors
/// [`Refusal::Forbidden`] below administrator, [`Refusal::Invalid`].
pub async fn create_api_key(desk: &Desk, who: &Who, command: CreateApiKey) -> Result<CreatedKey, Refusal> {
    who.needs(Permission::Administer)?;
    let mut fields = Fields::default();
    let name = fields.name("name", &command.name);
    fields.end()?;
    let now = desk.now();
    let key = Secret::random(PREFIX)?;
    let api_key = ApiKey {
        id: ApiKeyId::new(desk.ids.as_ref(), now),
        name,
        role: command.role,
        prefix: key.expose().chars().take(PREFIX.len() + 5).collect(),
        created_at: now,
        last_used_at: None,
    };
    let (kept, digest) = (api_key.clone(), key.digest());
    desk.store.write::<_, Refusal, _>(move |tx| Ok(api_key::insert(tx, &kept, &digest)?)).await?;
    Ok(CreatedKey { api_key, key })
}
