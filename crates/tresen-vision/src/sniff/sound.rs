//! Sound outside of MP4 and WebM.

use super::{Codec, Family, MediaType};
use crate::bytes::{has_at, index, u8_at, u32_be};

pub(super) fn sound(bytes: &[u8]) -> Option<MediaType> {
    if has_at(bytes, 0, b"OggS") {
        return Some(ogg(bytes));
    }
    if has_at(bytes, 0, b"#!AMR-WB\n") {
        return Some(MediaType::of("audio/amr-wb", Family::Audio));
    }
    if has_at(bytes, 0, b"#!AMR\n") {
        return Some(MediaType::of("audio/amr", Family::Audio));
    }
    if is_adts(bytes) {
        return Some(MediaType::coded("audio/aac", Family::Audio, Codec::Aac));
    }
    is_mp3(bytes).then_some(MediaType::of("audio/mpeg", Family::Audio))
}

/// The first packet of the first page names the codec.
fn ogg(bytes: &[u8]) -> MediaType {
    let segments = usize::from(u8_at(bytes, 26).unwrap_or(0));
    let packet = bytes.get(27 + segments..).unwrap_or_default();
    if packet.starts_with(b"OpusHead") {
        MediaType::coded("audio/ogg", Family::Audio, Codec::Opus)
    } else if packet.starts_with(b"\x01vorbis") {
        MediaType::coded("audio/ogg", Family::Audio, Codec::Vorbis)
    } else if packet.starts_with(b"\x80theora") {
        MediaType::of("video/ogg", Family::Video)
    } else if packet.starts_with(b"\x7fFLAC") || packet.starts_with(b"Speex   ") {
        MediaType::of("audio/ogg", Family::Audio)
    } else {
        MediaType::of("application/ogg", Family::Unknown)
    }
}

/// AAC frames with ADTS headers: the first one's length leads to a second.
fn is_adts(bytes: &[u8]) -> bool {
    let is_frame = |at: usize| {
        u8_at(bytes, at) == Some(0xff) && u8_at(bytes, at + 1).is_some_and(|byte| byte & 0xf6 == 0xf0)
    };
    let length = u32_be(bytes, 3).map_or(0, |word| index((word >> 13) & 0x1fff));
    is_frame(0) && length > 7 && (length >= bytes.len() || is_frame(length))
}

/// An ID3 tag, or an MPEG layer III frame whose length leads to a second one.
fn is_mp3(bytes: &[u8]) -> bool {
    if has_at(bytes, 0, b"ID3") {
        return bytes.get(6..10).is_some_and(|size| size.iter().all(|byte| *byte < 0x80));
    }
    mp3_frame(bytes, 0).is_some_and(|length| length >= bytes.len() || mp3_frame(bytes, length).is_some())
}

/// Length of the layer III frame at `at`. Source: ISO 11172-3 and 13818-3, frame header tables.
fn mp3_frame(bytes: &[u8], at: usize) -> Option<usize> {
    const V1: [u32; 15] = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    const V2: [u32; 15] = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    let word = u32_be(bytes, at)?;
    let (version, layer) = ((word >> 19) & 3, (word >> 17) & 3);
    if word >> 21 != 0x7ff || version == 1 || layer != 1 {
        return None;
    }
    let rates: [u32; 3] = match version {
        3 => [44_100, 48_000, 32_000],
        2 => [22_050, 24_000, 16_000],
        _ => [11_025, 12_000, 8_000],
    };
    let rate = *rates.get(index((word >> 10) & 3))?;
    let table = if version == 3 { &V1 } else { &V2 };
    let kilobits = *table.get(index((word >> 12) & 0xf)).filter(|kilobits| **kilobits > 0)?;
    let slots = if version == 3 { 144_000 } else { 72_000 };
    Some(index(slots * kilobits / rate + ((word >> 9) & 1)))
}
