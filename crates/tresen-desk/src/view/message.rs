//! A message as shown.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::Value;
use tresen_domain::{
    delivery::DeliveryTimes,
    id::{AgentId, ContactId, MediaId, MessageId},
    markup::plain_preview,
    message::AuthorKind,
    time::Timestamp,
};
use tresen_storage::{
    Fault, Tx, agent, media as media_rows,
    message::{self, MessageRow},
};
use utoipa::ToSchema;
use uuid::Uuid;

use super::media::{MediaView, media};
use crate::message::StoredTemplate;

/// Characters of a quoted message.
const QUOTE: usize = 200;

/// A message.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = Message)]
pub struct MessageView {
    /// Our id.
    pub id: Uuid,
    /// The channel.
    pub channel_id: Uuid,
    /// The thread.
    pub thread_id: Uuid,
    /// The ticket it belongs to.
    pub ticket_id: Option<Uuid>,
    /// The customer.
    pub contact_id: Uuid,
    /// WhatsApp's id, once known.
    pub wamid: Option<String>,
    /// The browser's own id of an optimistic send.
    pub client_id: Option<String>,
    /// Its place among all messages.
    pub seq: i64,
    /// `in`, `out` or `internal`.
    pub direction: &'static str,
    /// Who wrote it.
    pub author: AuthorView,
    /// `text`, `image`, `video`, `audio`, `document`, `sticker`, `location`, `contacts`, `interactive`, `button`,
    /// `order`, `system`, `template`, `note` or `unsupported`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Text, caption, or the rendered text of a template; null when the customer took it back.
    pub text: Option<String>,
    /// The file.
    pub media: Option<MediaView>,
    /// Of a template: what the customer reads around the text.
    pub template: Option<TemplateView>,
    /// What only this type has.
    #[schema(value_type = Option<Object>)]
    pub detail: Option<Value>,
    /// What it refers to.
    pub context: Option<ContextView>,
    /// Of a note: who is mentioned.
    pub mentions: Vec<Uuid>,
    /// Reactions, at most one per kind of author.
    pub reactions: Vec<ReactionView>,
    /// Send time.
    #[schema(value_type = String, format = DateTime)]
    pub sent_at: Timestamp,
    /// When it was kept.
    #[schema(value_type = String, format = DateTime)]
    pub received_at: Timestamp,
    /// When the customer changed it.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub edited_at: Option<Timestamp>,
    /// When the customer took it back.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub deleted_at: Option<Timestamp>,
    /// How far it came, for `out`.
    pub delivery: Option<DeliveryView>,
}

/// Who wrote a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Author)]
pub struct AuthorView {
    /// `contact`, `agent`, `bot`, `system` or `phone_app`.
    pub kind: &'static str,
    /// The contact or agent.
    pub id: Option<Uuid>,
    /// Name to show.
    pub name: Option<String>,
}

/// What surrounds a template's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = MessageTemplate)]
pub struct TemplateView {
    /// Its name.
    pub name: String,
    /// Its language.
    pub language: String,
    /// The text header as read.
    pub header: Option<String>,
    /// Small print.
    pub footer: Option<String>,
    /// What its buttons say.
    pub buttons: Vec<String>,
}

/// What a message refers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = MessageContext)]
pub struct ContextView {
    /// The quoted message, when it is known.
    pub message_id: Option<Uuid>,
    /// WhatsApp's id of it.
    pub wamid: Option<String>,
    /// Who wrote it.
    pub author_name: Option<String>,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: Option<&'static str>,
    /// Its beginning.
    pub text: Option<String>,
    /// Passed on from elsewhere.
    pub forwarded: bool,
    /// Passed on more than five times.
    pub frequently_forwarded: bool,
}

/// A reaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Reaction)]
pub struct ReactionView {
    /// One emoji.
    pub emoji: String,
    /// Whose: `contact` or `agent`.
    pub author_kind: String,
}

/// How far a message came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Delivery)]
pub struct DeliveryView {
    /// `queued`, `accepted`, `sent`, `delivered`, `read`, `played` or `failed`.
    pub state: &'static str,
    /// When each state was reached, by WhatsApp's clock: `sent`, `delivered`, `read`, `played`, `failed`.
    #[schema(value_type = Object)]
    pub at: DeliveryTimes,
    /// Counted from 1.
    pub attempt: i64,
    /// The call ended without an answer; its status is awaited.
    pub uncertain: bool,
    /// Why it failed.
    pub error: Option<DeliveryErrorView>,
}

/// Why a message failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = DeliveryError)]
pub struct DeliveryErrorView {
    /// WhatsApp's number as text, or one of ours.
    pub code: String,
    /// In English.
    pub reason: String,
    /// Whether sending once more may help.
    pub is_retryable: bool,
}

/// Messages as shown, in the order of the rows.
///
/// # Errors
/// When the engine refuses.
pub fn messages(tx: &mut Tx<'_>, rows: &[MessageRow]) -> Result<Vec<MessageView>, Fault> {
    let beside = Beside::load(tx, rows)?;
    Ok(rows.iter().map(|row| beside.view(row)).collect())
}

/// What stands in other tables.
struct Beside {
    media: HashMap<MediaId, MediaView>,
    agents: HashMap<AgentId, String>,
    contacts: HashMap<ContactId, String>,
    quoted: HashMap<MessageId, MessageRow>,
}

impl Beside {
    fn load(tx: &mut Tx<'_>, rows: &[MessageRow]) -> Result<Self, Fault> {
        let quoted_ids: Vec<MessageId> = rows.iter().filter_map(quoted_id).collect();
        let quoted: HashMap<_, _> =
            message::list_by_ids(tx, &quoted_ids)?.into_iter().map(|row| (row.id, row)).collect();
        let media_ids: Vec<MediaId> = rows.iter().filter_map(|row| row.media_id).collect();
        let media =
            media_rows::list_by_ids(tx, &media_ids)?.into_iter().map(|row| (row.id, media(row))).collect();
        let everybody = || rows.iter().chain(quoted.values());
        let mut agents = HashMap::new();
        let mut contacts = HashMap::new();
        for row in everybody() {
            if let Some(id) = row.author_id
                && !agents.contains_key(&id)
            {
                agents.insert(id, agent::name(tx, id)?.unwrap_or_default());
            }
            if row.author_kind == AuthorKind::Contact && !contacts.contains_key(&row.contact_id) {
                contacts.insert(
                    row.contact_id,
                    tresen_storage::contact::name(tx, row.contact_id)?.unwrap_or_default(),
                );
            }
        }
        Ok(Self { media, agents, contacts, quoted })
    }

    fn view(&self, row: &MessageRow) -> MessageView {
        let is_gone = row.deleted_at.is_some();
        MessageView {
            id: row.id.0,
            channel_id: row.channel_id.0,
            thread_id: row.thread_id.0,
            ticket_id: row.ticket_id.map(|id| id.0),
            contact_id: row.contact_id.0,
            wamid: row.wamid.as_ref().map(|wamid| wamid.0.clone()),
            client_id: row.client_id.clone(),
            seq: row.seq,
            direction: row.direction.as_str(),
            author: self.author(row),
            kind: row.kind.as_str(),
            text: row.text.clone().filter(|_| !is_gone),
            media: row.media_id.filter(|_| !is_gone).and_then(|id| self.media.get(&id).cloned()),
            template: row.template.as_ref().and_then(template),
            detail: row.detail.clone().filter(|_| !is_gone),
            context: row.context.as_ref().map(|context| self.context(context)),
            mentions: row.mentions.iter().map(|id| id.0).collect(),
            reactions: reactions(row.reactions.as_ref()),
            sent_at: row.sent_at,
            received_at: row.received_at,
            edited_at: row.edited_at,
            deleted_at: row.deleted_at,
            delivery: row.delivery.as_ref().map(|delivery| DeliveryView {
                state: delivery.state.as_str(),
                at: delivery.times,
                attempt: delivery.attempt,
                uncertain: delivery.is_uncertain,
                error: delivery.error.as_ref().map(|error| DeliveryErrorView {
                    code: error.code.clone(),
                    reason: error.reason.clone(),
                    is_retryable: error.is_retryable,
                }),
            }),
        }
    }

    fn author(&self, row: &MessageRow) -> AuthorView {
        let (id, name) = match row.author_kind {
            AuthorKind::Contact => (Some(row.contact_id.0), self.contacts.get(&row.contact_id).cloned()),
            _ => (row.author_id.map(|id| id.0), row.author_id.and_then(|id| self.agents.get(&id).cloned())),
        };
        AuthorView { kind: row.author_kind.as_str(), id, name }
    }

    fn context(&self, context: &Value) -> ContextView {
        let flag = |name: &str| context.get(name).and_then(Value::as_bool).unwrap_or(false);
        let id =
            context.get("message_id").and_then(Value::as_str).and_then(|id| id.parse::<MessageId>().ok());
        let quoted = id.and_then(|id| self.quoted.get(&id));
        ContextView {
            message_id: quoted.map(|row| row.id.0),
            wamid: context.get("wamid").and_then(Value::as_str).map(str::to_owned),
            author_name: quoted.and_then(|row| self.author(row).name),
            kind: quoted.map(|row| row.kind.as_str()),
            text: quoted
                .filter(|row| row.deleted_at.is_none())
                .and_then(|row| row.text.as_deref())
                .map(|text| plain_preview(text, QUOTE)),
            forwarded: flag("is_forwarded"),
            frequently_forwarded: flag("is_frequently_forwarded"),
        }
    }
}

fn quoted_id(row: &MessageRow) -> Option<MessageId> {
    row.context.as_ref()?.get("message_id")?.as_str()?.parse().ok()
}

fn template(value: &Value) -> Option<TemplateView> {
    let stored: StoredTemplate = serde_json::from_value(value.clone()).ok()?;
    Some(TemplateView {
        name: stored.name,
        language: stored.language,
        header: stored.header,
        footer: stored.footer,
        buttons: stored.buttons.into_iter().map(|button| button.text).collect(),
    })
}

fn reactions(value: Option<&Value>) -> Vec<ReactionView> {
    let all = value.and_then(Value::as_object).into_iter().flatten();
    all.filter_map(|(author, emoji)| {
        Some(ReactionView { emoji: emoji.as_str()?.to_owned(), author_kind: author.clone() })
    })
    .collect()
}
