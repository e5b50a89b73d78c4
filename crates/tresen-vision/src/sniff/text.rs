//! Text and markup.

use super::MediaType;

/// Markup is recognised within this much of the start.
const MARKUP_BYTES: usize = 1_024;

/// HTML and SVG, which can carry scripts and must never pass as text or as a picture.
pub(super) fn markup(bytes: &[u8]) -> Option<MediaType> {
    let head = bytes.get(..bytes.len().min(MARKUP_BYTES)).unwrap_or_default();
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).to_ascii_lowercase();
    let start = head.trim_ascii_start();
    if !start.starts_with(b"<") {
        return None;
    }
    let has = |wanted: &[u8]| start.windows(wanted.len()).any(|w| w == wanted);
    if has(b"<svg") {
        return Some(MediaType::document("image/svg+xml"));
    }
    let is_html = [&b"<html"[..], b"<!doctype html", b"<script", b"<body", b"<head", b"<iframe", b"<title"]
        .iter()
        .any(|tag| has(tag));
    if is_html {
        return Some(MediaType::document("text/html"));
    }
    start.starts_with(b"<?xml").then_some(MediaType::document("text/xml"))
}

/// Valid UTF-8 without control characters other than white space; a character cut off at the end of the
/// given bytes does not count against it. UTF-16 counts with its byte order mark only.
pub(super) fn plain(bytes: &[u8]) -> Option<MediaType> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(bytes.get(..error.valid_up_to())?).ok()?
        }
        Err(_) => return utf16(bytes),
    };
    let is_text = !text.is_empty()
        && !text.bytes().any(|byte| {
            (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | 0x0c | b'\r' | 0x1b)) || byte == 0x7f
        });
    is_text.then_some(MediaType::document("text/plain"))
}

fn utf16(bytes: &[u8]) -> Option<MediaType> {
    let (mark, rest) = bytes.split_at_checked(2)?;
    let read: fn([u8; 2]) -> u16 = match mark {
        [0xff, 0xfe] => u16::from_le_bytes,
        [0xfe, 0xff] => u16::from_be_bytes,
        _ => return None,
    };
    let units = rest.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(read);
    let mut count = 0_usize;
    for decoded in char::decode_utf16(units) {
        count += 1;
        let is_end = count * 2 + 2 >= rest.len();
        match decoded {
            Ok(letter) if letter.is_control() && !letter.is_whitespace() => return None,
            Err(_) if !is_end => return None,
            _ => {}
        }
    }
    (count > 0).then_some(MediaType::document("text/plain"))
}
