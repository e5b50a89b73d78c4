//! What happened between two places of the log, as objects to show.

use std::collections::BTreeSet;

use serde::Serialize;
use tresen_domain::{
    agent::Sight,
    event::{Event, EventKind},
    id::{AgentId, ContactId, MessageId, NoticeId, TeamId, TicketId},
    ticket::Owner,
    time::Timestamp,
};
use tresen_storage::{Fault, Tx, contact, message, notice, ticket};

use crate::view::{self, ContactView, MessageView, NoticeView, TicketView};

/// A frame as sent to a screen.
#[derive(Debug, Clone, Serialize)]
pub struct Changes<'c> {
    /// The place before the first event.
    pub from: i64,
    /// The place of the last event.
    pub to: i64,
    /// The server's time.
    pub server_time: Timestamp,
    /// Tickets to show.
    pub tickets: Vec<&'c TicketView>,
    /// Messages to show.
    pub messages: Vec<&'c MessageView>,
    /// Contacts to show.
    pub contacts: Vec<&'c ContactView>,
    /// Notices of the screen's agent.
    pub notices: Vec<&'c NoticeView>,
    /// Tickets that may no longer be seen.
    pub gone_ticket_ids: Vec<TicketId>,
    /// Lists to read again.
    pub refresh: Vec<&'c str>,
}

/// The same for everybody, with what is needed to cut it for each.
#[derive(Debug)]
pub struct Change {
    from: i64,
    to: i64,
    at: Timestamp,
    tickets: Vec<(Seen, TicketView)>,
    messages: Vec<(Option<TicketId>, MessageView)>,
    contacts: Vec<ContactView>,
    notices: Vec<(AgentId, NoticeView)>,
    refresh: Vec<String>,
}

/// What decides who may see a ticket.
#[derive(Debug)]
struct Seen {
    id: TicketId,
    team_id: Option<TeamId>,
    owner: Owner,
    mentioned: Vec<AgentId>,
}

impl Change {
    /// Reads what the events concern. `events` must not be empty for a frame with a place.
    pub(super) fn load(tx: &mut Tx<'_>, from: i64, events: &[Event], now: Timestamp) -> Result<Self, Fault> {
        let mut message_ids: BTreeSet<MessageId> = events
            .iter()
            .filter(|event| shows_message(event.kind))
            .filter_map(|event| event.message_id)
            .collect();
        message_ids.extend(
            events
                .iter()
                .filter(|event| event.kind == EventKind::MediaChanged)
                .filter_map(|event| event.message_id),
        );
        let rows = message::list_by_ids(tx, &message_ids.into_iter().collect::<Vec<_>>())?;
        let mut ticket_ids: BTreeSet<TicketId> = events.iter().filter_map(|event| event.ticket_id).collect();
        ticket_ids.extend(rows.iter().filter_map(|row| row.ticket_id));
        let contact_ids: Vec<ContactId> = events
            .iter()
            .filter(|event| event.kind == EventKind::ContactChanged)
            .filter_map(|event| event.contact_id)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        // A contact's new name stands in its running tickets as well.
        for id in &contact_ids {
            ticket_ids.extend(
                ticket::list_of_contact(tx, *id, &Sight::All, 20)?
                    .into_iter()
                    .map(|summary| summary.ticket.id),
            );
        }
        let summaries = ticket::list_by_ids(tx, &ticket_ids.into_iter().collect::<Vec<_>>(), &Sight::All)?;
        let mut seen = Vec::with_capacity(summaries.len());
        for summary in &summaries {
            let mentioned = notice::mentioned_in(tx, summary.ticket.id)?;
            seen.push(Seen {
                id: summary.ticket.id,
                team_id: summary.ticket.team_id,
                owner: summary.ticket.owner,
                mentioned,
            });
        }
        let places: Vec<_> = rows.iter().map(|row| row.ticket_id).collect();
        let contacts = contact::list_by_ids(tx, &contact_ids)?;
        Ok(Self {
            from,
            to: events.last().map_or(from, |event| event.seq),
            at: now,
            tickets: seen.into_iter().zip(view::tickets(tx, summaries)?).collect(),
            messages: places.into_iter().zip(view::messages(tx, &rows)?).collect(),
            contacts: view::contacts(tx, contacts)?,
            notices: notices(tx, events)?,
            refresh: refresh(events),
        })
    }

    /// The place before the first event.
    pub fn from(&self) -> i64 {
        self.from
    }

    /// The place of the last event.
    pub fn to(&self) -> i64 {
        self.to
    }

    /// The frame for one screen: only what its agent may see. `from`: the screen's place, so that frames join
    /// without a gap even when the screen knows the beginning of this one already.
    pub fn for_screen(&self, from: i64, sight: &Sight, agent_id: Option<AgentId>) -> Changes<'_> {
        let is_seen = |seen: &Seen| {
            let is_mentioned = agent_id.is_some_and(|agent| seen.mentioned.contains(&agent));
            sight.covers(seen.team_id, seen.owner, is_mentioned)
        };
        let gone: Vec<TicketId> =
            self.tickets.iter().filter(|(seen, _)| !is_seen(seen)).map(|(seen, _)| seen.id).collect();
        Changes {
            from,
            to: self.to,
            server_time: self.at,
            tickets: self.tickets.iter().filter(|(seen, _)| is_seen(seen)).map(|(_, view)| view).collect(),
            messages: self
                .messages
                .iter()
                .filter(|(ticket, _)| match ticket {
                    Some(id) => !gone.contains(id),
                    None => *sight == Sight::All,
                })
                .map(|(_, view)| view)
                .collect(),
            contacts: self.contacts.iter().collect(),
            notices: self
                .notices
                .iter()
                .filter(|(agent, _)| Some(*agent) == agent_id)
                .map(|(_, view)| view)
                .collect(),
            gone_ticket_ids: gone,
            refresh: self.refresh.iter().map(String::as_str).collect(),
        }
    }

    /// Whether agents or teams changed: what somebody may see may be another thing now.
    pub fn touches_people(&self) -> bool {
        self.refresh.iter().any(|list| list == "agents" || list == "teams")
    }

    /// Whether every screen that sees all gets the same frame: none of it is for one agent only.
    pub fn is_common(&self) -> bool {
        self.notices.is_empty()
    }
}

const fn shows_message(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::MessageReceived
            | EventKind::MessageQueued
            | EventKind::NoteAdded
            | EventKind::DeliveryAdvanced
            | EventKind::DeliveryFailed
            | EventKind::DeliveryRetried
            | EventKind::MessageChanged
    )
}

fn notices(tx: &mut Tx<'_>, events: &[Event]) -> Result<Vec<(AgentId, NoticeView)>, Fault> {
    let mut found = Vec::new();
    for event in events.iter().filter(|event| event.kind == EventKind::NoticeAdded) {
        let id = event
            .data
            .get("notice_id")
            .and_then(serde_json::Value::as_str)
            .and_then(|id| id.parse::<NoticeId>().ok());
        let Some(id) = id else { continue };
        if let Some(row) = notice::get(tx, id)? {
            let agent_id = row.agent_id;
            found.extend(view::notices(vec![row]).into_iter().map(|view| (agent_id, view)));
        }
    }
    Ok(found)
}

/// Lists to read again: those named by events, and the numbers beside the views when tickets moved.
fn refresh(events: &[Event]) -> Vec<String> {
    let mut lists = BTreeSet::new();
    for event in events {
        match event.kind {
            EventKind::ListChanged => {
                lists.extend(event.data.get("list").and_then(serde_json::Value::as_str).map(str::to_owned));
            }
            EventKind::DeliveryAdvanced
            | EventKind::MessageChanged
            | EventKind::MediaChanged
            | EventKind::ContactChanged
            | EventKind::WindowChanged => {}
            _ => {
                lists.insert("counts".to_owned());
            }
        }
    }
    lists.into_iter().collect()
}
