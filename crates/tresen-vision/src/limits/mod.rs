//! What WhatsApp lets a business send, as data, and the check of one file against it.
//!
//! Source of all bounds: Meta "Media" and "Video messages" of the Cloud API, seen 2026-09; Meta writes
//! "MB" and "KB", taken here as 10^6 and 10^3 where that is the smaller reading.

mod check;
mod rejection;

pub use check::check_sendable;
pub use rejection::{Rejection, Remedy};

/// 5 MB.
pub const MAX_IMAGE_BYTES: u64 = 5_000_000;
/// 16 MB.
pub const MAX_VIDEO_BYTES: u64 = 16_000_000;
/// 16 MB.
pub const MAX_AUDIO_BYTES: u64 = 16_000_000;
/// 100 MB.
pub const MAX_DOCUMENT_BYTES: u64 = 100_000_000;
/// 100 KB.
pub const MAX_STATIC_STICKER_BYTES: u64 = 100_000;
/// 500 KB.
pub const MAX_ANIMATED_STICKER_BYTES: u64 = 500_000;
/// Up to 512 KB a voice note has a play button at once; above, a download button.
///
/// Source: Meta "Audio messages", seen 2026-09.
pub const MAX_PLAYABLE_VOICE_BYTES: u64 = 512_000;
/// Width and height of a sticker, in pixels.
pub const STICKER_SIDE: u32 = 512;

/// As what a file is to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SendKind {
    /// A picture in the thread.
    Image,
    /// A video in the thread.
    Video,
    /// Sound with a player.
    Audio,
    /// A file to download, with a name.
    Document,
    /// A sticker.
    Sticker,
    /// A voice note: audio sent with `voice: true`.
    Voice,
}

/// What is allowed for one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// The kind.
    pub kind: SendKind,
    /// Content types that Meta lists.
    pub mimes: &'static [&'static str],
    /// Largest file in bytes.
    pub max_bytes: u64,
    /// Whether types that are not listed are taken as well.
    pub takes_others: bool,
}

/// The whole table, one row for each kind.
pub const ALLOWANCES: [Allowance; 6] = [
    Allowance {
        kind: SendKind::Image,
        mimes: &["image/jpeg", "image/png"],
        max_bytes: MAX_IMAGE_BYTES,
        takes_others: false,
    },
    Allowance {
        kind: SendKind::Video,
        mimes: &["video/mp4", "video/3gpp"],
        max_bytes: MAX_VIDEO_BYTES,
        takes_others: false,
    },
    Allowance {
        kind: SendKind::Audio,
        mimes: &["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"],
        max_bytes: MAX_AUDIO_BYTES,
        takes_others: false,
    },
    Allowance {
        kind: SendKind::Document,
        mimes: &[
            "text/plain",
            "application/pdf",
            "application/msword",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.ms-excel",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.ms-powerpoint",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ],
        max_bytes: MAX_DOCUMENT_BYTES,
        takes_others: true,
    },
    Allowance {
        kind: SendKind::Sticker,
        mimes: &["image/webp"],
        max_bytes: MAX_ANIMATED_STICKER_BYTES,
        takes_others: false,
    },
    Allowance {
        kind: SendKind::Voice,
        mimes: &["audio/ogg"],
        max_bytes: MAX_AUDIO_BYTES,
        takes_others: false,
    },
];

impl SendKind {
    /// The row of [`ALLOWANCES`] for this kind.
    pub const fn allowance(self) -> Allowance {
        let [image, video, audio, document, sticker, voice] = ALLOWANCES;
        match self {
            Self::Image => image,
            Self::Video => video,
            Self::Audio => audio,
            Self::Document => document,
            Self::Sticker => sticker,
            Self::Voice => voice,
        }
    }

    /// The word for it in messages and problem documents.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Video => "video",
            Self::Audio => "audio",
            Self::Document => "document",
            Self::Sticker => "sticker",
            Self::Voice => "voice",
        }
    }
}

#[cfg(test)]
mod tests;
