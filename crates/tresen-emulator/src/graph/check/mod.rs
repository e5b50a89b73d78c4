//! Checks of a message before it is accepted, in the platform's order and with its codes.

mod attachment;
mod interactive;
mod template;

use serde_json::{Value, json};
use tresen_whatsapp::{
    limits::{CALLBACK_LIMIT, TEXT_LIMIT},
    wire::outbound::{OutboundMessage, PRODUCT},
};

use super::error::Failure;
use crate::{config::NumberSetup, platform::Platform};

/// A message that the platform accepts.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) kind: String,
    pub(crate) content: Content,
    pub(crate) reply_to: Option<String>,
    pub(crate) is_template: bool,
    /// Category of a template.
    pub(crate) category: Option<String>,
    /// What is found out only after accepting, such as a file that is not what it claims.
    pub(crate) late_failure: Option<Failure>,
}

/// What it does at the phone.
#[derive(Debug)]
pub(crate) enum Content {
    Message { text: Option<String>, media: Option<Value>, detail: Value },
    Reaction { message_id: String, emoji: String },
}

/// Checks a request for a number.
pub(crate) fn message(
    platform: &Platform,
    number: &NumberSetup,
    request: &OutboundMessage,
) -> Result<Checked, Failure> {
    if request.messaging_product.as_deref() != Some(PRODUCT) {
        return Err(Failure::invalid("The parameter messaging_product is required"));
    }
    if !matches!(request.recipient_type.as_deref(), None | Some("individual")) {
        return Err(Failure::value("Parameter 'recipient_type' must be 'individual'"));
    }
    let is_long = |text: &String| text.chars().count() > CALLBACK_LIMIT;
    if request.biz_opaque_callback_data.as_ref().is_some_and(is_long) {
        return Err(Failure::invalid("Param biz_opaque_callback_data must be at most 512 characters long"));
    }
    let kind = request.kind.clone().unwrap_or_else(|| "text".to_owned());
    let mut checked = by_kind(platform, number, request, &kind)?;
    checked.kind = kind;
    checked.reply_to = match &request.context {
        Some(context) => {
            Some(context.message_id.clone().ok_or_else(|| Failure::missing("context['message_id']"))?)
        }
        None => None,
    };
    Ok(checked)
}

fn by_kind(
    platform: &Platform,
    number: &NumberSetup,
    request: &OutboundMessage,
    kind: &str,
) -> Result<Checked, Failure> {
    match kind {
        "text" => {
            let text = request.text.as_ref().ok_or_else(|| Failure::missing("text"))?;
            Ok(plain(Some(bounded("text['body']", text.body.as_ref(), TEXT_LIMIT)?), Value::Null))
        }
        "image" | "video" | "audio" | "document" | "sticker" => {
            attachment::check(platform, number, request, kind)
        }
        "location" => {
            let place = request.location.as_ref().ok_or_else(|| Failure::missing("location"))?;
            let latitude = place.latitude.ok_or_else(|| Failure::missing("location['latitude']"))?;
            let longitude = place.longitude.ok_or_else(|| Failure::missing("location['longitude']"))?;
            if !(-90.0..=90.0).contains(&latitude) || !(-180.0..=180.0).contains(&longitude) {
                return Err(Failure::value("location must be a place on earth"));
            }
            let detail = json!({
                "latitude": latitude, "longitude": longitude, "name": place.name, "address": place.address,
            });
            Ok(plain(None, detail))
        }
        "contacts" => contacts(request),
        "reaction" => {
            let reaction = request.reaction.as_ref().ok_or_else(|| Failure::missing("reaction"))?;
            let message_id =
                reaction.message_id.clone().ok_or_else(|| Failure::missing("reaction['message_id']"))?;
            let emoji = reaction.emoji.clone().ok_or_else(|| Failure::missing("reaction['emoji']"))?;
            Ok(Checked { content: Content::Reaction { message_id, emoji }, ..plain(None, Value::Null) })
        }
        "interactive" => interactive::check(platform, number, request),
        "template" => template::check(platform, number, request),
        other => Err(Failure::new(131_051, format!("Message type '{other}' is not supported"))),
    }
}

/// A message without a file.
fn plain(text: Option<String>, detail: Value) -> Checked {
    Checked {
        kind: String::new(),
        content: Content::Message { text, media: None, detail },
        reply_to: None,
        is_template: false,
        category: None,
        late_failure: None,
    }
}

fn contacts(request: &OutboundMessage) -> Result<Checked, Failure> {
    let cards = request.contacts.as_ref().ok_or_else(|| Failure::missing("contacts"))?;
    if !(1..=257).contains(&cards.len()) {
        return Err(Failure::value("contacts must have 1 to 257 elements"));
    }
    for card in cards {
        let has_name =
            card.pointer("/name/formatted_name").and_then(Value::as_str).is_some_and(|name| !name.is_empty());
        if !has_name {
            return Err(Failure::missing("contacts['name']['formatted_name']"));
        }
    }
    Ok(plain(None, json!(cards)))
}

/// A text that must be there, not empty and not too long; lengths in characters.
fn bounded(name: &str, text: Option<&String>, limit: usize) -> Result<String, Failure> {
    let text = text.filter(|text| !text.is_empty()).ok_or_else(|| Failure::missing(name))?;
    at_most(name, text, limit)?;
    Ok(text.clone())
}

fn at_most(name: &str, text: &str, limit: usize) -> Result<(), Failure> {
    if text.chars().count() > limit {
        return Err(Failure::invalid(format!("Param {name} must be at most {limit} characters long")));
    }
    Ok(())
}
