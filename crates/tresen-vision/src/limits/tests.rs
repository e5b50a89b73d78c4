use super::*;
use ::image::{DynamicImage, ImageFormat, RgbImage};
use std::io::Cursor;

const BASELINE: &[u8] = include_bytes!("../../fixtures/baseline.mp4");
const VOICE_OGG: &[u8] = include_bytes!("../../fixtures/voice.ogg");

fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    RgbImage::new(width, height).write_to(&mut file, format).unwrap();
    file.into_inner()
}

fn check(kind: SendKind, mime: &str, bytes: &[u8]) -> Result<(), Rejection> {
    check_sendable(kind, mime, u64::try_from(bytes.len()).unwrap(), bytes)
}

fn refused(kind: SendKind, mime: &str, bytes: &[u8]) -> (&'static str, Remedy) {
    let rejection = check(kind, mime, bytes).unwrap_err();
    (rejection.code(), rejection.remedy())
}

#[test]
fn ordinary_files_may_be_sent() {
    check(SendKind::Image, "image/jpeg", &picture(9, 9, ImageFormat::Jpeg)).unwrap();
    check(SendKind::Image, "image/png", &picture(9, 9, ImageFormat::Png)).unwrap();
    check(SendKind::Sticker, "image/webp", &picture(512, 512, ImageFormat::WebP)).unwrap();
    check(SendKind::Video, "video/mp4", BASELINE).unwrap();
    check(SendKind::Video, "video/mp4", &BASELINE[..400]).unwrap();
    check(SendKind::Voice, "audio/ogg; codecs=opus", VOICE_OGG).unwrap();
    check(SendKind::Audio, "audio/ogg", VOICE_OGG).unwrap();
    check(SendKind::Audio, "audio/mp4", include_bytes!("../../fixtures/tone.m4a")).unwrap();
    check(SendKind::Document, "application/pdf", b"%PDF-1.4").unwrap();
    check(SendKind::Document, "text/csv", b"a;b").unwrap();
    check(SendKind::Document, "image/jpeg", &picture(9, 9, ImageFormat::Jpeg)).unwrap();
    check(SendKind::Document, "application/zip", b"PK\x03\x04").unwrap();
}

#[test]
fn sizes_are_bounded_by_kind() {
    let jpeg = picture(9, 9, ImageFormat::Jpeg);
    let rejection = check_sendable(SendKind::Image, "image/jpeg", 5_000_001, &jpeg).unwrap_err();
    assert_eq!(rejection, Rejection::TooLarge { kind: SendKind::Image, size: 5_000_001, max: 5_000_000 });
    assert_eq!(rejection.remedy(), Remedy::ConvertToJpeg);
    let rejection = check_sendable(SendKind::Video, "video/mp4", 20_000_000, BASELINE).unwrap_err();
    assert_eq!(rejection.remedy(), Remedy::SendAsDocument);
    let sticker = picture(512, 512, ImageFormat::WebP);
    assert!(check_sendable(SendKind::Sticker, "image/webp", 100_001, &sticker).is_err());
    assert_eq!(refused(SendKind::Document, "text/plain", b"").0, "media_empty");
}

#[test]
fn other_types_are_refused_with_a_remedy() {
    let webp = picture(9, 9, ImageFormat::WebP);
    let (code, remedy) = refused(SendKind::Image, "image/webp", &webp);
    assert_eq!((code, remedy), ("media_type_not_allowed", Remedy::ConvertToJpeg));
    let (code, remedy) = refused(SendKind::Voice, "audio/ogg", include_bytes!("../../fixtures/voice.webm"));
    assert_eq!((code, remedy), ("media_type_not_allowed", Remedy::ConvertToVoiceNote));
    let (code, remedy) = refused(SendKind::Image, "image/png", &picture(9, 9, ImageFormat::Jpeg));
    assert_eq!((code, remedy), ("media_type_mismatch", Remedy::DeclareFoundType));
    let (code, _) = refused(SendKind::Document, "application/pdf", b"MZ\x90\0");
    assert_eq!(code, "media_type_mismatch");
}

#[test]
fn pictures_are_8_bit_rgb() {
    let deep = DynamicImage::from(RgbImage::new(9, 9)).into_rgb16();
    let mut file = Cursor::new(Vec::new());
    DynamicImage::from(deep).write_to(&mut file, ImageFormat::Png).unwrap();
    assert_eq!(
        refused(SendKind::Image, "image/png", file.get_ref()),
        ("media_pixel_format", Remedy::ConvertToJpeg)
    );
}

#[test]
fn stickers_have_512_pixels() {
    let (code, _) = refused(SendKind::Sticker, "image/webp", &picture(512, 500, ImageFormat::WebP));
    assert_eq!(code, "media_sticker_size");
}

#[test]
fn videos_have_codecs_that_play() {
    let high = include_bytes!("../../fixtures/high-bframes.mp4");
    assert_eq!(refused(SendKind::Video, "video/mp4", high), ("media_high_profile", Remedy::SendAsDocument));
    let mut other = BASELINE.to_vec();
    let entry = other.windows(4).rposition(|w| w == b"avc1").unwrap();
    other[entry..entry + 4].copy_from_slice(b"hvc1");
    assert_eq!(
        check(SendKind::Video, "video/mp4", &other),
        Err(Rejection::VideoCodec { codec: "hvc1".to_owned() })
    );
    let mut other = BASELINE.to_vec();
    let entry = other.windows(4).rposition(|w| w == b"mp4a").unwrap();
    other[entry..entry + 4].copy_from_slice(b"ac-3");
    assert_eq!(
        check(SendKind::Video, "video/mp4", &other),
        Err(Rejection::AudioCodec { codec: "ac-3".to_owned() })
    );
}

#[test]
fn voice_is_mono_opus() {
    let mut stereo = VOICE_OGG.to_vec();
    let head = stereo.windows(8).position(|w| w == b"OpusHead").unwrap();
    stereo[head + 9] = 2;
    assert_eq!(
        refused(SendKind::Voice, "audio/ogg", &stereo),
        ("media_not_mono", Remedy::ConvertToVoiceNote)
    );
}

#[test]
fn each_kind_has_its_own_row() {
    for allowance in ALLOWANCES {
        assert_eq!(allowance.kind.allowance(), allowance);
    }
}
