//! The answer of sniffing.

/// The broad kind of a file, which decides how it is shown and sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// Pictures; stickers too, since nothing in a WebP file says which it is.
    Image,
    /// Moving pictures.
    Video,
    /// Sound.
    Audio,
    /// Something to read: PDF, Office, text.
    Document,
    /// Archives, programs and what nobody knows.
    Unknown,
}

/// The codec inside a container, where sending rules ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Codec {
    /// Opus sound.
    Opus,
    /// Vorbis sound.
    Vorbis,
    /// AAC sound.
    Aac,
    /// H.264 pictures.
    H264,
    /// Another codec, or one that the given bytes do not reach.
    Other,
}

/// A content type that was found, not claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MediaType {
    /// Lower case, without parameters, such as `audio/ogg`.
    pub mime: &'static str,
    /// The broad kind.
    pub family: Family,
    /// The codec of the first video track, or of the sound where there is no video.
    pub codec: Codec,
    /// An animated WebP. GIFs are not looked at.
    pub is_animated: bool,
}

impl MediaType {
    pub(crate) const UNKNOWN: Self = Self::of("application/octet-stream", Family::Unknown);

    pub(crate) const fn of(mime: &'static str, family: Family) -> Self {
        Self { mime, family, codec: Codec::Other, is_animated: false }
    }

    pub(crate) const fn image(mime: &'static str) -> Self {
        Self::of(mime, Family::Image)
    }

    pub(crate) const fn document(mime: &'static str) -> Self {
        Self::of(mime, Family::Document)
    }

    pub(crate) const fn coded(mime: &'static str, family: Family, codec: Codec) -> Self {
        Self { mime, family, codec, is_animated: false }
    }

    /// The content type with the codec that WhatsApp writes for voice notes, `audio/ogg; codecs=opus`;
    /// for all others just [`mime`](Self::mime).
    pub fn mime_with_codec(self) -> &'static str {
        match (self.mime, self.codec) {
            ("audio/ogg", Codec::Opus) => "audio/ogg; codecs=opus",
            ("audio/webm", Codec::Opus) => "audio/webm; codecs=opus",
            (mime, _) => mime,
        }
    }
}
