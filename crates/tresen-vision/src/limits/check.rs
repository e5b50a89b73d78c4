//! One file against the table.

use super::{Allowance, MAX_STATIC_STICKER_BYTES, Rejection, STICKER_SIDE, SendKind};
use crate::bytes::u8_at;
use crate::image::JpegFacts;
use crate::mp4::h264::{Config, Sequence};
use crate::mp4::{Movie, Track};
use crate::sniff::{Family, MediaType, sniff, webp_size};
use crate::voice;

/// Whether WhatsApp takes a file of `size` bytes, declared as `mime`, as `kind`.
///
/// `head`: the file, or at least its first [`HEAD_BYTES`](crate::sniff::HEAD_BYTES). What stands beyond it
/// is not checked: a video that keeps its index at the end passes on its brand alone.
///
/// Types that Meta does not list are let through as documents: most arrive, though Meta promises nothing.
///
/// # Errors
/// The first reason against it; see [`Rejection`].
pub fn check_sendable(kind: SendKind, mime: &str, size: u64, head: &[u8]) -> Result<(), Rejection> {
    if size == 0 || head.is_empty() {
        return Err(Rejection::Empty);
    }
    let allowance = kind.allowance();
    let found = sniff(head);
    check_type(allowance, mime, found)?;
    let max = match kind {
        SendKind::Sticker if !found.is_animated => MAX_STATIC_STICKER_BYTES,
        _ => allowance.max_bytes,
    };
    if size > max {
        return Err(Rejection::TooLarge { kind, size, max });
    }
    match kind {
        SendKind::Image => check_pixels(head),
        SendKind::Sticker => check_sticker(head),
        SendKind::Video => Movie::read(head).map_or(Ok(()), |movie| check_video(&movie)),
        SendKind::Audio | SendKind::Voice => check_sound(head, found),
        SendKind::Document => Ok(()),
    }
}

fn check_type(allowance: Allowance, mime: &str, found: MediaType) -> Result<(), Rejection> {
    let declared = mime.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    let Allowance { kind, mimes: allowed, takes_others, .. } = allowance;
    if !takes_others && !allowed.contains(&found.mime) {
        return Err(Rejection::TypeNotAllowed { kind, found: found.mime, allowed });
    }
    let is_same = declared == found.mime.to_ascii_lowercase();
    // Bytes cannot tell kinds of text, and unknown bytes may be what nobody here knows.
    let is_finer = takes_others
        && match found.mime {
            "text/plain" => declared.starts_with("text/") || declared == "application/json",
            _ => found.family == Family::Unknown && !allowed.contains(&declared.as_str()),
        };
    if !is_same && !is_finer {
        return Err(Rejection::TypeMismatch { declared: mime.to_owned(), found: found.mime });
    }
    Ok(())
}

/// 8-bit RGB or RGBA.
fn check_pixels(head: &[u8]) -> Result<(), Rejection> {
    let fits = if let Some(facts) = JpegFacts::read(head) {
        facts.precision == 8 && facts.components == 3
    } else if sniff(head).mime == "image/png" {
        // Bit depth 8; colour type 2 is RGB, 6 is RGBA.
        u8_at(head, 24) == Some(8) && matches!(u8_at(head, 25), Some(2 | 6))
    } else {
        // A JPEG whose header lies beyond `head`: nothing is known against it.
        true
    };
    if fits { Ok(()) } else { Err(Rejection::PixelFormat) }
}

fn check_sticker(head: &[u8]) -> Result<(), Rejection> {
    let (width, height) = webp_size(head).unwrap_or((0, 0));
    if (width, height) == (STICKER_SIDE, STICKER_SIDE) {
        Ok(())
    } else {
        Err(Rejection::StickerSize { width, height })
    }
}

fn check_video(movie: &Movie) -> Result<(), Rejection> {
    if let Some(track) = movie.video() {
        if !matches!(&track.codec, b"avc1" | b"avc3") {
            return Err(Rejection::VideoCodec { codec: codec_name(track) });
        }
        let sequence = track.avcc.and_then(Config::read).and_then(|config| config.sequence());
        if track.is_reordered && sequence.is_some_and(Sequence::is_high_profile) {
            return Err(Rejection::HighProfile);
        }
    }
    let count = movie.audio().count();
    if count > 1 {
        return Err(Rejection::SoundTracks { count });
    }
    check_aac(movie)
}

fn check_aac(movie: &Movie) -> Result<(), Rejection> {
    match movie.audio().find(|track| track.codec != *b"mp4a") {
        Some(track) => Err(Rejection::AudioCodec { codec: codec_name(track) }),
        None => Ok(()),
    }
}

fn check_sound(head: &[u8], found: MediaType) -> Result<(), Rejection> {
    match found.mime {
        "audio/ogg" if !found.is_ogg_opus() => Err(Rejection::NotOpus),
        "audio/ogg" => match voice::channels(head) {
            Some(channels) if channels > 1 => Err(Rejection::NotMono { channels }),
            _ => Ok(()),
        },
        "audio/mp4" => Movie::read(head).map_or(Ok(()), |movie| check_aac(&movie)),
        _ => Ok(()),
    }
}

/// The four letters, with everything unprintable escaped.
fn codec_name(track: &Track) -> String {
    track.codec.escape_ascii().to_string()
}
