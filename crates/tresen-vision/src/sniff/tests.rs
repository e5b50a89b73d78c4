use super::*;
use std::io::Cursor;

fn picture(format: ::image::ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    ::image::RgbImage::new(8, 8).write_to(&mut file, format).unwrap();
    file.into_inner()
}

fn zip(names: &[&str]) -> Vec<u8> {
    let mut file = Vec::new();
    for name in names {
        file.extend_from_slice(b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
        file.extend_from_slice(&u16::try_from(name.len()).unwrap().to_le_bytes());
        file.extend_from_slice(&[0, 0]);
        file.extend_from_slice(name.as_bytes());
    }
    file
}

fn ole(stream: &str) -> Vec<u8> {
    let mut file = vec![0; 1_024];
    file[..8].copy_from_slice(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    for (at, byte) in stream.bytes().enumerate() {
        file[640 + at * 2] = byte;
    }
    file[640 + 64] = u8::try_from((stream.len() + 1) * 2).unwrap();
    file
}

fn ogg(packet: &[u8]) -> Vec<u8> {
    let mut file = b"OggS\0\x02".to_vec();
    file.resize(26, 0);
    file.extend_from_slice(&[1, u8::try_from(packet.len()).unwrap()]);
    file.extend_from_slice(packet);
    file
}

#[test]
fn pictures_are_told_apart() {
    use ::image::ImageFormat::{Gif, Jpeg, Png, WebP};
    for (format, mime) in [(Jpeg, "image/jpeg"), (Png, "image/png"), (WebP, "image/webp"), (Gif, "image/gif")]
    {
        let found = sniff(&picture(format));
        assert_eq!((found.mime, found.family, found.is_animated), (mime, Family::Image, false));
    }
    let animated = b"RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0\xff\x01\0\xff\x01\0";
    assert!(sniff(animated).is_animated);
    assert_eq!(webp_size(animated), Some((512, 512)));
}

#[test]
fn containers_are_told_by_their_tracks() {
    let cases: [(&[u8], &str, Codec); 6] = [
        (include_bytes!("../../fixtures/baseline.mp4"), "video/mp4", Codec::H264),
        (include_bytes!("../../fixtures/tone.m4a"), "audio/mp4", Codec::Aac),
        (include_bytes!("../../fixtures/fragmented.m4a"), "audio/mp4", Codec::Aac),
        (include_bytes!("../../fixtures/voice.webm"), "audio/webm", Codec::Opus),
        (include_bytes!("../../fixtures/stereo.webm"), "audio/webm", Codec::Opus),
        (include_bytes!("../../fixtures/voice.ogg"), "audio/ogg", Codec::Opus),
    ];
    for (file, mime, codec) in cases {
        let found = sniff(file);
        assert_eq!((found.mime, found.codec), (mime, codec));
    }
    assert_eq!(sniff(b"\0\0\0\x14ftypheic\0\0\0\0heic").mime, "image/heic");
    assert_eq!(sniff(b"\0\0\0\x14ftyp3gp4\0\0\0\0isom").mime, "video/3gpp");
    assert_eq!(sniff(b"\0\0\0\x14ftypM4A \0\0\0\0isom").mime, "audio/mp4");
}

#[test]
fn ogg_is_told_by_its_codec() {
    let opus = sniff(&ogg(b"OpusHead\x01\x01\x38\x01\x80\xbb\0\0\0\0\0"));
    assert_eq!((opus.mime_with_codec(), opus.is_ogg_opus()), ("audio/ogg; codecs=opus", true));
    let vorbis = sniff(&ogg(b"\x01vorbis\0\0\0\0"));
    assert_eq!((vorbis.mime_with_codec(), vorbis.codec), ("audio/ogg", Codec::Vorbis));
    assert_eq!(sniff(&ogg(b"\x80theora")).family, Family::Video);
    assert_eq!(sniff(&ogg(b"whatever")).mime, "application/ogg");
}

#[test]
fn sound_without_a_container_needs_two_frames_that_fit() {
    let mut mp3 = vec![0; 417 * 2];
    for at in [0, 417] {
        mp3[at..at + 4].copy_from_slice(&[0xff, 0xfb, 0x90, 0x64]);
    }
    assert_eq!(sniff(&mp3).mime, "audio/mpeg");
    mp3[417] = 0;
    assert_eq!(sniff(&mp3).mime, "application/octet-stream");
    let adts: Vec<u8> = [0xff, 0xf1, 0x50, 0x80, 0x01, 0x3f, 0xfc, 0, 0].repeat(2);
    assert_eq!(sniff(&adts).mime, "audio/aac");
    assert_eq!(sniff(b"#!AMR\n\x04").mime, "audio/amr");
    assert_eq!(sniff(b"ID3\x04\0\0\0\0\0\0").mime, "audio/mpeg");
}

#[test]
fn documents_are_told_by_their_parts() {
    assert_eq!(sniff(b"%PDF-1.7\n").mime, "application/pdf");
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    assert_eq!(sniff(&zip(&["[Content_Types].xml", "_rels/.rels", "word/document.xml"])).mime, word);
    let macros = zip(&["[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"]);
    assert_eq!(sniff(&macros).mime, "application/vnd.ms-excel.sheet.macroEnabled.12");
    assert_eq!(sniff(&zip(&["word/notes.txt"])).mime, "application/zip");
    assert_eq!(sniff(&zip(&["AndroidManifest.xml"])).family, Family::Unknown);
    let mut odt = zip(&["mimetype"]);
    odt.extend_from_slice(b"application/vnd.oasis.opendocument.textPK\x03\x04");
    assert_eq!(sniff(&odt).mime, "application/vnd.oasis.opendocument.text");
    assert_eq!(sniff(&ole("WordDocument")).mime, "application/msword");
    assert_eq!(sniff(&ole("Workbook")).mime, "application/vnd.ms-excel");
    assert_eq!(sniff(&ole("Nothing")).family, Family::Unknown);
}

#[test]
fn scripts_never_pass_as_text_or_pictures() {
    assert_eq!(sniff(b"  <!DOCTYPE html><p>").mime, "text/html");
    assert_eq!(sniff(b"<?xml version='1.0'?><svg onload='x'/>").mime, "image/svg+xml");
    assert_eq!(sniff(b"<SCRIPT>1</SCRIPT>").mime, "text/html");
    for mime in ["text/html", "image/svg+xml", "application/pdf", "text/plain", "application/octet-stream"] {
        assert!(!is_inline_safe(mime), "{mime}");
    }
    assert!(is_inline_safe("audio/ogg; codecs=opus") && is_inline_safe("image/webp"));
}

#[test]
fn text_is_valid_and_has_no_nul() {
    assert_eq!(sniff("Grüße\r\n".as_bytes()).mime, "text/plain");
    assert_eq!(sniff(&"Grüße ä".as_bytes()[..9]).mime, "text/plain", "cut inside a letter");
    assert_eq!(sniff(b"a\0b").mime, "application/octet-stream");
    assert_eq!(sniff(&[0x80, 0x81]).mime, "application/octet-stream");
    assert_eq!(sniff(&[0xff, 0xfe, b'a', 0, b'b', 0]).mime, "text/plain");
    assert_eq!(sniff(b"").mime, "application/octet-stream");
}

#[test]
fn a_claim_never_beats_the_bytes() {
    assert_eq!(agreed_mime(Some("image/png"), b"<html><script>"), "text/html");
    assert_eq!(agreed_mime(Some("text/html"), b"just words"), "text/plain");
    assert_eq!(agreed_mime(Some("Text/CSV; charset=utf-8"), b"a;b\n1;2"), "text/csv");
    assert_eq!(
        agreed_mime(Some("image/jpeg"), b"MZ\x90\0\x03\0\0\0"),
        "application/vnd.microsoft.portable-executable"
    );
    assert_eq!(agreed_mime(None, b"\x01\x02\x03"), "application/octet-stream");
}
