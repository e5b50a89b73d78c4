//! Pictures: their size, their previews, and into the form that may be sent.

mod decode;
mod header;
mod jpeg;
mod pixels;
mod sendable;

pub use sendable::{MAX_SENDABLE_SIDE, to_sendable_jpeg};

use crate::Unreadable;
pub(crate) use header::Header;
pub(crate) use jpeg::JpegFacts;
pub(crate) use pixels::Pixels;

/// Longest side of the preview that lists and threads show, in pixels.
pub const PREVIEW_SIDE: u32 = 640;

const PREVIEW_QUALITY: u8 = 80;

/// What a picture's header tells. See [`inspect`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture {
    /// Content type, found from the bytes.
    pub mime: &'static str,
    /// Width in pixels as shown, after turning.
    pub width: u32,
    /// Height in pixels as shown, after turning.
    pub height: u32,
    /// The EXIF orientation, 1 to 8; already applied to `width` and `height`. 1 where there is none.
    pub exif_orientation: u8,
}

/// A JPEG made here: upright, without alpha, without any metadata of the original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jpeg {
    /// The file.
    pub bytes: Vec<u8>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// A small picture of a picture or of a video.
pub type Preview = Jpeg;

/// Size and orientation of a JPEG, PNG, WebP or GIF, from its header alone.
///
/// # Errors
/// [`Unreadable::OtherKind`] for anything else, [`Unreadable::PixelCount`] above
/// [`MAX_PIXELS`](crate::MAX_PIXELS), [`Unreadable::TooCostly`] for a picture made to burn time or memory.
pub fn inspect(bytes: &[u8]) -> Result<Picture, Unreadable> {
    let header = Header::read(bytes)?;
    let is_turned = header.orientation.to_exif() > 4;
    let (width, height) =
        if is_turned { (header.height, header.width) } else { (header.width, header.height) };
    Ok(Picture { mime: header.mime, width, height, exif_orientation: header.orientation.to_exif() })
}

/// A JPEG whose longer side is at most `max_side` (usually [`PREVIEW_SIDE`]), upright, alpha over white.
///
/// A smaller picture keeps its size. Of an animation the first frame is shown. A JPEG is decoded at a half,
/// a quarter or an eighth where that is enough. Colour profiles are ignored.
///
/// # Errors
/// As [`inspect`], and [`Unreadable::Damaged`] where the pixels cannot be decoded. A JPEG that was cut off
/// is shown as far as it goes.
pub fn preview(bytes: &[u8], max_side: u32) -> Result<Preview, Unreadable> {
    let header = Header::read(bytes)?;
    // From the stored size, so that a rounded intermediate size does not bend the shape.
    let (width, height) = pixels::fitted(header.width, header.height, max_side);
    decode::decode(bytes, &header, Some(max_side))?
        .resized(width, height)?
        .turned(header.orientation)?
        .into_jpeg(PREVIEW_QUALITY)
}

#[cfg(test)]
mod tests;
