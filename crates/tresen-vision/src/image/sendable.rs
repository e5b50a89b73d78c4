//! Pictures that WhatsApp does not take, as JPEGs that it takes.

use super::header::Header;
use super::pixels::encode;
use super::{Jpeg, decode};
use crate::Unreadable;
use crate::limits::MAX_IMAGE_BYTES;

/// Longest side of a converted picture, in pixels; enough to read a document on a photo.
pub const MAX_SENDABLE_SIDE: u32 = 4_096;

/// Sizes and qualities, tried in this order until the file is small enough.
const STEPS: [(u32, u8); 5] =
    [(MAX_SENDABLE_SIDE, 90), (MAX_SENDABLE_SIDE, 80), (2_560, 85), (2_048, 75), (1_280, 70)];

/// Makes a JPEG that may be sent as an image: 8-bit, upright, alpha over white, at most 5 MB.
///
/// For WebP and GIF (first frame), for PNG in palettes, grey or 16 bits, for CMYK JPEGs and for pictures
/// that are too large. HEIC and AVIF are not decoded here. The original's metadata, and with it a place
/// where it was taken, stays behind.
///
/// # Errors
/// As [`preview`](super::preview).
pub fn to_sendable_jpeg(bytes: &[u8]) -> Result<Jpeg, Unreadable> {
    let header = Header::read(bytes)?;
    let mut pixels = decode::decode(bytes, &header, Some(MAX_SENDABLE_SIDE))?
        .scaled_to(MAX_SENDABLE_SIDE)?
        .turned(header.orientation)?;
    for (side, quality) in STEPS {
        pixels = pixels.scaled_to(side)?;
        let picture = pixels.clone().into_picture()?.into_rgb8();
        let (width, height) = picture.dimensions();
        let jpeg = encode(&picture.into(), quality)?;
        if u64::try_from(jpeg.len()).is_ok_and(|size| size <= MAX_IMAGE_BYTES) {
            return Ok(Jpeg { bytes: jpeg, width, height });
        }
    }
    Err(Unreadable::TooCostly { what: "a picture that does not fit 5 MB" })
}
