//! Opening a ticket by hand: the desk writes first.

use std::sync::Arc;

use serde_json::json;
use tresen_domain::{
    agent::Permission,
    event::{EventKind, NewEvent},
    id::{AgentId, ChannelId, ContactId, TeamId, ThreadId, TicketId},
    ticket::{Owner, Priority, Status, Ticket},
    window::ServiceWindow,
};
use tresen_storage::{
    agent, contact, event, team,
    thread::{self, Thread},
    ticket,
};

use crate::{
    Desk, Refusal, Who,
    view::{self, TicketView},
};

/// A ticket to open.
#[derive(Debug, Clone)]
pub struct OpenTicket {
    /// Whose case.
    pub contact_id: ContactId,
    /// Over which number.
    pub channel_id: ChannelId,
    /// In a few words.
    pub subject: Option<String>,
    /// Into this team.
    pub team_id: Option<TeamId>,
    /// To this agent; without it the asker owns it.
    pub agent_id: Option<AgentId>,
}

/// Opens a ticket in the contact's thread.
///
/// # Errors
/// [`Refusal::Conflict`] with `ticket_id` when one is running already; [`Refusal::Invalid`] for unknown ids or a
/// contact that has no address on the channel.
pub async fn open(desk: &Desk, who: &Who, command: OpenTicket) -> Result<TicketView, Refusal> {
    who.needs(Permission::Answer)?;
    let (ids, now, who) = (Arc::clone(&desk.ids), desk.now(), who.clone());
    desk.store
        .write(move |tx| {
            let unknown = |field: &'static str| Refusal::invalid(field, "unknown", "there is no such thing");
            contact::get(tx, command.contact_id)?.ok_or_else(|| unknown("contact_id"))?;
            tresen_storage::channel::get(tx, command.channel_id)?.ok_or_else(|| unknown("channel_id"))?;
            if let Some(id) = command.team_id {
                team::get(tx, id)?.ok_or_else(|| unknown("team_id"))?;
            }
            let owner = command.agent_id.or(who.agent_id());
            if let Some(id) = owner {
                agent::get(tx, id)?.filter(|agent| agent.is_active).ok_or_else(|| unknown("agent_id"))?;
            }
            let is_reachable = contact::identities_of(tx, &[command.contact_id])?
                .iter()
                .any(|identity| identity.channel_id == command.channel_id);
            if !is_reachable {
                return Err(Refusal::invalid(
                    "channel_id",
                    "unknown",
                    "the contact has no address on this channel",
                ));
            }
            let mut thread = match thread::find_by_pair(tx, command.channel_id, command.contact_id)? {
                Some(thread) => thread,
                None => begin_thread(tx, ThreadId::new(ids.as_ref(), now), &command, now)?,
            };
            if let Some(running) = thread
                .newest_ticket_id
                .map(|id| ticket::get(tx, id))
                .transpose()?
                .flatten()
                .filter(|ticket| !ticket.status.is_done())
            {
                return Err(Refusal::Conflict {
                    detail: format!("ticket #{} is running in this thread already", running.number),
                    extra: json!({ "ticket_id": running.id }),
                });
            }
            let opened = Ticket {
                id: TicketId::new(ids.as_ref(), now),
                number: ticket::next_number(tx)?,
                channel_id: command.channel_id,
                thread_id: thread.id,
                contact_id: command.contact_id,
                subject: command.subject.unwrap_or_default().trim().chars().take(200).collect(),
                kind: String::new(),
                status: Status::Open,
                priority: Priority::Normal,
                owner: owner.map_or(command.team_id.map_or(Owner::Nobody, Owner::Queue), Owner::Agent),
                team_id: command.team_id,
                tags: Vec::new(),
                unread_count: 0,
                waiting_since: None,
                snoozed_until: None,
                opened_at: now,
                updated_at: now,
                last_message_at: now,
                solved_at: None,
                closed_at: None,
                version: 1,
            };
            ticket::insert(tx, &opened, thread.window)?;
            thread.newest_ticket_id = Some(opened.id);
            thread::update(tx, &thread)?;
            event::append(
                tx,
                &NewEvent::of_ticket(
                    EventKind::TicketOpened,
                    who.actor,
                    &opened,
                    now,
                    json!({ "number": opened.number }),
                ),
            )?;
            let summary = ticket::summary(tx, opened.id)?.ok_or(Refusal::NotFound { what: "ticket" })?;
            view::tickets(tx, vec![summary])?.pop().ok_or(Refusal::NotFound { what: "ticket" })
        })
        .await
}

fn begin_thread(
    tx: &mut tresen_storage::Tx<'_>,
    id: ThreadId,
    command: &OpenTicket,
    now: tresen_domain::time::Timestamp,
) -> Result<Thread, Refusal> {
    let thread = Thread {
        id,
        channel_id: command.channel_id,
        contact_id: command.contact_id,
        window: ServiceWindow::default(),
        newest_ticket_id: None,
        last_inbound_wamid: None,
        created_at: now,
    };
    thread::insert(tx, &thread)?;
    Ok(thread)
}
