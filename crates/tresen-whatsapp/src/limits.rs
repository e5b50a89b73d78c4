//! The platform's numbers. Each names its source; lengths are in characters (Unicode scalar values).

use tresen_domain::message::MessageKind;

pub use tresen_domain::split::{CAPTION_LIMIT, TEXT_LIMIT};

/// Largest webhook body that is taken; Meta sends up to 3 MB. Source: Meta "Webhooks", seen 2026-09-11.
pub const WEBHOOK_BYTES: usize = 4 << 20;
/// Most characters of `biz_opaque_callback_data`. Source: Meta "Messages API reference", seen 2026-09-14.
pub const CALLBACK_LIMIT: usize = 512;
/// Most characters of a template's name. Source: Meta "Message templates", seen 2025-12-15.
pub const TEMPLATE_NAME_LIMIT: usize = 512;
/// Most characters of a template's text with its values put in. Source: Meta "Message templates", seen 2025-12-15.
pub const TEMPLATE_BODY_LIMIT: usize = 1024;
/// Most characters of a template's header line with its value put in. Source: Meta "Message templates", seen 2025-12-15.
pub const TEMPLATE_HEADER_LIMIT: usize = 60;
/// Most characters of a code to copy; another page of Meta says 20, so the smaller is not enforced.
/// Source: Meta "Coupon code templates", seen 2025-12-15.
pub const COUPON_CODE_LIMIT: usize = 20;
/// Most characters of an address that a button opens. Source: Meta "Message templates", seen 2025-12-15.
pub const BUTTON_URL_LIMIT: usize = 2000;
/// Most characters of a file's name that leaves; not documented, the usual limit of file systems.
pub const FILE_NAME_LIMIT: usize = 240;

/// Largest file of a kind that the platform takes, in bytes; `None` for kinds without a file.
///
/// A sticker may have 500 KB when it moves and 100 KB when it does not; the larger is given.
/// Source: Meta "Media", seen 2026-09-11.
pub const fn media_bytes(kind: MessageKind) -> Option<u64> {
    match kind {
        MessageKind::Image => Some(5 << 20),
        MessageKind::Video | MessageKind::Audio => Some(16 << 20),
        MessageKind::Document => Some(100 << 20),
        MessageKind::Sticker => Some(500 << 10),
        _ => None,
    }
}

/// The MIME types of a kind that the platform takes, without parameters; documents may have any.
///
/// Audio in ogg must be opus with one channel; pictures 8 bits, RGB or RGBA. Source: Meta "Media", seen 2026-09-11.
pub const fn media_types(kind: MessageKind) -> &'static [&'static str] {
    match kind {
        MessageKind::Image => &["image/jpeg", "image/png"],
        MessageKind::Video => &["video/mp4", "video/3gpp"],
        MessageKind::Audio => &["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"],
        MessageKind::Sticker => &["image/webp"],
        _ => &[],
    }
}

/// Largest voice note that shows a play button instead of a download arrow. Source: Meta "Audio messages", seen 2026-09-11.
pub const VOICE_NOTE_BYTES: u64 = 512 << 10;
/// Burst of messages to one person before error 131056. Source: Meta "Throughput", seen 2026-09-11.
pub const PAIR_BURST: u32 = 45;
/// One message to one person is refilled after this time. Source: Meta "Throughput", seen 2026-09-11.
pub const PAIR_REFILL: std::time::Duration = std::time::Duration::from_secs(6);
/// Messages a second of one number, in and out, before an upgrade to 1,000. Source: Meta "Throughput", seen 2026-09-11.
pub const NUMBER_PER_SECOND: u32 = 80;
