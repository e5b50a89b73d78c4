//! Media: files of messages; what kind they are and how far they are with us.

use crate::{message::MessageKind, word::words};

words! {
    /// How far a file is.
    pub enum MediaState {
        /// Announced, not fetched yet: tried again until it is ready or given up.
        Pending = "pending",
        /// Kept on our disk.
        Ready = "ready",
        /// Given up for a reason that another automatic try would not change; a person may ask for one.
        Failed = "failed",
        /// The platform has deleted it before it could be fetched.
        Expired = "expired",
        /// Deleted by us.
        Deleted = "deleted",
    }
}

words! {
    /// As what a file is sent and shown.
    pub enum MediaKind {
        /// Picture.
        Image = "image",
        /// Film.
        Video = "video",
        /// Sound, voice notes too.
        Audio = "audio",
        /// Any file.
        Document = "document",
        /// Sticker.
        Sticker = "sticker",
    }
}

impl MediaKind {
    /// The kind of file that belongs to a kind of message; `None` for messages without a file.
    pub const fn of(message: MessageKind) -> Option<Self> {
        match message {
            MessageKind::Image => Some(Self::Image),
            MessageKind::Video => Some(Self::Video),
            MessageKind::Audio => Some(Self::Audio),
            MessageKind::Document => Some(Self::Document),
            MessageKind::Sticker => Some(Self::Sticker),
            _ => None,
        }
    }

    /// The kind of message that carries it.
    pub const fn message_kind(self) -> MessageKind {
        match self {
            Self::Image => MessageKind::Image,
            Self::Video => MessageKind::Video,
            Self::Audio => MessageKind::Audio,
            Self::Document => MessageKind::Document,
            Self::Sticker => MessageKind::Sticker,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_files_and_of_messages_with_files_are_the_same() {
        for kind in MediaKind::ALL {
            assert_eq!(MediaKind::of(kind.message_kind()), Some(*kind));
            assert_eq!(kind.as_str(), kind.message_kind().as_str());
        }
        for kind in MessageKind::ALL {
            assert_eq!(MediaKind::of(*kind).is_some(), kind.has_media());
        }
    }
}
