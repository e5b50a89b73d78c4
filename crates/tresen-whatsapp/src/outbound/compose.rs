//! From the desk's words to the body of a request.

use tresen_domain::{
    id::{MessageId, Wamid},
    identity::Recipient,
    message::MessageKind,
};

use super::{LimitBroken, Outgoing, template};
use crate::{
    limits::{CAPTION_LIMIT, FILE_NAME_LIMIT, TEXT_LIMIT},
    wire::outbound::{Media, OutboundMessage, PRODUCT, ReadReceipt, ReplyTo, Text, Typing},
};

/// The body of the request that sends `outgoing` to `to`.
///
/// A business-scoped id goes to `recipient`, never to `to`. `callback` comes back in every status, also when the
/// answer to the call is lost.
///
/// # Errors
/// [`LimitBroken`] for what the platform would refuse, so that the reason is known before the call.
pub fn compose(
    to: &Recipient,
    outgoing: &Outgoing<'_>,
    reply_to: Option<&Wamid>,
    callback: MessageId,
) -> Result<OutboundMessage, LimitBroken> {
    let (phone, bsuid) = match to {
        Recipient::Phone(phone) => (Some(phone.to_string()), None),
        Recipient::Bsuid(id) => (None, Some(id.as_str().to_owned())),
    };
    let envelope = OutboundMessage {
        messaging_product: Some(PRODUCT.to_owned()),
        recipient_type: Some("individual".to_owned()),
        to: phone,
        recipient: bsuid,
        context: reply_to.map(|wamid| ReplyTo { message_id: Some(wamid.as_str().to_owned()) }),
        biz_opaque_callback_data: Some(callback.to_string()),
        ..OutboundMessage::default()
    };
    match outgoing {
        Outgoing::Text { body, preview_url } => {
            if body.trim().is_empty() {
                return Err(LimitBroken::Empty { field: "text" });
            }
            let body = Some(within("text", body, TEXT_LIMIT)?);
            let text = Some(Text { body, preview_url: Some(*preview_url) });
            Ok(OutboundMessage { kind: Some("text".to_owned()), text, ..envelope })
        }
        Outgoing::Media { kind, vendor_media_id, caption, file_name, is_voice } => {
            let media = media(*kind, vendor_media_id, *caption, *file_name, *is_voice)?;
            with_media(envelope, *kind, media)
        }
        Outgoing::Template { name, language, body, values, header_media } => {
            let template = template::compose(name, language, body, values, *header_media)?;
            Ok(OutboundMessage { kind: Some("template".to_owned()), template: Some(template), ..envelope })
        }
    }
}

/// Blue ticks for a customer's message and all before it. Source: Meta "Mark messages as read", seen 2025-12-15.
pub fn read_receipt(wamid: &Wamid) -> ReadReceipt {
    ReadReceipt {
        messaging_product: Some(PRODUCT.to_owned()),
        status: Some("read".to_owned()),
        message_id: Some(wamid.as_str().to_owned()),
        typing_indicator: None,
    }
}

/// The sign of somebody typing, for 25 seconds or until an answer. It implies blue ticks.
/// Source: Meta "Typing indicators", seen 2025-12-15.
pub fn typing(wamid: &Wamid) -> ReadReceipt {
    ReadReceipt { typing_indicator: Some(Typing { kind: Some("text".to_owned()) }), ..read_receipt(wamid) }
}

fn media(
    kind: MessageKind,
    vendor_media_id: &str,
    caption: Option<&str>,
    file_name: Option<&str>,
    is_voice: bool,
) -> Result<Media, LimitBroken> {
    if vendor_media_id.is_empty() {
        return Err(LimitBroken::Empty { field: "media id" });
    }
    let caption = caption.filter(|text| !text.trim().is_empty());
    if caption.is_some() && matches!(kind, MessageKind::Audio | MessageKind::Sticker) {
        return Err(LimitBroken::CaptionNotAllowed { kind });
    }
    Ok(Media {
        id: Some(vendor_media_id.to_owned()),
        caption: caption.map(|text| within("caption", text, CAPTION_LIMIT)).transpose()?,
        filename: file_name.filter(|_| kind == MessageKind::Document).map(shortened),
        voice: (is_voice && kind == MessageKind::Audio).then_some(true),
        link: None,
    })
}

fn with_media(
    message: OutboundMessage,
    kind: MessageKind,
    media: Media,
) -> Result<OutboundMessage, LimitBroken> {
    let message = OutboundMessage { kind: Some(kind.as_str().to_owned()), ..message };
    let media = Some(media);
    match kind {
        MessageKind::Image => Ok(OutboundMessage { image: media, ..message }),
        MessageKind::Video => Ok(OutboundMessage { video: media, ..message }),
        MessageKind::Audio => Ok(OutboundMessage { audio: media, ..message }),
        MessageKind::Document => Ok(OutboundMessage { document: media, ..message }),
        MessageKind::Sticker => Ok(OutboundMessage { sticker: media, ..message }),
        _ => Err(LimitBroken::NoMediaKind { kind }),
    }
}

/// The text, if it is not longer than the platform takes.
pub(super) fn within(field: &'static str, text: &str, limit: usize) -> Result<String, LimitBroken> {
    let length = text.chars().count();
    if length > limit { Err(LimitBroken::TooLong { field, length, limit }) } else { Ok(text.to_owned()) }
}

/// A file's name that is not too long and still has its ending.
pub(super) fn shortened(name: &str) -> String {
    let length = name.chars().count();
    if length <= FILE_NAME_LIMIT {
        return name.to_owned();
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending = if ending.chars().count() <= 10 { format!(".{ending}") } else { String::new() };
    let stem: String = name.chars().take(FILE_NAME_LIMIT.saturating_sub(ending.chars().count())).collect();
    stem + &ending
}
