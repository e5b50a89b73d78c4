use super::*;
use crate::limits::{SendKind, check_sendable};
use crate::opus::Head;

const VOICE_WEBM: &[u8] = include_bytes!("../../fixtures/voice.webm");
const STEREO_WEBM: &[u8] = include_bytes!("../../fixtures/stereo.webm");
const VOICE_OGG: &[u8] = include_bytes!("../../fixtures/voice.ogg");

fn assert_lasts(found: Duration, millis: u128) {
    assert!(found.as_millis().abs_diff(millis) <= 20, "{found:?} is not {millis} ms");
}

/// An Ogg page with a correct checksum does not matter here: readers of length do not look at it.
fn page(flags: u8, granule: u64, sequence: u8, packets: &[&[u8]]) -> Vec<u8> {
    let mut page = b"OggS\0".to_vec();
    page.push(flags);
    page.extend_from_slice(&granule.to_le_bytes());
    page.extend_from_slice(&[7, 0, 0, 0, sequence, 0, 0, 0, 0, 0, 0, 0]);
    page.push(u8::try_from(packets.len()).unwrap());
    page.extend(packets.iter().map(|packet| u8::try_from(packet.len()).unwrap()));
    page.extend(packets.concat());
    page
}

fn ogg(pages: &[(u64, &[&[u8]])]) -> Vec<u8> {
    let head = Head::standard(312).to_mono_packet();
    let mut file = page(2, 0, 0, &[&head]);
    file.extend(page(0, 0, 1, &[&crate::opus::tags_packet()]));
    for (sequence, (granule, packets)) in (2..).zip(pages) {
        file.extend(page(0, *granule, sequence, packets));
    }
    file
}

#[test]
fn granules_tell_the_length() {
    let file = inspect(VOICE_OGG).unwrap();
    assert_lasts(file.duration, 2_345);
    assert!(file.is_mono);
    let packet: &[u8] = &[0x48, 1];
    let one_second = ogg(&[(24_000, &[packet; 25]), (48_312, &[packet; 26])]);
    assert_lasts(inspect(&one_second).unwrap().duration, 1_000);
}

#[test]
fn a_stream_cut_out_of_a_longer_one_starts_at_zero() {
    let packet: &[u8] = &[0x48, 1];
    let late = ogg(&[(4_800_960, &[packet]), (4_849_272, &[packet; 51])]);
    assert_lasts(inspect(&late).unwrap().duration, 1_020);
}

#[test]
fn a_recording_that_was_cut_off_lasts_as_long_as_its_pages() {
    let whole = inspect(VOICE_OGG).unwrap().duration;
    let part = inspect(&VOICE_OGG[..VOICE_OGG.len() - 10]).unwrap().duration;
    assert!(part < whole && !part.is_zero());
    assert_eq!(inspect(&ogg(&[])).unwrap_err().code(), "media_damaged");
    assert_eq!(inspect(b"OggS").unwrap_err().code(), "media_other_kind");
}

#[test]
fn browser_recordings_become_voice_notes() {
    for webm in [VOICE_WEBM, STEREO_WEBM] {
        let note = to_voice_note(webm).unwrap();
        assert_lasts(note.duration.unwrap(), 2_345);
        assert_lasts(duration(webm).unwrap(), 2_345);
        assert!(note.may_be_voice && note.has_play_button);
        assert!(inspect(&note.bytes).unwrap().is_mono);
        let size = u64::try_from(note.bytes.len()).unwrap();
        check_sendable(SendKind::Voice, "audio/ogg; codecs=opus", size, &note.bytes).unwrap();
    }
}

#[test]
fn pages_are_whole_and_in_order() {
    let note = to_voice_note(VOICE_WEBM).unwrap();
    let mut reader = ogg::PacketReader::new(std::io::Cursor::new(&note.bytes));
    let head = reader.read_packet_expected().unwrap();
    assert!(head.first_in_stream() && head.last_in_page() && head.absgp_page() == 0);
    assert!(Head::read(&head.data).is_some());
    let tags = reader.read_packet_expected().unwrap();
    assert!(tags.data.starts_with(b"OpusTags") && tags.last_in_page());
    let (mut samples, mut last, mut page_start) = (0, 0, 0);
    let mut is_ended = false;
    while let Some(packet) = reader.read_packet().unwrap() {
        assert!(!is_ended);
        samples += u64::from(crate::opus::packet_samples(&packet.data).unwrap());
        if packet.last_in_page() {
            last = packet.absgp_page();
            is_ended = packet.last_in_stream();
            assert!(is_ended || last == samples, "the page's position is that of its last packet");
            assert!(last - page_start <= 48_000, "a page holds at most a second");
            page_start = last;
        }
    }
    assert!(is_ended && last <= samples);
}

#[test]
fn silence_fills_what_the_recorder_left_out() {
    // Takes the packets of the middle out by renaming their blocks to "void".
    let mut webm = VOICE_WEBM.to_vec();
    let blocks: Vec<usize> = webm
        .windows(6)
        .enumerate()
        .filter(|(_, w)| w[0] == 0xa3 && w[1] >= 0x80 && w[2] == 0x81 && w[5] == 0x80)
        .map(|(at, _)| at)
        .collect();
    assert!(blocks.len() > 60);
    for at in &blocks[20..50] {
        webm[*at] = 0xec;
    }
    let note = to_voice_note(&webm).unwrap();
    assert_lasts(note.duration.unwrap(), 2_345);
    assert!(note.bytes.len() < to_voice_note(VOICE_WEBM).unwrap().bytes.len());
}

#[test]
fn ogg_passes_and_loses_its_second_channel() {
    let same = to_voice_note(VOICE_OGG).unwrap();
    assert_eq!(same.bytes, VOICE_OGG);
    let mut stereo = VOICE_OGG.to_vec();
    let head = stereo.windows(8).position(|w| w == b"OpusHead").unwrap();
    stereo[head + 9] = 2;
    assert!(!inspect(&stereo).unwrap().is_mono);
    let note = to_voice_note(&stereo).unwrap();
    assert!(inspect(&note.bytes).unwrap().is_mono);
    assert_lasts(note.duration.unwrap(), 2_345);
}

#[test]
fn more_packets_than_a_recording_has_are_refused() {
    let mut webm = VOICE_WEBM.to_vec();
    webm.extend([0xa3, 0x85, 0x81, 0, 0, 0x80, 0x48].repeat(500_001));
    assert_eq!(to_voice_note(&webm).unwrap_err().code(), "media_too_costly");
}

#[test]
fn aac_passes_as_ordinary_sound() {
    for (file, millis) in [
        (&include_bytes!("../../fixtures/tone.m4a")[..], 1_500),
        (&include_bytes!("../../fixtures/fragmented.m4a")[..], 1_564),
    ] {
        let note = to_voice_note(file).unwrap();
        assert_eq!((note.mime, note.may_be_voice), ("audio/mp4", false));
        assert!(note.duration.unwrap().as_millis().abs_diff(millis) < 80, "{:?}", note.duration);
    }
    assert_eq!(to_voice_note(b"#!AMR\n").unwrap_err().code(), "media_other_kind");
}
