use super::*;
use ::image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use std::io::Cursor;

fn write(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    picture.into().write_to(&mut file, format).unwrap();
    file.into_inner()
}

/// Red on the left half, blue on the right half.
fn two_halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(
        width,
        height,
        |x, _| if x < width / 2 { Rgb([220, 20, 20]) } else { Rgb([20, 20, 220]) },
    )
}

fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let tiff =
        [b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(), &[orientation], &[0; 6]].concat();
    let size = u16::try_from(tiff.len() + 8).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &size, b"Exif\0\0", &tiff, &jpeg[2..]].concat()
}

fn pixel(jpeg: &Jpeg, x: u32, y: u32) -> [u8; 3] {
    ::image::load_from_memory(&jpeg.bytes).unwrap().into_rgb8().get_pixel(x, y).0
}

fn is_red([red, _, blue]: [u8; 3]) -> bool {
    red > 150 && blue < 90
}

#[test]
fn sizes_are_as_shown() {
    let jpeg = write(two_halves(300, 200), ImageFormat::Jpeg);
    let turned = inspect(&with_exif(&jpeg, 6)).unwrap();
    assert_eq!((turned.width, turned.height, turned.exif_orientation), (200, 300, 6));
    for format in [ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif] {
        let found = inspect(&write(two_halves(300, 200), format)).unwrap();
        assert_eq!((found.width, found.height, found.exif_orientation), (300, 200, 1));
    }
}

#[test]
fn previews_are_small_and_upright() {
    // Below and above the size from which JPEGs are decoded at a fraction.
    for (width, height) in [(900, 600), (3_001, 2_003)] {
        let jpeg = with_exif(&write(two_halves(width, height), ImageFormat::Jpeg), 6);
        let preview = preview(&jpeg, PREVIEW_SIDE).unwrap();
        assert_eq!(preview.height, PREVIEW_SIDE);
        assert!(preview.width.abs_diff(427) <= 1, "{}", preview.width);
        // Turned a quarter clockwise, left becomes top.
        assert!(is_red(pixel(&preview, 200, 50)), "{width}");
        assert!(!is_red(pixel(&preview, 200, 600)), "{width}");
    }
}

#[test]
fn small_pictures_keep_their_size() {
    let preview = preview(&write(two_halves(20, 10), ImageFormat::Png), PREVIEW_SIDE).unwrap();
    assert_eq!((preview.width, preview.height), (20, 10));
    assert_eq!(pixels::fitted(10_000, 1, 640), (640, 1));
}

#[test]
fn transparency_becomes_white_paper() {
    let mut clear = RgbaImage::from_pixel(1_000, 100, Rgba([0, 0, 0, 0]));
    clear.put_pixel(0, 0, Rgba([0, 0, 0, 255]));
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let preview = preview(&write(clear.clone(), format), PREVIEW_SIDE).unwrap();
        assert_eq!(pixel(&preview, 300, 30), [255, 255, 255]);
    }
}

#[test]
fn every_depth_and_channel_count_has_a_preview() {
    let picture = DynamicImage::from(two_halves(700, 30));
    let kinds = [
        picture.to_luma8().into(),
        picture.to_luma_alpha8().into(),
        picture.to_rgb16().into(),
        picture.to_rgba16().into(),
        DynamicImage::from(picture.to_luma16()),
    ];
    for kind in kinds {
        assert_eq!(preview(&write(kind, ImageFormat::Png), 64).unwrap().width, 64);
    }
    let grey = write(picture.to_luma8(), ImageFormat::Jpeg);
    assert_eq!(preview(&grey, 64).unwrap().width, 64);
}

#[test]
fn bombs_are_refused_from_their_header() {
    let mut png = write(two_halves(4, 4), ImageFormat::Png);
    png[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
    assert_eq!(inspect(&png).unwrap_err().code(), "media_pixel_count");
    let jpeg = write(two_halves(4, 4), ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|w| w == [0xff, 0xc0]).unwrap();
    let mut huge = jpeg.clone();
    huge[frame + 5..frame + 9].copy_from_slice(&[0xff; 4]);
    assert_eq!(preview(&huge, 640).unwrap_err().code(), "media_pixel_count");
    // Two hundred passes over the same picture.
    let scan = jpeg.windows(2).position(|w| w == [0xff, 0xda]).unwrap();
    let many = [&jpeg[..scan], &jpeg[scan..jpeg.len() - 2].repeat(200), &[0xff, 0xd9]].concat();
    assert_eq!(inspect(&many).unwrap_err().code(), "media_too_costly");
    // Two frame headers, the first one harmless.
    let two = [&jpeg[..frame], &huge[frame..frame + 19], &jpeg[frame..]].concat();
    assert_eq!(inspect(&two).unwrap_err().code(), "media_damaged");
}

#[test]
fn a_webp_chunk_that_runs_past_the_file_is_refused() {
    let mut webp = write(two_halves(8, 8), ImageFormat::WebP);
    webp.extend_from_slice(b"EXIF\xf0\xff\xff\xff");
    assert_eq!(preview(&webp, 64).unwrap_err().code(), "media_damaged");
}

#[test]
fn a_jpeg_that_was_cut_off_shows_what_there_is() {
    let noisy = RgbImage::from_fn(2_000, 1_500, |x, y| Rgb([x, y, x ^ y].map(|v| v.to_le_bytes()[0])));
    let jpeg = write(noisy, ImageFormat::Jpeg);
    assert_eq!(preview(&jpeg[..jpeg.len() / 2], 640).unwrap().width, 640);
}

#[test]
fn converted_pictures_may_be_sent() {
    use crate::limits::{SendKind, check_sendable};
    let cases = [
        write(two_halves(600, 400), ImageFormat::WebP),
        write(two_halves(600, 400), ImageFormat::Gif),
        write(DynamicImage::from(two_halves(600, 400)).to_rgba16(), ImageFormat::Png),
        write(DynamicImage::from(two_halves(600, 400)).to_luma8(), ImageFormat::Jpeg),
    ];
    for file in cases {
        let jpeg = to_sendable_jpeg(&file).unwrap();
        let size = u64::try_from(jpeg.bytes.len()).unwrap();
        check_sendable(SendKind::Image, "image/jpeg", size, &jpeg.bytes).unwrap();
        assert_eq!((jpeg.width, jpeg.height), (600, 400));
    }
    assert_eq!(to_sendable_jpeg(b"\0\0\0\x14ftypheic\0\0\0\0heic").unwrap_err().code(), "media_other_kind");
}

#[test]
fn metadata_stays_behind() {
    let jpeg = with_exif(&write(two_halves(30, 20), ImageFormat::Jpeg), 3);
    assert!(!to_sendable_jpeg(&jpeg).unwrap().bytes.windows(4).any(|w| w == b"Exif"));
}
