//! Taking a number off that nobody ever wrote on.

use tresen_domain::{agent::Permission, id::ChannelId};
use tresen_storage::channel as rows;

use crate::{Desk, Refusal, Who, list_changed::list_changed};

/// Deletes a channel that has no threads. One with threads stays: its history belongs to it.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::Conflict`] when there are threads.
pub async fn delete(desk: &Desk, who: &Who, id: ChannelId) -> Result<(), Refusal> {
    who.needs(Permission::Administer)?;
    let (actor, now) = (who.actor, desk.now());
    desk.store
        .write(move |tx| {
            if rows::has_threads(tx, id)? {
                return Err(Refusal::conflict("the channel has threads; it can be renamed, not deleted"));
            }
            if !rows::delete(tx, id)? {
                return Err(Refusal::NotFound { what: "channel" });
            }
            Ok(list_changed(tx, actor, "channels", now)?)
        })
        .await
}
