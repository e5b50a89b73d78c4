//! Making an agent's file fit to be sent: what the platform takes stays as it is, what can be converted is.

use bytes::Bytes;
use tresen_domain::media::MediaKind;
use tresen_vision::{
    Unreadable, image,
    limits::{Rejection, Remedy, SendKind, check_sendable},
    sniff::agreed_mime,
    voice,
};

use crate::Refusal;

/// Largest picture that is taken in the hope that it becomes small enough, in bytes.
const LARGEST_PICTURE: u64 = 25_000_000;

/// As what a file is to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Picture.
    Image,
    /// Film.
    Video,
    /// Sound file.
    Audio,
    /// Any file.
    Document,
    /// Recorded in the composer.
    Voice,
}

impl Purpose {
    /// The purpose behind the API's word.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "image" => Self::Image,
            "video" => Self::Video,
            "audio" => Self::Audio,
            "document" => Self::Document,
            "voice" => Self::Voice,
            _ => return None,
        })
    }

    /// Most bytes that are taken, before any conversion.
    pub fn limit_bytes(self) -> u64 {
        match self {
            Self::Image => LARGEST_PICTURE,
            other => other.send_kind().allowance().max_bytes,
        }
    }

    /// The kind of file it becomes.
    pub fn kind(self) -> MediaKind {
        match self {
            Self::Image => MediaKind::Image,
            Self::Video => MediaKind::Video,
            Self::Audio | Self::Voice => MediaKind::Audio,
            Self::Document => MediaKind::Document,
        }
    }

    pub(super) fn send_kind(self) -> SendKind {
        match self {
            Self::Image => SendKind::Image,
            Self::Video => SendKind::Video,
            Self::Audio => SendKind::Audio,
            Self::Document => SendKind::Document,
            Self::Voice => SendKind::Voice,
        }
    }
}

/// A file that may be sent.
#[derive(Debug)]
pub(super) struct Prepared {
    /// Other bytes than those uploaded, where it was converted.
    pub(super) converted: Option<Vec<u8>>,
    /// What to declare to the platform.
    pub(super) mime: &'static str,
    /// To be sent as a voice note.
    pub(super) is_voice: bool,
}

/// Checks a file against what the platform takes for `purpose`, and converts it where that helps.
///
/// Slow for pictures: belongs on a blocking thread.
///
/// # Errors
/// [`Refusal::MediaRejected`] with the reason.
pub(super) fn prepare(
    purpose: Purpose,
    content: &Bytes,
    claimed_mime: Option<&str>,
) -> Result<Prepared, Refusal> {
    if content.is_empty() {
        return Err(rejected(&Rejection::Empty));
    }
    if purpose == Purpose::Voice {
        return to_voice(content);
    }
    let mime = agreed_mime(claimed_mime, content);
    match check(purpose, mime, content) {
        Ok(()) => Ok(Prepared { converted: None, mime, is_voice: false }),
        Err(rejection) => match rejection.remedy() {
            Remedy::ConvertToJpeg => {
                let jpeg = image::to_sendable_jpeg(content).map_err(|unreadable| unfit(&unreadable))?;
                let checked = check(purpose, "image/jpeg", &jpeg.bytes);
                checked.map_err(|rejection| rejected(&rejection))?;
                Ok(Prepared { converted: Some(jpeg.bytes), mime: "image/jpeg", is_voice: false })
            }
            Remedy::ConvertToVoiceNote => {
                Ok(Prepared { is_voice: purpose == Purpose::Voice, ..to_voice(content)? })
            }
            _ => Err(rejected(&rejection)),
        },
    }
}

fn to_voice(content: &Bytes) -> Result<Prepared, Refusal> {
    let note = voice::to_voice_note(content).map_err(|unreadable| unfit(&unreadable))?;
    let purpose = if note.may_be_voice { Purpose::Voice } else { Purpose::Audio };
    check(purpose, note.mime, &note.bytes).map_err(|rejection| rejected(&rejection))?;
    let converted = (note.bytes != *content).then_some(note.bytes);
    Ok(Prepared { converted, mime: note.mime, is_voice: note.may_be_voice })
}

fn check(purpose: Purpose, mime: &str, content: &[u8]) -> Result<(), Rejection> {
    check_sendable(purpose.send_kind(), mime, u64::try_from(content.len()).unwrap_or(u64::MAX), content)
}

fn rejected(rejection: &Rejection) -> Refusal {
    let advice = match rejection.remedy() {
        Remedy::SendAsDocument => "; it can be sent as a document",
        _ => "",
    };
    Refusal::MediaRejected { check: rejection.code().to_owned(), reason: format!("{rejection}{advice}") }
}

fn unfit(unreadable: &Unreadable) -> Refusal {
    Refusal::MediaRejected { check: unreadable.code().to_owned(), reason: unreadable.to_string() }
}
