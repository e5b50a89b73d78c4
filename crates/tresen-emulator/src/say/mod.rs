//! What customers do: write, react, read, switch their phone off.

pub(crate) mod presence;
pub(crate) mod wire;

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tresen_domain::time::Timestamp;

use crate::{
    chat::{Author, ChatKey, ChatMessage, Progress},
    media::{Medium, NewMedium},
    platform::Platform,
    sample,
    webhook::{Part, Update},
};

/// A message of a customer. `phone_number_id` and `kind` are needed, the rest depends on the kind.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Saying {
    /// The number written to.
    pub phone_number_id: String,
    /// `text`, `image`, `video`, `audio`, `document`, `sticker`, `location`, `contacts`, `reaction`,
    /// `button`, `interactive`, or any other word, sent as it is.
    #[serde(rename = "type")]
    pub kind: String,
    /// Text, caption, or what a tapped button says.
    pub text: Option<String>,
    /// A file uploaded before.
    pub media_id: Option<String>,
    /// A ready-made file instead, such as `machine`.
    pub sample: Option<String>,
    /// Name of a document.
    pub file_name: Option<String>,
    /// The message that is answered or reacted to.
    pub reply_to: Option<String>,
    /// Empty takes the reaction back.
    pub emoji: Option<String>,
    /// What the phone claims; now when absent. The service window counts from here.
    pub sent_at: Option<Timestamp>,
    /// Payload of a template's button.
    pub payload: Option<String>,
    /// A tapped button or row: `{kind: "button_reply" | "list_reply", id, title, description?}`.
    pub choice: Option<Choice>,
    /// Degrees.
    pub latitude: Option<f64>,
    /// Degrees.
    pub longitude: Option<f64>,
    /// Name of a place.
    pub name: Option<String>,
    /// Address of a place.
    pub address: Option<String>,
    /// Cards, in the platform's form.
    pub contacts: Option<Value>,
    /// Fields put into the platform's message as they are, such as `referral`.
    pub extra: Option<Value>,
}

/// A tapped button or row.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Choice {
    /// `button_reply` or `list_reply`.
    pub kind: String,
    /// Set by the business.
    pub id: String,
    /// Set by the business.
    pub title: String,
    /// Set by the business.
    #[serde(default)]
    pub description: Option<String>,
}

/// Why a customer cannot do that.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SayRefused {
    /// No such customer.
    #[error("there is no customer `{0}`")]
    Customer(String),
    /// No such number.
    #[error("there is no number `{0}`")]
    Number(String),
    /// No such file.
    #[error("there is no file `{0}`")]
    Media(String),
    /// No such message in this chat.
    #[error("there is no message `{0}` in this chat")]
    Message(String),
    /// A field that this kind needs.
    #[error("a message of this kind needs `{0}`")]
    Needs(&'static str),
}

impl Platform {
    /// The customer sends a message; returns its id. The webhook is queued, not yet delivered.
    pub(crate) fn say(&self, customer_id: &str, saying: &Saying) -> Result<String, SayRefused> {
        let customer = self.customer(customer_id)?;
        let business = self.business(&saying.phone_number_id)?;
        let key = ChatKey::new(&saying.phone_number_id, customer_id);
        let medium = self.medium_of(saying)?;
        let now = self.now();
        let sent_at = saying.sent_at.unwrap_or(now);
        let wamid = self.tokens.wamid(&customer.peer(), false);
        let context = self.context(&key, saying, &business)?;
        let message = wire::message(saying, &customer, &wamid, sent_at, context, medium.as_ref())?;
        self.keep_said(&key, saying, &wamid, sent_at, medium.as_ref());
        self.announce(
            Update {
                phone_number_id: saying.phone_number_id.clone(),
                customer_id: Some(customer.id.clone()),
                part: Part::Message { contact: Some(wire::contact(&customer)), message },
                summary: saying.kind.clone(),
                own_wamid: Some(wamid.clone()),
                attempted: None,
            },
            Duration::ZERO,
        );
        self.tell_chat(&key);
        if self.faults.lock().adds_types() {
            self.say_unheard_of(&key);
        }
        Ok(wamid)
    }

    /// The fault plan's extra: a message of a type nobody has heard of. It stands in the chat like any other.
    fn say_unheard_of(&self, key: &ChatKey) {
        let Ok(customer) = self.customer(&key.customer_id) else { return };
        let saying = Saying {
            phone_number_id: key.phone_number_id.clone(),
            kind: "hologram".to_owned(),
            extra: Some(json!({"hologram": {"id": "1", "depth": 3}})),
            ..Saying::default()
        };
        let (wamid, now) = (self.tokens.wamid(&customer.peer(), false), self.now());
        let Ok(message) = wire::message(&saying, &customer, &wamid, now, None, None) else { return };
        self.keep_said(key, &saying, &wamid, now, None);
        self.announce(
            Update {
                phone_number_id: key.phone_number_id.clone(),
                customer_id: Some(customer.id.clone()),
                part: Part::Message { contact: Some(wire::contact(&customer)), message },
                summary: saying.kind,
                own_wamid: Some(wamid),
                attempted: None,
            },
            Duration::ZERO,
        );
    }

    fn keep_said(
        &self,
        key: &ChatKey,
        saying: &Saying,
        wamid: &str,
        sent_at: Timestamp,
        medium: Option<&Medium>,
    ) {
        let mut chats = self.chats.lock();
        chats.open(key).heard_customer(sent_at);
        if let ("reaction", Some(target)) = (saying.kind.as_str(), &saying.reply_to) {
            chats.open(key).react(target, Author::Customer, saying.emoji.as_deref().unwrap_or(""));
            return;
        }
        let text = saying.text.clone().or_else(|| saying.choice.as_ref().map(|choice| choice.title.clone()));
        let message = ChatMessage {
            wamid: wamid.to_owned(),
            from: Author::Customer,
            kind: saying.kind.clone(),
            text,
            media: medium.map(Medium::as_seen),
            detail: wire::detail(saying),
            reply_to: saying.reply_to.clone(),
            reactions: Vec::new(),
            sent_at,
            state: Progress::Sent,
        };
        chats.push(key, message, self.keep.messages_per_chat);
    }

    /// Copies the file for the number it is sent to: the platform gives each message its own media id.
    fn medium_of(&self, saying: &Saying) -> Result<Option<Medium>, SayRefused> {
        if !matches!(saying.kind.as_str(), "image" | "video" | "audio" | "document" | "sticker") {
            return Ok(None);
        }
        let now = self.now();
        let new = match (&saying.media_id, &saying.sample) {
            (Some(id), _) => {
                let shelf = self.media.lock();
                let source = shelf.get(id, now).ok_or_else(|| SayRefused::Media(id.clone()))?;
                NewMedium {
                    phone_number_id: Some(saying.phone_number_id.clone()),
                    mime_type: source.mime_type.clone(),
                    file_name: saying.file_name.clone().or_else(|| source.file_name.clone()),
                    bytes: source.bytes.clone(),
                    is_voice: source.is_voice,
                    is_received: true,
                }
            }
            (None, Some(name)) => {
                let sample = sample::find(name).ok_or_else(|| SayRefused::Media(name.clone()))?;
                sample.to_medium(&saying.phone_number_id)
            }
            (None, None) => return Err(SayRefused::Needs("media_id")),
        };
        Ok(Some(self.media.lock().put(new, now, &self.tokens, self.keep.media_bytes)))
    }

    /// Author and id of the answered message.
    fn context(
        &self,
        key: &ChatKey,
        saying: &Saying,
        business: &str,
    ) -> Result<Option<(String, String)>, SayRefused> {
        let Some(target) = &saying.reply_to else { return Ok(None) };
        let customer = self.customer(&key.customer_id)?;
        let mut chats = self.chats.lock();
        let is_here = chats.place(target) == Some(key);
        let message = chats.message_mut(target).filter(|_| is_here);
        let author = message.ok_or_else(|| SayRefused::Message(target.clone()))?.from;
        let from = match author {
            Author::Business => business.to_owned(),
            Author::Customer => customer.phone.unwrap_or(customer.bsuid),
        };
        Ok(Some((from, target.clone())))
    }

    pub(crate) fn customer(&self, id: &str) -> Result<crate::customer::Customer, SayRefused> {
        self.customers.lock().get(id).cloned().ok_or_else(|| SayRefused::Customer(id.to_owned()))
    }

    /// Digits of a number.
    pub(crate) fn business(&self, phone_number_id: &str) -> Result<String, SayRefused> {
        let numbers = self.numbers.lock();
        let number = numbers.get(phone_number_id);
        number
            .map(crate::number::Number::digits)
            .ok_or_else(|| SayRefused::Number(phone_number_id.to_owned()))
    }
}

impl Medium {
    /// The file as phones see it: an address of the control API that needs no token.
    pub(crate) fn as_seen(&self) -> Value {
        json!({
            "id": self.id,
            "url": format!("/control/media/{}", self.id),
            "mime_type": self.mime_type,
            "file_name": self.file_name,
            "size_bytes": self.bytes.len(),
            "is_voice": self.is_voice,
        })
    }
}
