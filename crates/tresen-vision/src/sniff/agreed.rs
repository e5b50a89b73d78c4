//! Between what was claimed and what was found.

use super::{Codec, sniff};

/// Text is text: for these a claim may say which kind, since bytes cannot.
const TEXT_KINDS: [&str; 6] = [
    "text/csv",
    "text/calendar",
    "text/vcard",
    "text/markdown",
    "text/tab-separated-values",
    "application/json",
];

/// The content type to keep for a file that came with the claim `claimed`.
///
/// What the bytes say wins, always. A claim only refines plain text into one of a few harmless kinds of
/// text (CSV, calendar, contact card, …); it never makes a file a picture, a page or a program.
/// Parameters and letter case of the claim are ignored.
pub fn agreed_mime(claimed: Option<&str>, bytes: &[u8]) -> &'static str {
    let found = sniff(bytes).mime;
    let essence = claimed.and_then(|claimed| claimed.split(';').next()).unwrap_or("").trim();
    match found {
        "text/plain" => {
            TEXT_KINDS.into_iter().find(|kind| kind.eq_ignore_ascii_case(essence)).unwrap_or(found)
        }
        _ => found,
    }
}

/// Whether a browser may show the type in the page instead of offering it for saving.
///
/// Only kinds that cannot carry scripts. PDF is not among them, and no kind of text is.
pub fn is_inline_safe(mime: &str) -> bool {
    let essence = mime.split(';').next().unwrap_or("").trim();
    matches!(
        essence,
        "image/jpeg"
            | "image/png"
            | "image/webp"
            | "image/gif"
            | "video/mp4"
            | "video/3gpp"
            | "audio/mp4"
            | "audio/ogg"
            | "audio/mpeg"
            | "audio/aac"
            | "audio/amr"
    )
}

impl super::MediaType {
    /// The form in which WhatsApp plays voice notes.
    pub fn is_ogg_opus(self) -> bool {
        self.mime == "audio/ogg" && self.codec == Codec::Opus
    }
}
