//! Containers whose kind depends on what is inside: WebP, MP4 and its relatives, WebM.

use super::{Codec, Family, MediaType};
use crate::bytes::{array_at, has_at, index, u8_at, u16_le, u24_le, u32_le};
use crate::mp4::{Boxes, Movie};
use crate::webm;

const ANIMATION: u8 = 0x02;

pub(super) fn webp(bytes: &[u8]) -> Option<MediaType> {
    (has_at(bytes, 0, b"RIFF") && has_at(bytes, 8, b"WEBP")).then(|| MediaType {
        is_animated: has_at(bytes, 12, b"VP8X")
            && u8_at(bytes, 20).is_some_and(|flags| flags & ANIMATION != 0),
        ..MediaType::image("image/webp")
    })
}

/// Width and height of a WebP file from its header.
pub(crate) fn webp_size(bytes: &[u8]) -> Option<(u32, u32)> {
    match array_at(bytes, 12)? {
        [b'V', b'P', b'8', b'X'] => Some((u24_le(bytes, 24)? + 1, u24_le(bytes, 27)? + 1)),
        [b'V', b'P', b'8', b'L'] if u8_at(bytes, 20) == Some(0x2f) => {
            let bits = u32_le(bytes, 21)?;
            Some(((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1))
        }
        [b'V', b'P', b'8', b' '] if has_at(bytes, 23, &[0x9d, 0x01, 0x2a]) => {
            Some((u32::from(u16_le(bytes, 26)? & 0x3fff), u32::from(u16_le(bytes, 28)? & 0x3fff)))
        }
        _ => None,
    }
}

/// Names and bodies of a RIFF file's chunks; `None` instead of a chunk that runs past the end.
pub(crate) fn riff_chunks(bytes: &[u8]) -> impl Iterator<Item = Option<([u8; 4], &[u8])>> {
    let mut at = 12;
    std::iter::from_fn(move || {
        let name = array_at(bytes, at)?;
        let size = index(u32_le(bytes, at + 4)?);
        let body = bytes.get(at + 8..).and_then(|rest| rest.get(..size));
        at = if body.is_some() { at + 8 + size + size % 2 } else { bytes.len() };
        Some(body.map(|body| (name, body)))
    })
}

/// MP4 and its relatives: 3GPP, QuickTime, HEIC, AVIF.
pub(super) fn mp4(bytes: &[u8]) -> Option<MediaType> {
    let first = Boxes::new(bytes).next()?;
    let brand: [u8; 4] = match &first.name {
        b"ftyp" => array_at(first.body, 0)?,
        // QuickTime files from before brands.
        b"moov" | b"mdat" | b"wide" | b"pnot" if bytes.len() > 16 => *b"qt  ",
        _ => return None,
    };
    let compatible = || first.body.get(8..).unwrap_or_default().chunks_exact(4).take(32);
    match &brand {
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" => {
            return Some(MediaType::image("image/heic"));
        }
        b"avif" | b"avis" => return Some(MediaType::image("image/avif")),
        b"mif1" | b"msf1" if compatible().any(|other| other == b"avif") => {
            return Some(MediaType::image("image/avif"));
        }
        b"mif1" | b"msf1" => return Some(MediaType::image("image/heif")),
        b"crx " => return Some(MediaType::image("image/x-canon-cr3")),
        _ => {}
    }
    let is_3gpp = brand.starts_with(b"3g");
    let (codec, is_audio) = match Movie::read(bytes) {
        Some(movie) => tracks(&movie),
        None => (Codec::Other, matches!(&brand, b"M4A " | b"M4B " | b"M4P ")),
    };
    Some(match (is_audio, is_3gpp) {
        (true, true) => MediaType::coded("audio/3gpp", Family::Audio, codec),
        (true, false) => MediaType::coded("audio/mp4", Family::Audio, codec),
        (false, true) => MediaType::coded("video/3gpp", Family::Video, codec),
        (false, false) if brand == *b"qt  " => MediaType::coded("video/quicktime", Family::Video, codec),
        (false, false) => MediaType::coded("video/mp4", Family::Video, codec),
    })
}

fn tracks(movie: &Movie) -> (Codec, bool) {
    let audio = movie.audio().next();
    match (movie.video(), audio) {
        (Some(video), _) if matches!(&video.codec, b"avc1" | b"avc3") => (Codec::H264, false),
        (None, Some(audio)) if audio.codec == *b"mp4a" => (Codec::Aac, true),
        (None, Some(_)) => (Codec::Other, true),
        _ => (Codec::Other, false),
    }
}

pub(super) fn webm(bytes: &[u8]) -> Option<MediaType> {
    if !webm::is_webm(bytes) {
        return None;
    }
    let codecs = webm::track_codecs(bytes);
    let is_audio = !codecs.is_empty() && codecs.iter().all(|codec| codec.starts_with(b"A_"));
    Some(match codecs.first() {
        Some(first) if is_audio && first.starts_with(b"A_OPUS") => {
            MediaType::coded("audio/webm", Family::Audio, Codec::Opus)
        }
        Some(first) if is_audio && first.starts_with(b"A_VORBIS") => {
            MediaType::coded("audio/webm", Family::Audio, Codec::Vorbis)
        }
        _ if is_audio => MediaType::of("audio/webm", Family::Audio),
        _ => MediaType::of("video/webm", Family::Video),
    })
}
