//! Throwing a draft away.

use tresen_domain::{agent::Permission, id::TicketId};
use tresen_storage::draft as rows;

use super::{check_ticket, writer};
use crate::{Desk, Refusal, Who, list_changed::list_changed};

/// Removes one's draft in a ticket, also when the ticket may not be seen any more; fine when there is none.
///
/// # Errors
/// [`Refusal::NotFound`] without a draft for a ticket one may not see.
pub async fn delete(desk: &Desk, who: &Who, ticket_id: TicketId) -> Result<(), Refusal> {
    who.needs(Permission::Answer)?;
    let (agent_id, who, now) = (writer(who)?, who.clone(), desk.now());
    desk.store
        .write(move |tx| {
            if rows::delete(tx, agent_id, ticket_id)? {
                return Ok(list_changed(tx, who.actor, "drafts", now)?);
            }
            check_ticket(tx, &who, ticket_id)
        })
        .await
}
