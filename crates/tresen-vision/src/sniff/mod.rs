//! What a file is, from its bytes. What others claim about it is never trusted.

mod agreed;
mod containers;
mod media_type;
mod office;
mod sound;
mod text;

pub use agreed::{agreed_mime, is_inline_safe};
pub(crate) use containers::{riff_chunks, webp_size};
pub use media_type::{Codec, Family, MediaType};

use crate::bytes::has_at;
use crate::guard::guard;

/// Bytes from the start of a file that are enough to tell most kinds apart.
///
/// Only Office documents and MP4 files that keep their index at the end are told more exactly from the
/// whole file; with less they are `application/zip` and `video/mp4`.
pub const HEAD_BYTES: usize = 64 * 1024;

/// The content type of `bytes`: the whole file, or its first [`HEAD_BYTES`].
///
/// Looks at signatures and structure only; a file may still be damaged behind them. What nothing matches
/// is `application/octet-stream`.
pub fn sniff(bytes: &[u8]) -> MediaType {
    picture(bytes)
        .or_else(|| containers::mp4(bytes))
        .or_else(|| containers::webm(bytes))
        .or_else(|| sound::sound(bytes))
        .or_else(|| office::document(bytes))
        .or_else(|| text::markup(bytes))
        .or_else(|| other(bytes))
        .or_else(|| text::plain(bytes))
        .unwrap_or(MediaType::UNKNOWN)
}

fn picture(bytes: &[u8]) -> Option<MediaType> {
    if has_at(bytes, 0, &[0xff, 0xd8, 0xff]) {
        return Some(MediaType::image("image/jpeg"));
    }
    if has_at(bytes, 0, b"\x89PNG\r\n\x1a\n") {
        return Some(MediaType::image("image/png"));
    }
    if has_at(bytes, 0, b"GIF87a") || has_at(bytes, 0, b"GIF89a") {
        return Some(MediaType::image("image/gif"));
    }
    containers::webp(bytes)
}

/// The rare kinds, by the signatures of `infer`. Types that have a rule of their own above are left out:
/// what those rules refused is not believed on a weaker sign.
fn other(bytes: &[u8]) -> Option<MediaType> {
    let found = guard("signature", || Ok(infer::get(bytes))).ok().flatten()?;
    match found.mime_type() {
        mime @ ("image/tiff"
        | "image/bmp"
        | "image/vnd.microsoft.icon"
        | "image/jxl"
        | "image/jp2"
        | "image/vnd.adobe.photoshop") => Some(MediaType::image(mime)),
        mime @ ("video/x-msvideo" | "video/x-ms-wmv" | "video/mpeg" | "video/x-flv") => {
            Some(MediaType::of(mime, Family::Video))
        }
        mime @ ("audio/midi" | "audio/x-flac" | "audio/x-wav" | "audio/x-aiff" | "audio/x-ape") => {
            Some(MediaType::of(mime, Family::Audio))
        }
        mime @ ("application/rtf" | "application/postscript" | "application/x-mobipocket-ebook") => {
            Some(MediaType::of(mime, Family::Document))
        }
        mime if mime.starts_with("application/") => Some(MediaType::of(mime, Family::Unknown)),
        mime @ "text/x-shellscript" => Some(MediaType::of(mime, Family::Document)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
