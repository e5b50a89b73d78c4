//! Throwing a draft away.

use tresen_domain::{agent::Permission, id::TicketId};
use tresen_storage::draft as rows;

use super::writer;
use crate::{Desk, Refusal, Who, list_changed::list_changed};

/// Removes one's draft in a ticket; fine when there is none, also when the ticket may not be seen any more.
///
/// # Errors
/// [`Refusal::Forbidden`].
pub async fn delete(desk: &Desk, who: &Who, ticket_id: TicketId) -> Result<(), Refusal> {
    who.needs(Permission::Answer)?;
    let (agent_id, actor, now) = (writer(who)?, who.actor, desk.now());
    desk.store
        .write(move |tx| {
            if rows::delete(tx, agent_id, ticket_id)? {
                list_changed(tx, actor, "drafts", now)?;
            }
            Ok(())
        })
        .await
}
