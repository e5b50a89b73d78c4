//! Voice notes: how long, how many channels, and into the form that WhatsApp plays.

mod ogg_opus;
mod remux;

use crate::mp4::Movie;
use crate::sniff::{Codec, sniff};
use crate::{Unreadable, limits};
use std::time::Duration;

/// What a recording is like. See [`inspect`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voice {
    /// Length as played, without the encoder's run-in and padding.
    pub duration: Duration,
    /// One channel on output. WhatsApp's voice notes have to be mono.
    pub is_mono: bool,
}

/// A recording in a form that may be sent. See [`to_voice_note`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoiceNote {
    /// The file to upload.
    pub bytes: Vec<u8>,
    /// Its content type without parameters.
    pub mime: &'static str,
    /// Its length; `None` where an MP4 file does not tell.
    pub duration: Option<Duration>,
    /// May be sent with `voice: true`. MP4 sound is sent as an ordinary audio message instead.
    pub may_be_voice: bool,
    /// Small enough for a play button; a larger voice note shows a download button first.
    /// See [`limits::MAX_PLAYABLE_VOICE_BYTES`].
    pub has_play_button: bool,
}

/// Length and channels of Ogg/Opus, the form in which WhatsApp delivers voice notes.
///
/// Works on a file that was cut off: the length is then that of its whole pages.
///
/// # Errors
/// [`Unreadable::OtherKind`] for anything but Ogg/Opus, [`Unreadable::Damaged`] without any sound.
pub fn inspect(bytes: &[u8]) -> Result<Voice, Unreadable> {
    let facts = ogg_opus::read(bytes)?;
    Ok(Voice { duration: facts.duration, is_mono: facts.head.channels == 1 })
}

/// Length of any sound or video file whose container tells it: Ogg/Opus, WebM/Opus, MP4.
///
/// `None` for other forms, such as MP3 and AMR, and where the container is damaged.
pub fn duration(bytes: &[u8]) -> Option<Duration> {
    let found = sniff(bytes);
    match (found.mime, found.codec) {
        ("audio/ogg", _) => inspect(bytes).ok().map(|voice| voice.duration),
        ("audio/webm", Codec::Opus) => remux::duration(bytes).ok(),
        ("audio/mp4" | "video/mp4" | "video/3gpp" | "audio/3gpp" | "video/quicktime", _) => {
            Movie::read(bytes)?.duration
        }
        _ => None,
    }
}

/// Turns what a browser recorded into what may be sent.
///
/// WebM/Opus (Chrome, Firefox, Edge) is put into Ogg pages, packets untouched, marked as mono; Ogg/Opus is
/// put into fresh mono pages where it is stereo and passes through otherwise; MP4/AAC (Safari) passes
/// through. Nothing is coded again, so this costs a copy.
///
/// Keep recordings below [`limits::MAX_PLAYABLE_VOICE_BYTES`] (512 KB, about two minutes at 32 kbit/s), or
/// the customer sees a download button instead of a play button.
///
/// # Errors
/// [`Unreadable::OtherKind`] for other sound, [`Unreadable::Unsupported`] for surround, laced or encrypted
/// recordings, [`Unreadable::TooCostly`] for gaps of more than an hour.
pub fn to_voice_note(bytes: &[u8]) -> Result<VoiceNote, Unreadable> {
    let found = sniff(bytes);
    match (found.mime, found.codec) {
        ("audio/webm", Codec::Opus) => remux::webm_to_ogg(bytes).and_then(ogg_note),
        ("audio/ogg", Codec::Opus) if inspect(bytes)?.is_mono => ogg_note(bytes.to_vec()),
        ("audio/ogg", Codec::Opus) => remux::ogg_to_mono(bytes).and_then(ogg_note),
        ("audio/mp4", Codec::Aac) => Ok(VoiceNote {
            duration: Movie::read(bytes).and_then(|movie| movie.duration),
            bytes: bytes.to_vec(),
            mime: "audio/mp4",
            may_be_voice: false,
            has_play_button: true,
        }),
        (found, _) => {
            Err(Unreadable::OtherKind { expected: "a recording in WebM/Opus, Ogg/Opus or MP4/AAC", found })
        }
    }
}

fn ogg_note(bytes: Vec<u8>) -> Result<VoiceNote, Unreadable> {
    Ok(VoiceNote {
        duration: Some(inspect(&bytes)?.duration),
        has_play_button: u64::try_from(bytes.len())
            .is_ok_and(|size| size <= limits::MAX_PLAYABLE_VOICE_BYTES),
        bytes,
        mime: "audio/ogg",
        may_be_voice: true,
    })
}

/// Output channels of Ogg/Opus, from its first page alone.
pub(crate) fn channels(head: &[u8]) -> Option<u8> {
    ogg_opus::head(head).map(|(head, _)| head.channels)
}

#[cfg(test)]
mod tests;
