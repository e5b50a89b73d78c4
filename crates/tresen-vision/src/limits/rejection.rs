//! Why a file may not be sent, and what to do about it.

use super::SendKind;

/// Why WhatsApp would not take a file. Each has a stable [`code`](Rejection::code) and a
/// [`remedy`](Rejection::remedy).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// No bytes.
    #[error("the file is empty")]
    Empty,
    /// Larger than the kind allows.
    #[error("{size} bytes, a {} may have {max}", kind.name())]
    TooLarge {
        /// As what it was to be sent.
        kind: SendKind,
        /// Its size in bytes.
        size: u64,
        /// The bound in bytes.
        max: u64,
    },
    /// The content type is not allowed for the kind.
    #[error("`{found}` may not be sent as {}", kind.name())]
    TypeNotAllowed {
        /// As what it was to be sent.
        kind: SendKind,
        /// The sniffed content type.
        found: &'static str,
        /// What may be sent as this kind.
        allowed: &'static [&'static str],
    },
    /// Declared as another type than the bytes are; Meta fails such a message later with 131053.
    #[error("declared as `{declared}` but found `{found}`")]
    TypeMismatch {
        /// What the caller was about to declare.
        declared: String,
        /// The sniffed content type.
        found: &'static str,
    },
    /// A picture that is not 8-bit RGB or RGBA.
    #[error("a picture has to be 8-bit RGB or RGBA")]
    PixelFormat,
    /// Ogg with another codec than Opus.
    #[error("Ogg sound has to be Opus")]
    NotOpus,
    /// Ogg/Opus with more than one channel.
    #[error("Ogg sound has to be mono, not {channels} channels")]
    NotMono {
        /// What the file has.
        channels: u8,
    },
    /// A video that is not H.264.
    #[error("video codec `{codec}` instead of H.264")]
    VideoCodec {
        /// The four letters of its codec.
        codec: String,
    },
    /// Sound that is not AAC, in a video or an MP4 audio file.
    #[error("sound codec `{codec}` instead of AAC")]
    AudioCodec {
        /// The four letters of its codec.
        codec: String,
    },
    /// A video with more than one sound track.
    #[error("{count} sound tracks, allowed is one")]
    SoundTracks {
        /// What the file has.
        count: usize,
    },
    /// High profile with B-frames, which WhatsApp for Android does not play.
    #[error("H.264 High profile with B-frames does not play on Android")]
    HighProfile,
    /// A sticker that is not 512 × 512.
    #[error("a sticker has 512 × 512 pixels, not {width} × {height}")]
    StickerSize {
        /// What the file has.
        width: u32,
        /// What the file has.
        height: u32,
    },
}

/// What helps. The desk may do it by itself or offer it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Remedy {
    /// [`to_sendable_jpeg`](crate::image::to_sendable_jpeg) makes it fit.
    ConvertToJpeg,
    /// [`to_voice_note`](crate::voice::to_voice_note) makes it fit.
    ConvertToVoiceNote,
    /// Declare the type that the bytes are.
    DeclareFoundType,
    /// Send the same file as a document.
    SendAsDocument,
    /// Only another file helps.
    ChooseAnother,
}

impl Rejection {
    /// The stable name of the reason, for problem documents and translations.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "media_empty",
            Self::TooLarge { .. } => "media_too_large",
            Self::TypeNotAllowed { .. } => "media_type_not_allowed",
            Self::TypeMismatch { .. } => "media_type_mismatch",
            Self::PixelFormat => "media_pixel_format",
            Self::NotOpus => "media_not_opus",
            Self::NotMono { .. } => "media_not_mono",
            Self::VideoCodec { .. } => "media_video_codec",
            Self::AudioCodec { .. } => "media_audio_codec",
            Self::SoundTracks { .. } => "media_sound_tracks",
            Self::HighProfile => "media_high_profile",
            Self::StickerSize { .. } => "media_sticker_size",
        }
    }

    /// What to do about it.
    pub fn remedy(&self) -> Remedy {
        match self {
            Self::TypeMismatch { .. } => Remedy::DeclareFoundType,
            Self::PixelFormat
            | Self::TypeNotAllowed { kind: SendKind::Image, found: "image/webp" | "image/gif", .. }
            | Self::TooLarge { kind: SendKind::Image, .. } => Remedy::ConvertToJpeg,
            Self::NotMono { .. }
            | Self::TypeNotAllowed { kind: SendKind::Voice | SendKind::Audio, found: "audio/webm", .. } => {
                Remedy::ConvertToVoiceNote
            }
            Self::TooLarge { kind: SendKind::Video | SendKind::Audio, size, .. }
                if *size <= super::MAX_DOCUMENT_BYTES =>
            {
                Remedy::SendAsDocument
            }
            Self::TypeNotAllowed { kind: SendKind::Image | SendKind::Video | SendKind::Audio, .. }
            | Self::VideoCodec { .. }
            | Self::AudioCodec { .. }
            | Self::SoundTracks { .. }
            | Self::HighProfile
            | Self::NotOpus => Remedy::SendAsDocument,
            _ => Remedy::ChooseAnother,
        }
    }
}
