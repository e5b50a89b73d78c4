//! Everything that is checked before a decoder sees a picture.

use super::jpeg::JpegFacts;
use crate::bytes::{array_at, has_at, index, u16_le, u32_be};
use crate::guard::guard;
use crate::sniff::{riff_chunks, sniff, webp_size};
use crate::{MAX_DECODE_BYTES, MAX_PIXELS, Unreadable};
use ::image::ImageFormat;
use ::image::metadata::Orientation;

/// Passes over the picture times pixels that a progressive JPEG may ask for.
const MAX_SCANNED_PIXELS: u64 = 16 * MAX_PIXELS;
const MAX_SCANS: u32 = 100;

/// A picture that may be decoded.
#[derive(Debug, Clone)]
pub(crate) struct Header {
    pub(crate) mime: &'static str,
    pub(super) format: ImageFormat,
    /// As stored, before turning.
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(super) orientation: Orientation,
    pub(super) jpeg: Option<JpegFacts>,
}

impl Header {
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        let mime = sniff(bytes).mime;
        let damaged = || Unreadable::damaged("picture header");
        let (format, width, height, exif, jpeg) = match mime {
            "image/jpeg" => {
                let facts = JpegFacts::read(bytes).ok_or_else(damaged)?;
                (ImageFormat::Jpeg, facts.width, facts.height, facts.exif(bytes), Some(facts))
            }
            "image/png" => {
                let size = u32_be(bytes, 16).zip(u32_be(bytes, 20)).filter(|_| has_at(bytes, 12, b"IHDR"));
                let (width, height) = size.ok_or_else(damaged)?;
                (ImageFormat::Png, width, height, png_exif(bytes), None)
            }
            "image/webp" => {
                let (width, height) = webp_size(bytes).ok_or_else(damaged)?;
                (ImageFormat::WebP, width, height, webp_exif(bytes)?, None)
            }
            "image/gif" => {
                let size = u16_le(bytes, 6).zip(u16_le(bytes, 8)).ok_or_else(damaged)?;
                (ImageFormat::Gif, u32::from(size.0), u32::from(size.1), None, None)
            }
            found => {
                return Err(Unreadable::OtherKind { expected: "a picture in JPEG, PNG, WebP or GIF", found });
            }
        };
        let pixels = u64::from(width) * u64::from(height);
        if !(1..=MAX_PIXELS).contains(&pixels) {
            return Err(Unreadable::PixelCount { width, height, max_pixels: MAX_PIXELS });
        }
        if let Some(facts) = &jpeg {
            check_effort(facts, pixels)?;
        }
        let orientation = exif.and_then(orientation).unwrap_or(Orientation::NoTransforms);
        Ok(Self { mime, format, width, height, orientation, jpeg })
    }
}

/// Refuses a JPEG that is small as a file and dear to decode.
fn check_effort(facts: &JpegFacts, pixels: u64) -> Result<(), Unreadable> {
    if facts.scans > MAX_SCANS || pixels.saturating_mul(u64::from(facts.scans)) > MAX_SCANNED_PIXELS {
        return Err(Unreadable::TooCostly { what: "scans of a JPEG" });
    }
    // A progressive JPEG keeps two bytes for each value of each component until its last scan.
    let coefficients = pixels.saturating_mul(u64::from(facts.components) * 2);
    if facts.is_progressive && coefficients > MAX_DECODE_BYTES {
        return Err(Unreadable::TooCostly { what: "memory for a progressive JPEG" });
    }
    Ok(())
}

fn orientation(exif: &[u8]) -> Option<Orientation> {
    let exif = exif.strip_prefix(b"Exif\0\0").unwrap_or(exif);
    guard("EXIF", || Ok(Orientation::from_exif_chunk(exif))).ok().flatten()
}

/// The `eXIf` chunk, where it stands before the pixels.
fn png_exif(bytes: &[u8]) -> Option<&[u8]> {
    let mut at = 8;
    loop {
        let size = index(u32_be(bytes, at)?);
        let start = at + 8;
        match &array_at::<4>(bytes, at + 4)? {
            b"eXIf" => return bytes.get(start..start.checked_add(size)?),
            b"IDAT" | b"IEND" => return None,
            _ => at = start.checked_add(size)?.checked_add(4)?,
        }
    }
}

/// The `EXIF` chunk. Refuses a file whose chunks run past its end: decoders allocate what a chunk claims.
fn webp_exif(bytes: &[u8]) -> Result<Option<&[u8]>, Unreadable> {
    let mut exif = None;
    for chunk in riff_chunks(bytes) {
        let (name, body) = chunk.ok_or_else(|| Unreadable::damaged("WebP chunk runs past the file"))?;
        if name == *b"EXIF" {
            exif = exif.or(Some(body));
        }
    }
    Ok(exif)
}
