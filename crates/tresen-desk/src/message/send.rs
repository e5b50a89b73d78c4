//! Answering a ticket: text, file, template or note, and what becomes of the ticket with it.

use std::sync::Arc;

use serde_json::{Value, json};
use tresen_domain::{
    agent::Permission,
    id::{AgentId, MediaId, MessageId, NoticeId, TemplateId, TicketId},
    markup::plain_preview,
    media::{MediaKind, MediaState},
    message::{Direction, MessageKind},
    split::{CAPTION_LIMIT, TEXT_LIMIT, split_text},
    template::{HeaderFormat, VariableValue},
    ticket::{Owner, Status, Ticket},
    time::Timestamp,
};
use tresen_storage::{
    Tx, agent,
    media::{self, MediaRow},
    message, notice, template, thread,
};
use tresen_vision::document::safe_file_name;

use super::{
    queue::{Draft, queue},
    template::StoredTemplate,
};
use crate::{
    Desk, Refusal, Who,
    notice::{MENTION, tell},
    ticket::{StatusChange, change_status, save, visible},
    view::MessageView,
};

/// Most characters of a note.
const NOTE_LIMIT: usize = 20_000;
/// Most characters of one reply, before it is split: about ten messages.
const REPLY_LIMIT: usize = 40_000;

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

/// Writes and queues an answer. Whoever answers a ticket that nobody owns takes it over.
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
            if before.status == Status::Closed {
                return Err(Refusal::TicketClosed);
            }
            let drafts = drafts(tx, &before, &command, now)?;
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

/// What the answer becomes on WhatsApp, checked before anything is written.
fn drafts(tx: &mut Tx<'_>, ticket: &Ticket, command: &Send, now: Timestamp) -> Result<Vec<Draft>, Refusal> {
    if command.client_id.as_ref().is_some_and(|id| id.chars().count() > 64) {
        return Err(Refusal::invalid("client_id", "too_long", "at most 64 characters"));
    }
    let thread = thread::get(tx, ticket.thread_id)?.ok_or(Refusal::NotFound { what: "thread" })?;
    let is_free_form = !matches!(command.content, Content::Template { .. } | Content::Note { .. });
    thread.window.admit(is_free_form, now)?;
    let mut drafts = match &command.content {
        Content::Text(text) => texts(text)?,
        Content::File { kind, media_id, text, file_name } => {
            file(tx, ticket, *kind, *media_id, text.as_deref(), file_name.as_deref())?
        }
        Content::Template { template_id, values, header_media_id } => {
            vec![filled(tx, ticket, *template_id, values, *header_media_id)?]
        }
        Content::Note { text, mentions } => vec![note(text, mentions)?],
    };
    if let Some(first) = drafts.first_mut() {
        first.client_id.clone_from(&command.client_id);
        first.context = quoted(tx, ticket, command.reply_to)?;
    }
    Ok(drafts)
}

fn texts(text: &str) -> Result<Vec<Draft>, Refusal> {
    let length = text.chars().count();
    if length > REPLY_LIMIT {
        return Err(Refusal::TextTooLong { length, limit: REPLY_LIMIT });
    }
    let pieces = split_text(text, TEXT_LIMIT);
    if pieces.is_empty() {
        return Err(Refusal::invalid("text", "required", "write something"));
    }
    Ok(pieces.into_iter().map(|piece| Draft { text: Some(piece.to_owned()), ..Draft::default() }).collect())
}

fn file(
    tx: &mut Tx<'_>,
    ticket: &Ticket,
    kind: MediaKind,
    media_id: MediaId,
    text: Option<&str>,
    file_name: Option<&str>,
) -> Result<Vec<Draft>, Refusal> {
    let mime = usable(tx, ticket, media_id, Some(kind), "media_id")?.mime.unwrap_or_default();
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    let takes_caption = !matches!(kind, MediaKind::Audio | MediaKind::Sticker);
    let caption = text.filter(|text| takes_caption && text.chars().count() <= CAPTION_LIMIT);
    let kind = MessageKind::parse(kind.as_str()).unwrap_or(MessageKind::Document);
    let mut drafts = vec![Draft {
        kind: Some(kind),
        media_id: Some(media_id),
        text: caption.map(str::to_owned),
        detail: file_name.map(|name| json!({ "file_name": safe_file_name(Some(name), &mime) })),
        ..Draft::default()
    }];
    if let (Some(text), None) = (text, caption) {
        drafts.extend(texts(text)?);
    }
    Ok(drafts)
}

/// Refuses files that are not there, not of this channel, or of another kind.
fn usable(
    tx: &mut Tx<'_>,
    ticket: &Ticket,
    id: MediaId,
    kind: Option<MediaKind>,
    field: &str,
) -> Result<MediaRow, Refusal> {
    let media = media::get(tx, id)?.filter(|media| media.channel_id == ticket.channel_id);
    let Some(media) = media else {
        return Err(Refusal::invalid(field, "unknown", "upload the file for this channel first"));
    };
    match media.state {
        MediaState::Ready => {}
        MediaState::Pending => return Err(Refusal::MediaNotReady),
        MediaState::Failed | MediaState::Expired | MediaState::Deleted => return Err(Refusal::MediaGone),
    }
    match kind {
        Some(kind) if kind != media.kind && kind != MediaKind::Document => Err(Refusal::MediaRejected {
            check: "kind".to_owned(),
            reason: format!("the file is of kind `{}`, not `{kind}`", media.kind),
        }),
        _ => Ok(media),
    }
}

fn filled(
    tx: &mut Tx<'_>,
    ticket: &Ticket,
    id: TemplateId,
    values: &[VariableValue],
    header_media_id: Option<MediaId>,
) -> Result<Draft, Refusal> {
    let known = template::get(tx, id)?
        .filter(|known| known.channel_id == ticket.channel_id)
        .ok_or(Refusal::TemplateUnknown)?;
    if !known.is_approved() {
        return Err(Refusal::TemplateNotApproved { status: known.status });
    }
    known.body.check(values).map_err(Refusal::TemplateValues)?;
    let needs_file = matches!(
        known.body.header_format,
        HeaderFormat::Image | HeaderFormat::Video | HeaderFormat::Document
    );
    let header_media_id = match (needs_file, header_media_id) {
        (true, None) => {
            return Err(Refusal::invalid("header_media_id", "required", "this template begins with a file"));
        }
        (true, Some(id)) => {
            usable(tx, ticket, id, None, "header_media_id")?;
            Some(id)
        }
        (false, _) => None,
    };
    let stored = StoredTemplate {
        template_id: id,
        name: known.name.clone(),
        language: known.language.clone(),
        values: values.to_vec(),
        header_format: known.body.header_format,
        header: known.body.rendered_header(values),
        footer: known.body.footer.clone(),
        buttons: known.body.buttons.clone(),
        header_media_id,
    };
    Ok(Draft {
        kind: Some(MessageKind::Template),
        text: Some(known.body.rendered(values)),
        media_id: header_media_id,
        template: Some(json!(stored)),
        ..Draft::default()
    })
}

fn note(text: &str, mentions: &[AgentId]) -> Result<Draft, Refusal> {
    let text = text.trim();
    let length = text.chars().count();
    if text.is_empty() {
        return Err(Refusal::invalid("text", "required", "write something"));
    }
    if length > NOTE_LIMIT {
        return Err(Refusal::TextTooLong { length, limit: NOTE_LIMIT });
    }
    let mut mentions = mentions.to_vec();
    mentions.sort_unstable();
    mentions.dedup();
    Ok(Draft { kind: Some(MessageKind::Note), text: Some(text.to_owned()), mentions, ..Draft::default() })
}

/// What is answered; only messages that the platform knows can be quoted to the customer.
fn quoted(tx: &mut Tx<'_>, ticket: &Ticket, reply_to: Option<MessageId>) -> Result<Option<Value>, Refusal> {
    let Some(id) = reply_to else { return Ok(None) };
    match message::get(tx, id)? {
        Some(quoted) if quoted.thread_id == ticket.thread_id && quoted.direction != Direction::Internal => {
            Ok(Some(
                json!({ "message_id": id, "wamid": quoted.wamid, "is_forwarded": false, "is_frequently_forwarded": false }),
            ))
        }
        _ => Err(Refusal::invalid(
            "reply_to",
            "unknown",
            "it names no message of this thread that the customer can see",
        )),
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
