use super::*;

const BASELINE: &[u8] = include_bytes!("../../fixtures/baseline.mp4");

/// Turns a video on its side by the matrix that phones write.
fn turned() -> Vec<u8> {
    let mut file = BASELINE.to_vec();
    let head = file.windows(4).position(|w| w == b"tkhd").unwrap() + 4;
    let cells = [0, 0x1_0000, 0, -0x1_0000, 0, 0];
    for (cell, value) in cells.iter().enumerate() {
        file[head + 40 + cell * 4..head + 44 + cell * 4].copy_from_slice(&i32::to_be_bytes(*value));
    }
    file
}

#[test]
fn the_index_tells_size_and_length() {
    let video = inspect(BASELINE).unwrap();
    assert_eq!((video.width, video.height), (320, 240));
    assert_eq!((video.codec, video.has_sound), (Codec::H264, true));
    assert!(video.duration.unwrap().as_millis().abs_diff(2_000) < 50, "{:?}", video.duration);
    let turned = inspect(&turned()).unwrap();
    assert_eq!((turned.width, turned.height), (240, 320));
}

#[test]
fn the_first_keyframe_is_the_poster() {
    let poster = poster(BASELINE, 640).unwrap();
    assert_eq!((poster.width, poster.height), (320, 240));
    let picture = ::image::load_from_memory(&poster.bytes).unwrap().into_rgb8();
    // The test picture has bars of full colour: neither black nor grey may come out.
    let colours =
        picture.pixels().filter(|p| p.0.iter().max().unwrap() - p.0.iter().min().unwrap() > 150).count();
    assert!(colours > 10_000, "{colours}");
}

#[test]
fn posters_are_scaled_and_upright() {
    let poster = poster(&turned(), 160).unwrap();
    assert_eq!((poster.width, poster.height), (120, 160));
    let high = super::poster(include_bytes!("../../fixtures/high-bframes.mp4"), 640).unwrap();
    assert_eq!((high.width, high.height), (160, 120));
}

#[test]
fn what_cannot_be_drawn_says_why() {
    let text = |bytes: &[u8]| poster(bytes, 640).unwrap_err().to_string();
    let mut hevc = BASELINE.to_vec();
    // The brand list may name `avc1` too; the last one is the sample entry.
    let entry = hevc.windows(4).rposition(|w| w == b"avc1").unwrap();
    hevc[entry..entry + 4].copy_from_slice(b"hvc1");
    assert_eq!(text(&hevc), "video codec \"hvc1\" is not supported");
    assert_eq!(text(&BASELINE[..1_000]), "damaged: video without an index");
    let pictures = BASELINE.windows(4).position(|w| w == b"mdat").unwrap();
    assert_eq!(text(&BASELINE[..pictures + 100]), "damaged: sample tables");
    assert_eq!(
        text(include_bytes!("../../fixtures/tone.m4a")),
        "not a video in MP4, 3GPP or QuickTime but `audio/mp4`"
    );
}
