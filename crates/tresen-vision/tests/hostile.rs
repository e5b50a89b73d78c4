//! Files made to break something: none may, whatever they are.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests")]

use proptest::prelude::*;
use std::sync::LazyLock;
use std::time::Duration;
use tresen_vision::limits::{SendKind, check_sendable};
use tresen_vision::{document, image, sniff, video, voice};

const FIXTURES: [&[u8]; 7] = [
    include_bytes!("../fixtures/baseline.mp4"),
    include_bytes!("../fixtures/high-bframes.mp4"),
    include_bytes!("../fixtures/tone.m4a"),
    include_bytes!("../fixtures/fragmented.m4a"),
    include_bytes!("../fixtures/voice.webm"),
    include_bytes!("../fixtures/stereo.webm"),
    include_bytes!("../fixtures/voice.ogg"),
];

/// The fixtures, and pictures drawn here.
static FILES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let drawn =
        ::image::RgbImage::from_fn(200, 150, |x, y| ::image::Rgb([x, y, x * y].map(|v| v.to_le_bytes()[0])));
    let drawn = ::image::DynamicImage::from(drawn);
    let write = |picture: &::image::DynamicImage, format| {
        let mut file = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut file, format).unwrap();
        file.into_inner()
    };
    let mut files: Vec<Vec<u8>> = FIXTURES.iter().map(|file| file.to_vec()).collect();
    files.push(write(&drawn, ::image::ImageFormat::Jpeg));
    files.push(write(&drawn, ::image::ImageFormat::Png));
    files.push(write(&drawn.to_rgba8().into(), ::image::ImageFormat::WebP));
    files.push(write(&drawn, ::image::ImageFormat::Gif));
    files.push(
        b"%PDF-1.5\n1 0 obj<</Type/Pages/Count 3/Kids[]>>endobj\n9 0 obj<</Type/ObjStm/N 2/First 9>>stream\nxxx endobj"
            .to_vec(),
    );
    files.push(b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x05\0\0\0word/PK\x01\x02".to_vec());
    files
});

/// Everything this crate can do with a file.
fn read_everything(bytes: &[u8]) {
    let found = sniff::sniff(bytes);
    _ = sniff::agreed_mime(Some("text/csv"), bytes);
    _ = image::inspect(bytes);
    _ = image::preview(bytes, 64);
    _ = image::to_sendable_jpeg(bytes);
    _ = video::inspect(bytes);
    _ = video::poster(bytes, 64);
    _ = voice::inspect(bytes);
    _ = voice::duration(bytes);
    _ = voice::to_voice_note(bytes);
    _ = document::page_count(bytes);
    for kind in [
        SendKind::Image,
        SendKind::Video,
        SendKind::Audio,
        SendKind::Document,
        SendKind::Sticker,
        SendKind::Voice,
    ] {
        _ = check_sendable(kind, found.mime, 1, bytes);
    }
}

fn file() -> impl Strategy<Value = Vec<u8>> {
    (0..FILES.len()).prop_map(|number| FILES[number].clone())
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        read_everything(&bytes);
    }

    #[test]
    fn signatures_with_arbitrary_bodies_never_panic(
        number in 0..FILES.len(),
        keep in 4_usize..64,
        body in prop::collection::vec(any::<u8>(), 0..600),
    ) {
        let start = &FILES[number];
        read_everything(&[&start[..keep.min(start.len())], &body].concat());
    }

    #[test]
    fn truncated_files_never_panic(file in file(), end in any::<prop::sample::Index>()) {
        read_everything(&file[..end.index(file.len())]);
    }

    #[test]
    fn altered_files_never_panic(
        mut file in file(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
    ) {
        for (at, value) in changes {
            let at = at.index(file.len());
            file[at] = value;
        }
        read_everything(&file);
    }

    #[test]
    fn altered_headers_never_panic(
        mut file in file(),
        changes in prop::collection::vec((0_usize..1_200, prop::sample::select(vec![0_u8, 1, 0x7f, 0x80, 0xff])), 1..20),
    ) {
        for (at, value) in changes {
            if let Some(byte) = file.get_mut(at) {
                *byte = value;
            }
        }
        read_everything(&file);
    }

    #[test]
    fn file_names_are_always_safe(claimed in any::<Option<String>>(), mime in "[a-z]{0,12}/[a-z.+-]{0,20}") {
        for mime in [mime.as_str(), "application/pdf", "text/plain", "application/octet-stream"] {
            let name = document::safe_file_name(claimed.as_deref(), mime);
            prop_assert!(name.chars().count() <= document::MAX_FILE_NAME_CHARS && name.len() <= 255);
            prop_assert!(!name.starts_with(['.', ' ']) && !name.ends_with(['.', ' ']));
            prop_assert!(!name.chars().any(|c| c.is_control() || "/\\<>:\"|?*\u{202e}\u{200f}".contains(c)), "{name}");
            prop_assert_eq!(document::safe_file_name(Some(&name), mime), name.clone());
        }
    }

    #[test]
    fn a_remuxed_recording_lasts_as_long_as_its_source(
        packets in prop::collection::vec((0_u8..32, 0_u8..3, 0_u64..200, 1_usize..90), 2..80),
    ) {
        let (webm, samples) = recording(&packets);
        let expected = Duration::from_micros(samples.saturating_sub(312) * 1_000 / 48);
        let note = voice::to_voice_note(&webm);
        if samples > 2_000 {
            let found = note.unwrap().duration.unwrap();
            let difference = found.abs_diff(expected);
            prop_assert!(difference <= Duration::from_millis(20), "{found:?} instead of {expected:?}");
        }
    }
}

/// A WebM file as a browser streams it, with pauses; and the samples from its start to its end.
///
/// `packets`: mode, frames, pause before it in milliseconds, size.
fn recording(packets: &[(u8, u8, u64, usize)]) -> (Vec<u8>, u64) {
    let element = |id: &[u8], body: &[u8]| {
        let size = u32::try_from(body.len()).unwrap() | 0x1000_0000;
        [id, &size.to_be_bytes(), body].concat()
    };
    let head = b"OpusHead\x01\x02\x38\x01\x80\xbb\0\0\0\0\0";
    let entry = [
        element(&[0xd7], &[1]),
        element(&[0x83], &[2]),
        element(&[0x86], b"A_OPUS"),
        element(&[0x63, 0xa2], head),
    ]
    .concat();
    let mut file = element(&[0x1a, 0x45, 0xdf, 0xa3], &element(&[0x42, 0x82], b"webm"));
    file.extend_from_slice(&[0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
    file.extend(element(&[0x16, 0x54, 0xae, 0x6b], &element(&[0xae], &entry)));
    let mut end = 0;
    for (number, (mode, code, pause, size)) in packets.iter().enumerate() {
        // Whole milliseconds, as the container counts.
        let start = if number == 0 { 0 } else { (end / 48 + pause) * 48 };
        let (mode, code) = (mode % 32, code % 2);
        let frame = match mode {
            0..12 => [480, 960, 1_920, 2_880][usize::from(mode % 4)],
            12..16 => [480, 960][usize::from(mode % 2)],
            _ => [120, 240, 480, 960][usize::from(mode % 4)],
        };
        end = start + frame * u64::from(code + 1);
        file.extend_from_slice(&[0x1f, 0x43, 0xb6, 0x75, 0xff]);
        file.extend(element(&[0xe7], &(start / 48).to_be_bytes()));
        let mut block = vec![0x81, 0, 0, 0x80, (mode << 3) | code];
        block.resize(4 + size.max(&1), 0x55);
        file.extend(element(&[0xa3], &block));
    }
    (file, end)
}
