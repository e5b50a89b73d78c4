//! One message: who, when, and what, by its kind.

mod cards;
mod choice;
mod media;
mod order;

use serde::Deserialize;
use serde_json::{Map, Value, json};
use tresen_domain::{
    id::Wamid,
    identity::Sender,
    message::{Inbound, InboundBody, InboundContext, InboundMedia, InboundMessage, MessageKind},
    time::Timestamp,
};

use super::{
    sender::{Claim, not_blank},
    system,
    walk::{Around, kind_of, word},
};
use crate::wire::{error::ErrorObject, message::Message};

/// Reads one element of `messages`.
pub(super) fn read_message(around: &Around, value: &Value) -> Result<Inbound, String> {
    let message =
        Message::deserialize(value).map_err(|_| format!("no object but {}", kind_of(Some(value))))?;
    let core = Core::of(around, &message)?;
    let body = body(&message)?;
    let claim = Claim {
        phone: message.from.as_ref(),
        user_id: message.from_user_id.as_ref(),
        parent_user_id: message.from_parent_user_id.as_ref(),
    };
    let sender = match &body {
        // Whoever it was before is whom the desk knows; `contacts` may already name the new one.
        InboundBody::IdentityChange { before, .. } => before.clone(),
        _ => claim.sender(&around.contacts),
    };
    if sender.is_unknown() {
        return Err(claim.why_unknown());
    }
    Ok(Inbound::Message(Box::new(core.message(sender, body, message))))
}

/// What every message must have.
pub(super) struct Core {
    wamid: Wamid,
    sent_at: Timestamp,
}

impl Core {
    pub(super) fn of(around: &Around, message: &Message) -> Result<Self, String> {
        let wamid = message.id.clone().filter(|id| !id.trim().is_empty()).ok_or("a message without an id")?;
        let sent_at = message.timestamp.or(around.entry_time).ok_or("a message without a time")?.0;
        Ok(Self { wamid: Wamid(wamid), sent_at })
    }

    pub(super) fn message(self, sender: Sender, body: InboundBody, message: Message) -> InboundMessage {
        let context = message.context.unwrap_or_default();
        let is_frequently_forwarded = context.frequently_forwarded.unwrap_or(false);
        InboundMessage {
            wamid: self.wamid,
            sender,
            sent_at: self.sent_at,
            body,
            context: InboundContext {
                wamid: context.id.filter(|id| !id.is_empty()).map(Wamid),
                is_forwarded: is_frequently_forwarded || context.forwarded.unwrap_or(false),
                is_frequently_forwarded,
            },
            referral: message.referral.filter(Value::is_object),
            group_id: message.group_id.filter(|id| !id.is_empty()),
        }
    }
}

/// What was written; a placeholder for what is unknown or lacks its content.
///
/// # Errors
/// For reactions, edits and revokes that do not say to which message: nothing could be shown or done.
pub(super) fn body(message: &Message) -> Result<InboundBody, String> {
    let target = |id: &Option<String>| {
        id.clone().filter(|id| !id.is_empty()).map(Wamid).ok_or("it does not say which message it is about")
    };
    let untyped = if message.text.is_some() { "text" } else { "" };
    match message.kind.as_deref().unwrap_or(untyped) {
        "reaction" => {
            let reaction = message.reaction.clone().unwrap_or_default();
            let target = target(&reaction.message_id)?;
            Ok(InboundBody::Reaction { target, emoji: reaction.emoji.as_deref().and_then(not_blank) })
        }
        "edit" => {
            let edit = message.edit.clone().unwrap_or_default();
            let target = target(&edit.original_message_id)?;
            Ok(InboundBody::Edit { target, text: edit.message.as_deref().and_then(written) })
        }
        "revoke" => Ok(InboundBody::Revoke {
            target: target(&message.revoke.clone().unwrap_or_default().original_message_id)?,
        }),
        kind => Ok(visible(kind, message).unwrap_or_else(|| placeholder(kind, message))),
    }
}

/// Text or caption of a message, whatever its kind.
fn written(message: &Message) -> Option<String> {
    let media = [&message.image, &message.video, &message.document];
    let caption = || media.into_iter().flatten().find_map(|one| one.caption.clone());
    message.text.as_ref().and_then(|text| text.body.clone()).or_else(caption)
}

/// The message as it is shown; `None` when its kind is unknown or its content missing.
fn visible(kind: &str, message: &Message) -> Option<InboundBody> {
    let file = |kind, wire: &Option<_>| media::body(kind, wire.as_ref()?);
    match kind {
        "text" => {
            let text = message.text.as_ref()?.body.clone()?;
            Some(shown(MessageKind::Text, Some(text), None, product(message)))
        }
        "image" => file(MessageKind::Image, &message.image),
        "video" => file(MessageKind::Video, &message.video),
        "audio" => file(MessageKind::Audio, &message.audio),
        "voice" => message.voice.as_ref().or(message.audio.as_ref()).and_then(media::voice),
        "document" => file(MessageKind::Document, &message.document),
        "sticker" => file(MessageKind::Sticker, &message.sticker),
        "location" => location(message),
        "contacts" => cards::body(message.contacts.as_ref()?),
        "interactive" => choice::interactive(message.interactive.as_ref()?),
        "button" => choice::button(message.button.as_ref()?),
        "order" => Some(order::body(message.order.as_ref()?)),
        "system" => Some(system::body(message, message.system.as_ref()?)),
        _ => None,
    }
}

/// What stands for a message that the platform or we do not know; never dropped.
fn placeholder(kind: &str, message: &Message) -> InboundBody {
    let error = message.errors.as_ref().and_then(|errors| errors.0.iter().find(|error| error.code.is_some()));
    let named = message.unsupported.as_ref().and_then(|one| one.kind.as_deref());
    shown(
        MessageKind::Unsupported,
        None,
        None,
        object(json!({
            "type": word(named.unwrap_or(kind)),
            "code": error.and_then(|error| error.code),
            "reason": error.map(ErrorObject::reason),
        })),
    )
}

fn location(message: &Message) -> Option<InboundBody> {
    let place = message.location.as_ref()?;
    let (latitude, longitude) = (place.latitude?, place.longitude?);
    let text =
        place.name.as_deref().and_then(not_blank).or_else(|| place.address.as_deref().and_then(not_blank));
    let detail = json!({
        "latitude": latitude, "longitude": longitude,
        "name": place.name, "address": place.address, "url": place.url,
    });
    Some(shown(MessageKind::Location, text, None, object(detail)))
}

/// The product that a message asks about.
fn product(message: &Message) -> Option<Value> {
    let product = message.context.as_ref()?.referred_product.as_ref()?;
    let product = object(json!({
        "catalog_id": product.catalog_id, "product_id": product.product_retailer_id,
    }))?;
    object(json!({ "product": product }))
}

/// A visible message; blank text counts as none.
pub(super) fn shown(
    kind: MessageKind,
    text: Option<String>,
    media: Option<InboundMedia>,
    detail: Option<Value>,
) -> InboundBody {
    InboundBody::Shown { kind, text: text.filter(|text| !text.trim().is_empty()), media, detail }
}

/// An object without its absent fields; `None` when nothing is left.
pub(super) fn object(value: Value) -> Option<Value> {
    let Value::Object(fields) = value else { return None };
    let kept: Map<_, _> = fields.into_iter().filter(|(_, value)| !value.is_null()).collect();
    (!kept.is_empty()).then_some(Value::Object(kept))
}
