//! Filling a canned reply for one ticket.

use std::collections::BTreeMap;

use tresen_domain::{
    agent::Permission,
    canned_reply::{Filled, fill},
    contact::{Contact, first_name},
    id::{CannedReplyId, TicketId},
    ticket::Ticket,
};
use tresen_storage::{canned_reply as rows, contact, ticket};

use super::fields::Reach;
use crate::{Desk, Refusal, Who};

/// The text of a canned reply with the names of contact, agent, ticket and company put in.
///
/// What has no value stays visible as a placeholder and is reported, so that nobody greets "Hallo ,": a
/// contact known only by number or id has no name.
///
/// # Errors
/// [`Refusal::NotFound`] for either.
pub async fn render(
    desk: &Desk,
    who: &Who,
    id: CannedReplyId,
    ticket_id: TicketId,
) -> Result<Filled, Refusal> {
    who.needs(Permission::Answer)?;
    let asker = who.clone();
    let (reply, ticket, contact) = desk
        .store
        .read(move |tx| {
            let reach = Reach::of(tx, &asker)?;
            let reply = rows::get(tx, id)?
                .filter(|reply| reach.covers(reply.team_id))
                .ok_or(Refusal::NotFound { what: "canned reply" })?;
            if !ticket::may_see(tx, ticket_id, &asker.sight)? {
                return Err(Refusal::NotFound { what: "ticket" });
            }
            let ticket = ticket::get(tx, ticket_id)?.ok_or(Refusal::NotFound { what: "ticket" })?;
            let contact = contact::get(tx, ticket.contact_id)?;
            Ok((reply, ticket, contact))
        })
        .await?;
    Ok(fill(&reply.text, &values(desk, who, &ticket, contact.as_ref())))
}

fn values(
    desk: &Desk,
    who: &Who,
    ticket: &Ticket,
    contact: Option<&Contact>,
) -> BTreeMap<&'static str, String> {
    let given = |name: &Option<String>| {
        name.as_deref().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned)
    };
    let name = contact
        .and_then(|contact| given(&contact.display_name).or_else(|| given(&contact.profile_name)))
        .unwrap_or_default();
    let agent = if who.agent_id().is_some() { who.name.clone() } else { String::new() };
    BTreeMap::from([
        ("contact.first_name", first_name(&name).to_owned()),
        ("contact.name", name),
        ("agent.name", agent),
        ("ticket.number", ticket.number.to_string()),
        ("company.name", desk.config.company_name.clone()),
    ])
}
