//! Items put aside because they could not be applied.

use tresen_domain::agent::Permission;
use tresen_storage::journal::{self, ParkedItem};
use uuid::Uuid;

use crate::{Desk, Refusal, Who};

/// Items put aside before `before` (exclusive), newest first, at most `limit`.
///
/// # Errors
/// [`Refusal::Forbidden`] below administrator.
pub async fn list_parked(
    desk: &Desk,
    who: &Who,
    before: Option<Uuid>,
    limit: i64,
) -> Result<Vec<ParkedItem>, Refusal> {
    who.needs(Permission::Administer)?;
    Ok(desk.store.read(move |tx| journal::list_parked(tx, before, limit)).await?)
}
