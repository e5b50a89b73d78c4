//! Files in messages.

use serde_json::Value;
use tresen_domain::message::MessageKind;
use tresen_whatsapp::{
    limits::{CAPTION_LIMIT, media_types},
    wire::outbound::{Media, OutboundMessage},
};

use super::{Checked, Content, Failure, at_most, plain};
use crate::{
    config::NumberSetup,
    media::{Medium, matches_claim},
    platform::Platform,
};

/// A message of one of the five kinds with a file.
pub(super) fn check(
    platform: &Platform,
    number: &NumberSetup,
    request: &OutboundMessage,
    kind: &str,
) -> Result<Checked, Failure> {
    let given = match kind {
        "image" => &request.image,
        "video" => &request.video,
        "audio" => &request.audio,
        "document" => &request.document,
        _ => &request.sticker,
    };
    let given = given.as_ref().ok_or_else(|| Failure::missing(kind))?;
    if let Some(caption) = &given.caption {
        if matches!(kind, "audio" | "sticker") {
            return Err(Failure::invalid(format!("Unexpected key \"caption\" on param \"{kind}\"")));
        }
        at_most(&format!("{kind}['caption']"), caption, CAPTION_LIMIT)?;
    }
    let (media, late_failure) = file(platform, number, given, kind)?;
    Ok(Checked {
        content: Content::Message { text: given.caption.clone(), media: Some(media), detail: Value::Null },
        late_failure,
        ..plain(None, Value::Null)
    })
}

/// The file as the phone shows it, and what will turn out to be wrong with it.
pub(super) fn file(
    platform: &Platform,
    number: &NumberSetup,
    given: &Media,
    kind: &str,
) -> Result<(Value, Option<Failure>), Failure> {
    let Some(id) = &given.id else {
        let link = given.link.as_ref().ok_or_else(|| Failure::missing(&format!("{kind}['id']")))?;
        if !link.starts_with("https://") {
            return Err(Failure::value(format!("{kind}['link'] must begin with https://")));
        }
        // The emulator fetches nothing from elsewhere: it behaves as if the address did not answer.
        let failure = Failure::new(131_053, "Media download error: the link could not be reached");
        return Ok((Value::Null, Some(failure)));
    };
    let now = platform.now();
    let shelf = platform.media.lock();
    let medium = shelf
        .get(id, now)
        .filter(|medium| medium.phone_number_id.as_deref() == Some(number.phone_number_id.as_str()))
        .ok_or_else(|| Failure::invalid(format!("Media with id '{id}' does not exist or has expired")))?;
    let mut seen = medium.as_seen();
    if let Some(fields) = seen.as_object_mut() {
        if let Some(name) = &given.filename {
            fields.insert("file_name".to_owned(), Value::String(name.clone()));
        }
        if kind == "audio" && given.voice == Some(false) {
            fields.insert("is_voice".to_owned(), Value::Bool(false));
        }
    }
    Ok((seen, mismatch(medium, kind)))
}

fn mismatch(medium: &Medium, kind: &str) -> Option<Failure> {
    let plain = medium.mime_type.split(';').next().unwrap_or("").trim();
    let kinds = match kind {
        "image" => media_types(MessageKind::Image),
        "video" => media_types(MessageKind::Video),
        "audio" => media_types(MessageKind::Audio),
        "sticker" => media_types(MessageKind::Sticker),
        _ => &[],
    };
    if !kinds.is_empty() && !kinds.contains(&plain) {
        return Some(Failure::new(131_053, format!("Unsupported {kind} mime type {plain}")));
    }
    (!matches_claim(plain, &medium.bytes)).then(|| {
        Failure::new(
            131_053,
            format!("Media upload error: the file was uploaded as {plain} but is something else"),
        )
    })
}
