//! Files as a webhook announces them.

use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::json;
use tresen_domain::message::{InboundBody, InboundMedia, MessageKind};

use super::{super::sender::not_blank, object, shown};
use crate::wire::message::Media;

/// A message with a file; `None` without the file's id.
pub(super) fn body(kind: MessageKind, wire: &Media) -> Option<InboundBody> {
    let media = announced(kind, wire)?;
    let detail = match kind {
        MessageKind::Sticker => object(json!({ "is_animated": wire.animated })),
        _ => None,
    };
    Some(shown(kind, wire.caption.clone(), Some(media), detail))
}

/// A voice note as old versions announce it.
pub(super) fn voice(wire: &Media) -> Option<InboundBody> {
    body(MessageKind::Audio, &Media { voice: Some(true), ..wire.clone() })
}

fn announced(kind: MessageKind, wire: &Media) -> Option<InboundMedia> {
    Some(InboundMedia {
        vendor_id: wire.id.as_deref().and_then(not_blank)?,
        mime: wire
            .mime_type
            .as_deref()
            .and_then(not_blank)
            .unwrap_or_else(|| "application/octet-stream".to_owned()),
        sha256: wire.sha256.as_deref().and_then(sha256),
        url: wire.url.as_deref().and_then(not_blank),
        file_name: wire.filename.as_deref().and_then(not_blank),
        is_voice: kind == MessageKind::Audio && wire.voice.unwrap_or(false),
    })
}

/// Base64 as in webhooks, or hexadecimal as at the media address.
fn sha256(text: &str) -> Option<[u8; 32]> {
    let text = text.trim();
    let raw = if text.len() == 64 { hex::decode(text).ok() } else { BASE64_STANDARD.decode(text).ok() };
    raw?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_writings_of_a_hash_are_the_same_and_others_none() {
        let raw = [7_u8; 32];
        assert_eq!(sha256(&BASE64_STANDARD.encode(raw)), Some(raw));
        assert_eq!(sha256(&hex::encode(raw)), Some(raw));
        for bad in ["", "q1w2…base64", "AAAA", &"z".repeat(64)] {
            assert_eq!(sha256(bad), None, "{bad}");
        }
    }
}
