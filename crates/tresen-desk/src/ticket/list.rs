//! Lists of tickets as screens ask for them, one ticket, its event log, the labels in use.

use tresen_domain::{
    id::{AgentId, ChannelId, ContactId, TeamId, TicketId},
    ticket::Status,
};
use tresen_storage::{
    event,
    ticket::{self, Cursor, Filter, Sort},
};

use super::visible;
use crate::{
    Desk, Refusal, Who,
    view::{self, EventView, TicketView},
};

/// A ready-made selection.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum View {
    /// Assigned to the asker.
    Inbox,
    /// Without an agent.
    Unassigned,
    /// Mentioning the asker.
    Mentions,
    /// Snoozed tickets of the asker.
    Snoozed,
    /// Everything that may be seen.
    #[default]
    All,
}

/// What a list shows.
#[derive(Debug, Clone)]
pub struct ListTickets {
    /// The selection.
    pub view: View,
    /// Only these statuses; empty for all.
    pub statuses: Vec<Status>,
    /// Only of this team.
    pub team_id: Option<TeamId>,
    /// Only of this agent.
    pub agent_id: Option<AgentId>,
    /// Only with this label.
    pub tag: Option<String>,
    /// Only of this contact.
    pub contact_id: Option<ContactId>,
    /// Only of this channel.
    pub channel_id: Option<ChannelId>,
    /// In which order.
    pub sort: Sort,
    /// Where the page begins.
    pub after: Option<Cursor>,
    /// At most so many.
    pub limit: usize,
}

/// A page of tickets.
#[derive(Debug)]
pub struct TicketsPage {
    /// The tickets.
    pub items: Vec<TicketView>,
    /// Where the next page begins.
    pub next: Option<Cursor>,
}

/// A page of a ticket's event log, newest first.
#[derive(Debug)]
pub struct EventsPage {
    /// The events.
    pub items: Vec<EventView>,
    /// The place before which the next page begins.
    pub next: Option<i64>,
}

/// A page of tickets.
///
/// # Errors
/// [`Refusal::Storage`] when the database fails.
pub async fn list(desk: &Desk, who: &Who, asked: ListTickets) -> Result<TicketsPage, Refusal> {
    let (me, sight, now) = (who.agent_id(), who.sight.clone(), desk.now());
    desk.store
        .read(move |tx| {
            let nobody = AgentId(uuid::Uuid::nil());
            let mut filter = Filter {
                statuses: asked.statuses,
                owner: asked.agent_id,
                team_id: asked.team_id,
                tag: asked.tag,
                contact_id: asked.contact_id,
                channel_id: asked.channel_id,
                ..Filter::default()
            };
            match asked.view {
                View::Inbox => filter.owner = Some(me.unwrap_or(nobody)),
                View::Unassigned => filter.is_unowned = true,
                View::Mentions => filter.mentions = Some(me.unwrap_or(nobody)),
                View::Snoozed => {
                    filter.statuses = vec![Status::Snoozed];
                    filter.owner = filter.owner.or(me);
                }
                View::All => {}
            }
            let (summaries, next) =
                ticket::list(tx, &filter, &sight, asked.sort, asked.after, now, asked.limit)?;
            Ok(TicketsPage { items: view::tickets(tx, summaries)?, next })
        })
        .await
}

/// One ticket.
///
/// # Errors
/// [`Refusal::NotFound`] when it may not be seen.
pub async fn get(desk: &Desk, who: &Who, id: TicketId) -> Result<TicketView, Refusal> {
    let who = who.clone();
    desk.store
        .read(move |tx| {
            visible(tx, &who, id)?;
            let summary = ticket::summary(tx, id)?.ok_or(Refusal::NotFound { what: "ticket" })?;
            view::tickets(tx, vec![summary])?.pop().ok_or(Refusal::NotFound { what: "ticket" })
        })
        .await
}

/// A page of a ticket's event log.
///
/// # Errors
/// [`Refusal::NotFound`] when it may not be seen.
pub async fn events(
    desk: &Desk,
    who: &Who,
    id: TicketId,
    before: Option<i64>,
    limit: usize,
) -> Result<EventsPage, Refusal> {
    let who = who.clone();
    desk.store
        .read(move |tx| {
            visible(tx, &who, id)?;
            let wanted = i64::try_from(limit.saturating_add(1)).unwrap_or(i64::MAX);
            let mut events = event::list_of_ticket(tx, id, before.unwrap_or(i64::MAX), wanted)?;
            let has_more = events.len() > limit;
            events.truncate(limit);
            let next = events.last().filter(|_| has_more).map(|event| event.seq);
            Ok(EventsPage { items: view::events(tx, events)?, next })
        })
        .await
}

/// Every label with the number of tickets that carry it.
///
/// # Errors
/// [`Refusal::Storage`] when the database fails.
pub async fn tags(desk: &Desk) -> Result<Vec<(String, i64)>, Refusal> {
    Ok(desk.store.read(ticket::tags).await?)
}
