//! Reading one's drafts.

use tresen_domain::{agent::Permission, draft::Draft, id::TicketId, time::Timestamp};
use tresen_storage::draft as rows;

use super::{check_ticket, writer};
use crate::{Desk, Refusal, Who};

/// One's draft in a ticket.
///
/// # Errors
/// [`Refusal::NotFound`] without a draft, or for a ticket one may not see.
pub async fn get(desk: &Desk, who: &Who, ticket_id: TicketId) -> Result<Draft, Refusal> {
    who.needs(Permission::Answer)?;
    let (agent_id, who) = (writer(who)?, who.clone());
    desk.store
        .read(move |tx| {
            check_ticket(tx, &who, ticket_id)?;
            rows::get(tx, agent_id, ticket_id)?.ok_or(Refusal::NotFound { what: "draft" })
        })
        .await
}

/// One's drafts, the latest first, at most `limit`, those before `before`.
///
/// # Errors
/// [`Refusal::NotFound`] for programs.
pub async fn list(
    desk: &Desk,
    who: &Who,
    before: Option<(Timestamp, TicketId)>,
    limit: i64,
) -> Result<Vec<Draft>, Refusal> {
    who.needs(Permission::Answer)?;
    let agent_id = writer(who)?;
    desk.store.read(move |tx| Ok(rows::list(tx, agent_id, before, limit)?)).await
}
