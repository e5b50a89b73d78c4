//! Answering a ticket: text, file, template or note, and what becomes of the ticket with it.

use std::sync::Arc;

use tresen_domain::{
    agent::Permission,
    id::{AgentId, MediaId, MessageId, NoticeId, TemplateId, TicketId},
    markup::plain_preview,
    media::MediaKind,
    template::VariableValue,
    ticket::{Owner, Status, Ticket},
    time::Timestamp,
};
use tresen_storage::{Tx, agent, message, notice};

use super::{
    drafts::{To, drafts},
    queue::queue,
};
use crate::{
    Desk, Refusal, Who,
    notice::{MENTION, tell},
    ticket::{StatusChange, change_status, save, visible},
    view::MessageView,
};

/// An answer to a ticket.
#[derive(Debug, Clone)]
pub struct Send {
    /// Which ticket.
    pub ticket_id: TicketId,
    /// What.
    pub content: Content,
    /// The message it answers, of the same thread.
    pub reply_to: Option<MessageId>,
    /// The browser's own id of an optimistic send; at most 64 characters.
    pub client_id: Option<String>,
    /// What becomes of the ticket in the same unit of work.
    pub then: Option<Then>,
}

/// What is sent.
#[derive(Debug, Clone)]
pub enum Content {
    /// Text with WhatsApp's markup; a long one becomes several messages.
    Text(String),
    /// An uploaded file with an optional caption; a caption that is too long follows as text.
    File {
        /// As what it is sent.
        kind: MediaKind,
        /// The upload.
        media_id: MediaId,
        /// The caption.
        text: Option<String>,
        /// The name the customer sees, of documents; without it the upload's own.
        file_name: Option<String>,
    },
    /// An approved template.
    Template {
        /// Which.
        template_id: TemplateId,
        /// A value for each variable.
        values: Vec<VariableValue>,
        /// The file of its header, where it has one.
        header_media_id: Option<MediaId>,
    },
    /// Seen by the desk only.
    Note {
        /// The text.
        text: String,
        /// Who is told.
        mentions: Vec<AgentId>,
    },
}

/// What becomes of the ticket after the answer.
#[derive(Debug, Clone, Copy)]
pub struct Then {
    /// The new status.
    pub status: Status,
    /// For `snoozed`.
    pub snoozed_until: Option<Timestamp>,
}

/// Writes and queues an answer. Whoever answers a ticket that nobody owns takes it over. An answer whose
/// `client_id` the thread has already is not written again.
///
/// # Errors
/// [`Refusal::WindowClosed`] for free-form content outside the window, [`Refusal::TicketClosed`], the refusals of
/// templates, files and texts, [`Refusal::NotFound`] for a ticket that may not be seen.
pub async fn send(desk: &Desk, who: &Who, command: Send) -> Result<Vec<MessageView>, Refusal> {
    who.needs(Permission::Answer)?;
    let (ids, now, who) = (Arc::clone(&desk.ids), desk.now(), who.clone());
    desk.store
        .write(move |tx| {
            let before = visible(tx, &who, command.ticket_id)?;
            if let Some(client_id) = &command.client_id
                && let Some(sent) = message::find_by_client_id(tx, before.thread_id, client_id)?
            {
                return Ok(crate::view::messages(tx, &[sent])?);
            }
            if before.status == Status::Closed {
                return Err(Refusal::TicketClosed);
            }
            let drafts = drafts(tx, To { ticket: &before, who: &who }, &command, now)?;
            let mut sent = Vec::with_capacity(drafts.len());
            for draft in drafts {
                sent.push(queue(tx, ids.as_ref(), now, who.actor, &before, draft)?);
            }
            if let Content::Note { text, mentions } = &command.content {
                mention(tx, ids.as_ref(), now, &who, &before, sent.first().copied(), (text, mentions))?;
            }
            let mut after = before.clone();
            if !matches!(command.content, Content::Note { .. }) {
                answered(&mut after, &who, now);
            }
            if let Some(then) = command.then {
                change_status(
                    &mut after,
                    StatusChange { status: then.status, snoozed_until: then.snoozed_until },
                    now,
                )?;
            }
            save(tx, ids.as_ref(), now, &who, &before, after)?;
            let mut rows = message::list_by_ids(tx, &sent)?;
            rows.sort_by_key(|row| row.seq);
            Ok(crate::view::messages(tx, &rows)?)
        })
        .await
}

/// An answer ends the wait, and its author owns what nobody owned.
fn answered(ticket: &mut Ticket, who: &Who, now: Timestamp) {
    ticket.answer(now, now);
    ticket.unread_count = 0;
    if let (Some(agent), Owner::Nobody | Owner::Queue(_) | Owner::Bot) = (who.agent_id(), ticket.owner) {
        ticket.assign(Owner::Agent(agent), None);
    }
}

/// Tells everybody who is mentioned; being mentioned also lets them see the ticket.
fn mention(
    tx: &mut Tx<'_>,
    ids: &dyn tresen_domain::id::IdSource,
    now: Timestamp,
    who: &Who,
    ticket: &Ticket,
    message_id: Option<MessageId>,
    (text, mentions): (&str, &[AgentId]),
) -> Result<(), Refusal> {
    let Some(message_id) = message_id else { return Ok(()) };
    let mut told = Vec::new();
    for agent_id in mentions.iter().copied() {
        if told.contains(&agent_id) {
            continue;
        }
        told.push(agent_id);
        if !agent::get(tx, agent_id)?.is_some_and(|agent| agent.is_active) {
            return Err(Refusal::invalid(
                "mentions",
                "unknown",
                format!("there is no active agent {agent_id}"),
            ));
        }
        notice::insert_mention(tx, agent_id, message_id, ticket.id, now)?;
        if who.agent_id() == Some(agent_id) {
            continue;
        }
        tell(
            tx,
            &notice::Notice {
                id: NoticeId::new(ids, now),
                agent_id,
                kind: MENTION.to_owned(),
                ticket_id: Some(ticket.id),
                message_id: Some(message_id),
                actor_name: Some(who.name.clone()),
                text: plain_preview(text, 140),
                at: now,
                read_at: None,
            },
        )?;
    }
    Ok(())
}
