//! A customer's message in the platform's form.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use tresen_domain::time::Timestamp;
use tresen_whatsapp::wire::{
    UnixTime,
    envelope::{Contact, Profile},
    message::{self, Message},
};

use super::{SayRefused, Saying};
use crate::{customer::Customer, media::Medium};

/// Who wrote. Number, name and username may each be absent.
pub(crate) fn contact(customer: &Customer) -> Value {
    let profile = Profile { name: customer.name.clone(), username: customer.username.clone() };
    printed(&Contact {
        profile: (profile != Profile::default()).then_some(profile),
        wa_id: customer.phone.clone(),
        user_id: Some(customer.bsuid.clone()),
        ..Contact::default()
    })
}

/// Whom a status concerns: no profile name, and the username only once the message arrived.
pub(crate) fn status_contact(customer: &Customer, shows_username: bool) -> Value {
    let username = customer.username.clone().filter(|_| shows_username);
    printed(&Contact {
        profile: username.map(|username| Profile { name: None, username: Some(username) }),
        wa_id: customer.phone.clone(),
        user_id: Some(customer.bsuid.clone()),
        ..Contact::default()
    })
}

/// The message. `context` is author and id of the message it answers.
pub(crate) fn message(
    saying: &Saying,
    customer: &Customer,
    wamid: &str,
    sent_at: Timestamp,
    context: Option<(String, String)>,
    medium: Option<&Medium>,
) -> Result<Value, SayRefused> {
    let mut message = Message {
        from: customer.phone.clone(),
        from_user_id: Some(customer.bsuid.clone()),
        id: Some(wamid.to_owned()),
        timestamp: Some(UnixTime(sent_at)),
        kind: Some(saying.kind.clone()),
        ..Message::default()
    };
    if saying.kind != "reaction" {
        message.context = context.map(|(from, id)| message::Context {
            from: Some(from),
            id: Some(id),
            ..message::Context::default()
        });
    }
    fill(&mut message, saying, medium)?;
    let mut printed = printed(&message);
    if let (Some(fields), Some(cards)) = (printed.as_object_mut(), &saying.contacts) {
        fields.insert("contacts".to_owned(), cards.clone());
    }
    if let (Some(fields), Some(Value::Object(extra))) = (printed.as_object_mut(), &saying.extra) {
        fields.extend(extra.clone());
    }
    Ok(printed)
}

fn fill(message: &mut Message, saying: &Saying, medium: Option<&Medium>) -> Result<(), SayRefused> {
    match saying.kind.as_str() {
        "text" => {
            let body =
                saying.text.clone().filter(|text| !text.is_empty()).ok_or(SayRefused::Needs("text"))?;
            message.text = Some(message::Text { body: Some(body) });
        }
        "image" => message.image = medium.map(|medium| file(medium, saying)),
        "video" => message.video = medium.map(|medium| file(medium, saying)),
        "sticker" => message.sticker = medium.map(|medium| file(medium, saying)),
        "audio" => {
            message.audio = medium.map(|medium| message::Media {
                voice: Some(medium.is_voice),
                caption: None,
                ..file(medium, saying)
            });
        }
        "document" => {
            message.document = medium
                .map(|medium| message::Media { filename: medium.file_name.clone(), ..file(medium, saying) });
        }
        "location" => {
            message.location = Some(message::Location {
                latitude: Some(saying.latitude.ok_or(SayRefused::Needs("latitude"))?),
                longitude: Some(saying.longitude.ok_or(SayRefused::Needs("longitude"))?),
                name: saying.name.clone(),
                address: saying.address.clone(),
                url: None,
            });
        }
        "reaction" => {
            message.reaction = Some(message::Reaction {
                message_id: Some(saying.reply_to.clone().ok_or(SayRefused::Needs("reply_to"))?),
                emoji: saying.emoji.clone().filter(|emoji| !emoji.is_empty()),
            });
        }
        "button" => {
            let text = saying.text.clone().ok_or(SayRefused::Needs("text"))?;
            let payload = Some(saying.payload.clone().unwrap_or_else(|| text.clone()));
            message.button = Some(message::Button { payload, text: Some(text) });
        }
        "interactive" if saying.choice.is_some() => message.interactive = interactive(saying),
        _ => {}
    }
    Ok(())
}

fn file(medium: &Medium, saying: &Saying) -> message::Media {
    message::Media {
        id: Some(medium.id.clone()),
        mime_type: Some(medium.mime_type.clone()),
        sha256: Some(STANDARD.encode(medium.sha256)),
        caption: saying.text.clone().filter(|text| !text.is_empty()),
        ..message::Media::default()
    }
}

fn interactive(saying: &Saying) -> Option<message::Interactive> {
    let choice = saying.choice.as_ref()?;
    let reply = message::Choice {
        id: Some(choice.id.clone()),
        title: Some(choice.title.clone()),
        description: choice.description.clone(),
    };
    let is_row = choice.kind == "list_reply";
    Some(message::Interactive {
        kind: Some(if is_row { "list_reply" } else { "button_reply" }.to_owned()),
        list_reply: Some(reply.clone()).filter(|_| is_row),
        button_reply: Some(reply).filter(|_| !is_row),
        ..message::Interactive::default()
    })
}

/// What the phone shows of its own message beside text and file.
pub(crate) fn detail(saying: &Saying) -> Value {
    match saying.kind.as_str() {
        "location" => json!({
            "latitude": saying.latitude, "longitude": saying.longitude,
            "name": saying.name, "address": saying.address,
        }),
        "contacts" => saying.contacts.clone().unwrap_or(Value::Null),
        "interactive" => serde_json::to_value(&saying.choice).unwrap_or(Value::Null),
        _ => Value::Null,
    }
}

fn printed<T: serde::Serialize>(object: &T) -> Value {
    // Objects of the wire have text keys and finite numbers only, so they always print.
    serde_json::to_value(object).unwrap_or(Value::Null)
}
