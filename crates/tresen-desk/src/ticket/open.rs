//! Opening a ticket by hand: the desk writes first.

use std::sync::Arc;

use serde_json::json;
use tresen_domain::{
    agent::Permission,
    event::{EventKind, NewEvent},
    id::{AgentId, ChannelId, ContactId, TeamId, ThreadId, TicketId},
    ticket::{Beginning, Owner, Status, Ticket},
    window::ServiceWindow,
};
use tresen_storage::{
    Tx, agent, contact, event, team,
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
    /// To this agent; without it and without a team the asker owns it.
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
            check(tx, &command)?;
            let mut thread = match thread::find_by_pair(tx, command.channel_id, command.contact_id)? {
                Some(thread) => thread,
                None => begin_thread(tx, ThreadId::new(ids.as_ref(), now), &command, now)?,
            };
            refuse_second(tx, &thread)?;
            let place = Beginning {
                id: TicketId::new(ids.as_ref(), now),
                number: ticket::next_number(tx)?,
                channel_id: thread.channel_id,
                thread_id: thread.id,
                contact_id: thread.contact_id,
                opened_at: now,
            };
            let mut opened =
                Ticket { status: Status::Open, team_id: command.team_id, ..Ticket::begin(place, now) };
            opened.subject = command.subject.unwrap_or_default().trim().chars().take(200).collect();
            opened.owner = match (command.agent_id, command.team_id, who.agent_id()) {
                (Some(agent), ..) | (None, None, Some(agent)) => Owner::Agent(agent),
                (None, Some(team), _) => Owner::Queue(team),
                (None, None, None) => Owner::Nobody,
            };
            ticket::insert(tx, &opened, thread.window)?;
            thread.newest_ticket_id = Some(opened.id);
            thread::update(tx, &thread)?;
            let data = json!({ "number": opened.number });
            event::append(tx, &NewEvent::of_ticket(EventKind::TicketOpened, who.actor, &opened, now, data))?;
            let summary = ticket::summary(tx, opened.id)?.ok_or(Refusal::NotFound { what: "ticket" })?;
            view::tickets(tx, vec![summary])?.pop().ok_or(Refusal::NotFound { what: "ticket" })
        })
        .await
}

/// Everything named must exist, and the contact must have an address on the channel.
fn check(tx: &mut Tx<'_>, command: &OpenTicket) -> Result<(), Refusal> {
    let unknown = |field: &'static str| Refusal::invalid(field, "unknown", "there is no such thing");
    contact::get(tx, command.contact_id)?.ok_or_else(|| unknown("contact_id"))?;
    tresen_storage::channel::get(tx, command.channel_id)?.ok_or_else(|| unknown("channel_id"))?;
    if let Some(id) = command.team_id {
        team::get(tx, id)?.ok_or_else(|| unknown("team_id"))?;
    }
    if let Some(id) = command.agent_id {
        agent::get(tx, id)?.filter(|agent| agent.is_active).ok_or_else(|| unknown("agent_id"))?;
    }
    let identities = contact::identities_of(tx, &[command.contact_id])?;
    if identities.iter().any(|identity| identity.channel_id == command.channel_id) {
        Ok(())
    } else {
        Err(Refusal::invalid("channel_id", "unknown", "the contact has no address on this channel"))
    }
}

/// A thread has one running ticket at most.
fn refuse_second(tx: &mut Tx<'_>, thread: &Thread) -> Result<(), Refusal> {
    let newest = thread.newest_ticket_id.map(|id| ticket::get(tx, id)).transpose()?.flatten();
    match newest.filter(|ticket| !ticket.status.is_done()) {
        None => Ok(()),
        Some(running) => Err(Refusal::Conflict {
            detail: format!("ticket #{} is running in this thread already", running.number),
            extra: json!({ "ticket_id": running.id }),
        }),
    }
}

fn begin_thread(
    tx: &mut Tx<'_>,
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
