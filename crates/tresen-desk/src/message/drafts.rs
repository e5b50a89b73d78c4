//! What an answer becomes on WhatsApp: checked before anything is written.

use serde_json::{Value, json};
use tresen_domain::{
    id::{AgentId, MediaId, MessageId, TemplateId},
    media::{MediaKind, MediaState},
    message::{Direction, MessageKind},
    split::{CAPTION_LIMIT, TEXT_LIMIT, split_text},
    template::{HeaderFormat, VariableValue},
    ticket::Ticket,
    time::Timestamp,
};
use tresen_storage::{
    Tx,
    media::{self, MediaRow},
    message, template, thread,
};
use tresen_vision::document::safe_file_name;

use super::{
    queue::Draft,
    send::{Content, Send},
    template::StoredTemplate,
};
use crate::{Refusal, Who, media::may_have};

/// Where an answer goes, and who gives it.
#[derive(Clone, Copy)]
pub(super) struct To<'a> {
    pub(super) ticket: &'a Ticket,
    pub(super) who: &'a Who,
}

/// Most characters of a note.
const NOTE_LIMIT: usize = 20_000;
/// Most characters of one reply, before it is split: about ten messages.
const REPLY_LIMIT: usize = 40_000;

/// What the answer becomes on WhatsApp, checked before anything is written.
pub(super) fn drafts(
    tx: &mut Tx<'_>,
    to: To<'_>,
    command: &Send,
    now: Timestamp,
) -> Result<Vec<Draft>, Refusal> {
    let ticket = to.ticket;
    if command.client_id.as_ref().is_some_and(|id| id.chars().count() > 64) {
        return Err(Refusal::invalid("client_id", "too_long", "at most 64 characters"));
    }
    let thread = thread::get(tx, ticket.thread_id)?.ok_or(Refusal::NotFound { what: "thread" })?;
    let is_free_form = !matches!(command.content, Content::Template { .. } | Content::Note { .. });
    thread.window.admit(is_free_form, now)?;
    let mut drafts = match &command.content {
        Content::Text(text) => texts(text)?,
        Content::File { kind, media_id, text, file_name } => {
            file(tx, to, *kind, *media_id, text.as_deref(), file_name.as_deref())?
        }
        Content::Template { template_id, values, header_media_id } => {
            vec![filled(tx, to, *template_id, values, *header_media_id)?]
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
    to: To<'_>,
    kind: MediaKind,
    media_id: MediaId,
    text: Option<&str>,
    file_name: Option<&str>,
) -> Result<Vec<Draft>, Refusal> {
    let mime = usable(tx, to, media_id, Some(kind), "media_id")?.mime.unwrap_or_default();
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

/// Refuses files that are not there, not of this channel, of another kind, or not for the asker's eyes.
fn usable(
    tx: &mut Tx<'_>,
    to: To<'_>,
    id: MediaId,
    kind: Option<MediaKind>,
    field: &str,
) -> Result<MediaRow, Refusal> {
    let unknown = || Refusal::invalid(field, "unknown", "upload the file for this channel first");
    let media =
        media::get(tx, id)?.filter(|media| media.channel_id == to.ticket.channel_id).ok_or_else(unknown)?;
    if !may_have(tx, to.who, &media)? {
        return Err(unknown());
    }
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
    to: To<'_>,
    id: TemplateId,
    values: &[VariableValue],
    header_media_id: Option<MediaId>,
) -> Result<Draft, Refusal> {
    let known = template::get(tx, id)?
        .filter(|known| known.channel_id == to.ticket.channel_id)
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
            usable(tx, to, id, None, "header_media_id")?;
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
