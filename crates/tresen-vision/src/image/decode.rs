//! From file to pixels, within bounds.

use super::header::Header;
use super::pixels::{Pixels, fitted};
use crate::guard::guard;
use crate::{MAX_DECODE_BYTES, Unreadable};
use ::image::{DynamicImage, ImageReader, Limits};
use std::io::Cursor;

/// Decodes a picture whose header was checked.
///
/// `wanted_side`: only so many pixels are needed on the longer side; the answer may be larger. A JPEG is
/// then decoded in small where that gains anything: a whole preview of 640 px from a drawn photo of 12 MP
/// (4:2:0, 2.8 MB) takes 52 ms, the decoder that has no small 70 ms for decoding alone (`--release`, median
/// of 15, two shared cores, 2026-11).
pub(super) fn decode(bytes: &[u8], header: &Header, wanted_side: Option<u32>) -> Result<Pixels, Unreadable> {
    if let Some(side) = wanted_side
        && let Some(facts) = header.jpeg.as_ref().filter(|facts| facts.precision == 8)
        && matches!(facts.components, 1 | 3)
    {
        let (width, height) = fitted(header.width, header.height, side);
        // Above a half there is no small to decode in.
        let is_worth_it =
            header.width >= width.saturating_mul(2) && header.height >= height.saturating_mul(2);
        if is_worth_it && let Ok(pixels) = guard("JPEG", || decode_small(bytes, header, width, height)) {
            return Ok(pixels);
        }
    }
    guard("picture", || decode_whole(bytes, header))
}

fn decode_whole(bytes: &[u8], header: &Header) -> Result<Pixels, Unreadable> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), header.format);
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(header.width);
    limits.max_image_height = Some(header.height);
    limits.max_alloc = Some(MAX_DECODE_BYTES);
    reader.limits(limits);
    let picture = reader.decode().map_err(|error| match error {
        ::image::ImageError::Limits(_) => Unreadable::TooCostly { what: "memory for a picture" },
        ::image::ImageError::Unsupported(what) => Unreadable::unsupported(what),
        other => Unreadable::damaged(other),
    })?;
    Ok(match picture {
        DynamicImage::ImageLuma8(picture) => {
            let (width, height) = picture.dimensions();
            Pixels::grey(width, height, picture.into_raw())
        }
        DynamicImage::ImageRgb8(picture) => {
            let (width, height) = picture.dimensions();
            Pixels::rgb(width, height, picture.into_raw())
        }
        other if other.color().has_alpha() => {
            let picture = other.into_rgba8();
            let (width, height) = picture.dimensions();
            Pixels::rgba_over_white(width, height, picture.into_raw())
        }
        other => {
            let picture = other.into_rgb8();
            let (width, height) = picture.dimensions();
            Pixels::rgb(width, height, picture.into_raw())
        }
    })
}

/// Decodes a JPEG at the smallest of 1/1, 1/2, 1/4 and 1/8 that still reaches `width` × `height`.
fn decode_small(bytes: &[u8], header: &Header, width: u32, height: u32) -> Result<Pixels, Unreadable> {
    let broken = |error: jpeg_decoder::Error| Unreadable::damaged(error);
    let mut decoder = jpeg_decoder::Decoder::new(Cursor::new(bytes));
    decoder.read_info().map_err(broken)?;
    let is_same = decoder
        .info()
        .is_some_and(|info| u32::from(info.width) == header.width && u32::from(info.height) == header.height);
    if !is_same {
        return Err(Unreadable::damaged("JPEG with two sizes"));
    }
    let side = |side: u32| u16::try_from(side).unwrap_or(u16::MAX);
    let (width, height) = decoder.scale(side(width), side(height)).map_err(broken)?;
    let data = decoder.decode().map_err(broken)?;
    let (width, height) = (u32::from(width), u32::from(height));
    match decoder.info().map(|info| info.pixel_format) {
        Some(jpeg_decoder::PixelFormat::RGB24) => Ok(Pixels::rgb(width, height, data)),
        Some(jpeg_decoder::PixelFormat::L8) => Ok(Pixels::grey(width, height, data)),
        _ => Err(Unreadable::unsupported("JPEG pixel format")),
    }
}
