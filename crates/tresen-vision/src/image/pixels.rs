//! Decoded pixels: scaling, turning, writing as JPEG.

use super::Jpeg;
use crate::Unreadable;
use ::image::codecs::jpeg::JpegEncoder;
use ::image::metadata::Orientation;
use ::image::{DynamicImage, GrayImage, RgbImage};
use fast_image_resize::images::Image;
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};

/// An opaque picture, rows from the top.
#[derive(Debug, Clone)]
pub(crate) struct Pixels {
    width: u32,
    height: u32,
    /// `U8` grey, `U8x3` colour, or `U8x4` colour with a byte to ignore.
    kind: PixelType,
    data: Vec<u8>,
}

impl Pixels {
    pub(super) fn grey(width: u32, height: u32, data: Vec<u8>) -> Self {
        Self { width, height, kind: PixelType::U8, data }
    }

    pub(crate) fn rgb(width: u32, height: u32, data: Vec<u8>) -> Self {
        Self { width, height, kind: PixelType::U8x3, data }
    }

    /// Puts colour with alpha on white paper, in place.
    pub(super) fn rgba_over_white(width: u32, height: u32, mut data: Vec<u8>) -> Self {
        for pixel in data.as_chunks_mut::<4>().0 {
            let [red, green, blue, alpha] = pixel;
            let opacity = u16::from(*alpha);
            if opacity < 255 {
                for value in [red, green, blue] {
                    let mixed = (u16::from(*value) * opacity + 255 * (255 - opacity)) / 255;
                    *value = u8::try_from(mixed).unwrap_or(255);
                }
            }
        }
        Self { width, height, kind: PixelType::U8x4, data }
    }

    /// Scaled down so that the longer side is at most `side`; never up.
    pub(crate) fn scaled_to(self, side: u32) -> Result<Self, Unreadable> {
        let (width, height) = fitted(self.width, self.height, side);
        self.resized(width, height)
    }

    /// Exactly `width` × `height`, whatever the shape.
    pub(super) fn resized(self, width: u32, height: u32) -> Result<Self, Unreadable> {
        if (width, height) == (self.width, self.height) {
            return Ok(self);
        }
        let broken = |error: &dyn std::fmt::Display| Unreadable::damaged(error);
        let source = Image::from_vec_u8(self.width, self.height, self.data, self.kind)
            .map_err(|error| broken(&error))?;
        let mut target = Image::new(width, height, self.kind);
        let options =
            ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom)).use_alpha(false);
        Resizer::new().resize(&source, &mut target, &options).map_err(|error| broken(&error))?;
        Ok(Self { width, height, kind: self.kind, data: target.into_vec() })
    }

    /// Turned and mirrored as `orientation` asks.
    pub(super) fn turned(self, orientation: Orientation) -> Result<Self, Unreadable> {
        if orientation == Orientation::NoTransforms {
            return Ok(self);
        }
        let mut picture = self.into_picture()?;
        picture.apply_orientation(orientation);
        let (width, height) = (picture.width(), picture.height());
        Ok(match picture {
            DynamicImage::ImageLuma8(grey) => Self::grey(width, height, grey.into_raw()),
            other => Self::rgb(width, height, other.into_rgb8().into_raw()),
        })
    }

    /// Turned clockwise by quarters.
    pub(crate) fn turned_by_quarters(self, quarters: u8) -> Result<Self, Unreadable> {
        self.turned(match quarters % 4 {
            1 => Orientation::Rotate90,
            2 => Orientation::Rotate180,
            3 => Orientation::Rotate270,
            _ => Orientation::NoTransforms,
        })
    }

    /// Writes a JPEG; `quality` 1 to 100.
    pub(crate) fn into_jpeg(self, quality: u8) -> Result<Jpeg, Unreadable> {
        let (width, height) = (self.width, self.height);
        let picture = self.into_picture()?;
        Ok(Jpeg { bytes: encode(&picture, quality)?, width, height })
    }

    pub(super) fn into_picture(self) -> Result<DynamicImage, Unreadable> {
        let data = match self.kind {
            PixelType::U8x4 => {
                self.data.as_chunks::<4>().0.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]).collect()
            }
            _ => self.data,
        };
        let picture = match self.kind {
            PixelType::U8 => GrayImage::from_raw(self.width, self.height, data).map(DynamicImage::ImageLuma8),
            _ => RgbImage::from_raw(self.width, self.height, data).map(DynamicImage::ImageRgb8),
        };
        picture.ok_or_else(|| Unreadable::damaged("pixels do not fill the picture"))
    }
}

pub(super) fn encode(picture: &DynamicImage, quality: u8) -> Result<Vec<u8>, Unreadable> {
    let mut bytes = Vec::with_capacity(64 * 1_024);
    JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(picture).map_err(Unreadable::damaged)?;
    Ok(bytes)
}

/// The largest size of the same shape whose longer side is at most `side`; at least one pixel each way.
pub(super) fn fitted(width: u32, height: u32, side: u32) -> (u32, u32) {
    let (longer, side) = (width.max(height), side.max(1));
    if longer <= side {
        return (width, height);
    }
    let scale = |length: u32| {
        let (length, side, longer) = (u64::from(length), u64::from(side), u64::from(longer));
        u32::try_from((length * side + longer / 2) / longer).unwrap_or(1).max(1)
    };
    (scale(width), scale(height))
}
