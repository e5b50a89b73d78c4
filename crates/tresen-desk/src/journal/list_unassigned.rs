//! Numbers that webhooks name and no channel has.

use tresen_domain::agent::Permission;
use tresen_storage::journal::{self, UnassignedNumber};

use crate::{Desk, Refusal, Who};

/// Numbers without a channel, the one seen last first, at most 100.
///
/// # Errors
/// [`Refusal::Forbidden`] below administrator.
pub async fn list_unassigned(desk: &Desk, who: &Who) -> Result<Vec<UnassignedNumber>, Refusal> {
    who.needs(Permission::Administer)?;
    Ok(desk.store.read(journal::list_unassigned).await?)
}
