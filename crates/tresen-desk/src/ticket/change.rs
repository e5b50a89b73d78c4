//! Changing a ticket by hand: any of its fields in one unit of work, each change a fact.

use std::sync::Arc;

use serde_json::json;
use tresen_domain::{
    agent::Permission,
    event::{EventKind, NewEvent},
    id::{AgentId, IdSource, NoticeId, TeamId, TicketId},
    ticket::{Move, MoveRefused, Owner, Priority, Status, Ticket},
    time::Timestamp,
};
use tresen_storage::{Tx, agent, event, notice::Notice, team, thread, ticket};

use crate::{
    Desk, Refusal, Who,
    notice::{ASSIGNED, tell},
    view::{self, OwnerView, TicketView},
};

/// Most characters of a subject or type.
const SUBJECT_LIMIT: usize = 200;
/// Most characters of a label, and most labels.
const TAG_LIMIT: usize = 40;

/// What to change; absent fields stay.
#[derive(Debug, Clone, Default)]
pub struct UpdateTicket {
    /// In a few words.
    pub subject: Option<String>,
    /// Type of request.
    pub kind: Option<String>,
    /// How urgent.
    pub priority: Option<Priority>,
    /// Where it stands.
    pub status: Option<StatusChange>,
    /// Who is responsible.
    pub owner: Option<OwnerChange>,
    /// Labels to add.
    pub add_tags: Vec<String>,
    /// Labels to remove.
    pub remove_tags: Vec<String>,
    /// Refuse when it is at another version by now.
    pub version: Option<i64>,
}

/// A new status.
#[derive(Debug, Clone, Copy)]
pub struct StatusChange {
    /// The status.
    pub status: Status,
    /// For `snoozed`.
    pub snoozed_until: Option<Timestamp>,
}

/// A new owner.
#[derive(Debug, Clone, Copy)]
pub enum OwnerChange {
    /// One agent.
    Agent(AgentId),
    /// A team's queue.
    Queue(TeamId),
    /// Nobody; the team stays.
    Nobody,
}

/// Changes a ticket.
///
/// # Errors
/// [`Refusal::VersionConflict`], [`Refusal::TicketClosed`], [`Refusal::Invalid`] for values that do not fit,
/// [`Refusal::NotFound`] when it may not be seen.
pub async fn update(
    desk: &Desk,
    who: &Who,
    id: TicketId,
    command: UpdateTicket,
) -> Result<TicketView, Refusal> {
    who.needs(Permission::Answer)?;
    let (ids, now, who) = (Arc::clone(&desk.ids), desk.now(), who.clone());
    desk.store
        .write(move |tx| {
            let before = visible(tx, &who, id)?;
            if let Some(given) = command.version.filter(|given| *given != before.version) {
                return Err(Refusal::VersionConflict { given, current: before.version });
            }
            let mut after = before.clone();
            fields(&mut after, &command)?;
            if let Some(owner) = command.owner {
                change_owner(tx, &mut after, owner)?;
            }
            if let Some(status) = command.status {
                change_status(&mut after, status, now)?;
            }
            save(tx, ids.as_ref(), now, &who, &before, after)?;
            let summary = ticket::summary(tx, id)?.ok_or(Refusal::NotFound { what: "ticket" })?;
            view::tickets(tx, vec![summary])?.pop().ok_or(Refusal::NotFound { what: "ticket" })
        })
        .await
}

/// The ticket, if it may be seen.
pub(crate) fn visible(tx: &mut Tx<'_>, who: &Who, id: TicketId) -> Result<Ticket, Refusal> {
    let not_found = Refusal::NotFound { what: "ticket" };
    if !ticket::may_see(tx, id, &who.sight)? {
        return Err(not_found);
    }
    ticket::get(tx, id)?.ok_or(not_found)
}

fn fields(after: &mut Ticket, command: &UpdateTicket) -> Result<(), Refusal> {
    for (field, value, slot) in
        [("subject", &command.subject, &mut after.subject), ("type", &command.kind, &mut after.kind)]
    {
        if let Some(value) = value {
            let value = value.trim();
            if value.chars().count() > SUBJECT_LIMIT {
                return Err(Refusal::invalid(
                    field,
                    "too_long",
                    format!("at most {SUBJECT_LIMIT} characters"),
                ));
            }
            value.clone_into(slot);
        }
    }
    if let Some(priority) = command.priority {
        after.priority = priority;
    }
    if command.add_tags.iter().any(|tag| tag.chars().count() > TAG_LIMIT || tag.chars().any(char::is_control))
    {
        return Err(Refusal::invalid(
            "tags.add",
            "too_long",
            format!("a label has at most {TAG_LIMIT} characters"),
        ));
    }
    after.retag(&command.add_tags, &command.remove_tags);
    if after.tags.len() > TAG_LIMIT {
        return Err(Refusal::invalid("tags.add", "range", format!("at most {TAG_LIMIT} labels")));
    }
    Ok(())
}

fn change_owner(tx: &mut Tx<'_>, after: &mut Ticket, owner: OwnerChange) -> Result<(), Refusal> {
    match owner {
        OwnerChange::Agent(id) => {
            let agent = agent::get(tx, id)?.filter(|agent| agent.is_active);
            let Some(agent) = agent else {
                return Err(Refusal::invalid("owner.agent_id", "unknown", "there is no such active agent"));
            };
            let only_team = if let [team] = agent.team_ids.as_slice() { Some(*team) } else { None };
            after.assign(Owner::Agent(id), only_team);
        }
        OwnerChange::Queue(id) => {
            if team::get(tx, id)?.is_none() {
                return Err(Refusal::invalid("owner.team_id", "unknown", "there is no such team"));
            }
            after.assign(Owner::Queue(id), None);
        }
        OwnerChange::Nobody => {
            after.assign(Owner::Nobody, None);
        }
    }
    Ok(())
}

/// Moves to a status by hand.
pub(crate) fn change_status(after: &mut Ticket, change: StatusChange, now: Timestamp) -> Result<(), Refusal> {
    let step = match (change.status, change.snoozed_until) {
        (Status::Snoozed, Some(until)) => Move::Snooze(until),
        (Status::Snoozed, None) => {
            return Err(Refusal::invalid("snoozed_until", "required", "say until when"));
        }
        (status, _) => Move::To(status),
    };
    after.move_to(step, now).map(|_| ()).map_err(|refused| match refused {
        MoveRefused::Closed => Refusal::TicketClosed,
        MoveRefused::BackToNew => Refusal::invalid("status", "range", refused.to_string()),
        MoveRefused::NoEnd => Refusal::invalid("snoozed_until", "range", refused.to_string()),
    })
}

/// Writes what changed, with a fact for each change, and tells a new owner. Nothing changed, nothing written.
pub(crate) fn save(
    tx: &mut Tx<'_>,
    ids: &dyn IdSource,
    now: Timestamp,
    who: &Who,
    before: &Ticket,
    mut after: Ticket,
) -> Result<Ticket, Refusal> {
    if *before == after {
        return Ok(after);
    }
    after.version = before.version.saturating_add(1);
    after.updated_at = now;
    let window = thread::get(tx, after.thread_id)?.map(|thread| thread.window).unwrap_or_default();
    ticket::update(tx, before, &after, window)?;
    for (kind, data) in facts(before, &after) {
        event::append(tx, &NewEvent::of_ticket(kind, who.actor, &after, now, data))?;
    }
    if let Owner::Agent(agent_id) = after.owner
        && before.owner != after.owner
        && who.agent_id() != Some(agent_id)
    {
        tell(
            tx,
            &Notice {
                id: NoticeId::new(ids, now),
                agent_id,
                kind: ASSIGNED.to_owned(),
                ticket_id: Some(after.id),
                message_id: None,
                actor_name: Some(who.name.clone()),
                text: String::new(),
                at: now,
                read_at: None,
            },
        )?;
    }
    Ok(after)
}

fn facts(before: &Ticket, after: &Ticket) -> Vec<(EventKind, serde_json::Value)> {
    let mut facts = Vec::new();
    if before.owner != after.owner || before.team_id != after.team_id {
        facts.push((
            EventKind::OwnerChanged,
            json!({ "from": OwnerView::of(before), "to": OwnerView::of(after), "team_id": after.team_id }),
        ));
    }
    if before.status != after.status || before.snoozed_until != after.snoozed_until {
        facts.push((
            EventKind::StatusChanged,
            json!({ "from": before.status, "to": after.status, "until": after.snoozed_until }),
        ));
    }
    if before.priority != after.priority {
        facts.push((EventKind::PriorityChanged, json!({ "from": before.priority, "to": after.priority })));
    }
    for (field, from, to) in
        [("subject", &before.subject, &after.subject), ("type", &before.kind, &after.kind)]
    {
        if from != to {
            facts.push((EventKind::FieldChanged, json!({ "field": field, "from": from, "to": to })));
        }
    }
    if before.tags != after.tags {
        let only = |one: &[String], other: &[String]| {
            one.iter().filter(|tag| !other.contains(tag)).cloned().collect::<Vec<_>>()
        };
        facts.push((
            EventKind::TagsChanged,
            json!({ "added": only(&after.tags, &before.tags), "removed": only(&before.tags, &after.tags) }),
        ));
    }
    if facts.is_empty() {
        // Only the wait or the unread number moved: lists show them, so screens must hear of it.
        facts.push((EventKind::TicketRead, json!({})));
    }
    facts
}
