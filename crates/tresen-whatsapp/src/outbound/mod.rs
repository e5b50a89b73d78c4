//! Messages in the platform's shape, checked against its limits before they leave.

mod compose;
mod template;

pub use compose::{compose, read_receipt, typing};
use tresen_domain::{
    message::MessageKind,
    template::{HeaderFormat, TemplateBody, VariablePlace, VariableValue},
};

/// A message that the desk wants to send.
#[derive(Debug, Clone, PartialEq)]
pub enum Outgoing<'a> {
    /// Text with WhatsApp's markup.
    Text {
        /// The text.
        body: &'a str,
        /// Whether its first address gets a picture.
        preview_url: bool,
    },
    /// An uploaded file.
    Media {
        /// A kind that has a file.
        kind: MessageKind,
        /// Id of the upload, for the same number.
        vendor_media_id: &'a str,
        /// Not for sound and stickers.
        caption: Option<&'a str>,
        /// Used for documents only: its ending decides the icon.
        file_name: Option<&'a str>,
        /// Sound only: shown as a voice note; must be ogg with opus, one channel.
        is_voice: bool,
    },
    /// An approved template.
    Template {
        /// Its name.
        name: &'a str,
        /// Exactly as approved: `en` is not `en_US`.
        language: &'a str,
        /// As it was approved: it decides which parts are sent.
        body: &'a TemplateBody,
        /// A value for each of its variables.
        values: &'a [VariableValue],
        /// Needed when its header is a picture, film or file.
        header_media: Option<HeaderMedia<'a>>,
    },
}

/// The file of a template's header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeaderMedia<'a> {
    /// Id of the upload, for the same number.
    pub vendor_media_id: &'a str,
    /// Used for documents only.
    pub file_name: Option<&'a str>,
}

/// A message that the platform would refuse.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LimitBroken {
    /// Nothing to send.
    #[error("the {field} is empty")]
    Empty {
        /// Such as `text`.
        field: &'static str,
    },
    /// Too many characters.
    #[error("the {field} has {length} characters, at most {limit} are allowed")]
    TooLong {
        /// Such as `caption`.
        field: &'static str,
        /// Characters found.
        length: usize,
        /// Characters allowed.
        limit: usize,
    },
    /// Sound and stickers carry no text.
    #[error("a message of kind `{kind}` cannot carry a caption")]
    CaptionNotAllowed {
        /// The kind.
        kind: MessageKind,
    },
    /// The kind is not a file's.
    #[error("a message of kind `{kind}` has no file")]
    NoMediaKind {
        /// The kind.
        kind: MessageKind,
    },
    /// The template's header is a file, but none is given.
    #[error("the template's header needs a file of format `{format}`")]
    HeaderMediaMissing {
        /// The header's format.
        format: HeaderFormat,
    },
    /// Headers with a place cannot be sent yet.
    #[error("templates with a header of format `{format}` cannot be sent")]
    HeaderNotSupported {
        /// The header's format.
        format: HeaderFormat,
    },
    /// A variable has no value, or one that the platform refuses.
    #[error(
        "the value of variable `{key}` of the {place} is missing or has line breaks, tabs or too many spaces"
    )]
    Value {
        /// Where.
        place: VariablePlace,
        /// Which.
        key: String,
    },
}
