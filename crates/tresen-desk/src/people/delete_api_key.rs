//! Taking a program's key away.

use tresen_domain::{agent::Permission, id::ApiKeyId};
use tresen_storage::api_key;

use crate::{Desk, Refusal, Who};

/// Removes a key: its next request is turned away.
///
/// # Errors
/// [`Refusal::Forbidden`] below administrator; [`Refusal::NotFound`].
pub async fn delete_api_key(desk: &Desk, who: &Who, id: ApiKeyId) -> Result<(), Refusal> {
    who.needs(Permission::Administer)?;
    desk.store
        .write(
            move |tx| {
                if api_key::delete(tx, id)? { Ok(()) } else { Err(Refusal::NotFound { what: "API key" }) }
            },
        )
        .await
}
