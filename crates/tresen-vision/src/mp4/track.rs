//! One track: its codec, its size on screen and its sample tables, still as slices.

use super::boxes::Boxes;
use super::movie::header_times;
use crate::bytes::{array_at, i32_be, index, u16_be, u32_be};
use std::time::Duration;

/// What a track carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TrackKind {
    Video,
    Audio,
    /// Subtitles, timed metadata, hints.
    Other,
}

/// One track of a movie.
#[derive(Debug, Clone)]
pub(crate) struct Track<'a> {
    pub(crate) id: u32,
    pub(crate) kind: TrackKind,
    /// Name of the first sample entry, such as `avc1` or `mp4a`.
    pub(crate) codec: [u8; 4],
    /// Units a second.
    pub(crate) timescale: u32,
    pub(crate) duration: Option<Duration>,
    /// Size of the stored picture, before turning; zero for sound.
    pub(crate) width: u16,
    pub(crate) height: u16,
    /// Quarter turns clockwise for showing.
    pub(crate) quarter_turns: u8,
    /// The H.264 configuration record.
    pub(crate) avcc: Option<&'a [u8]>,
    /// Pictures are stored in another order than shown, which only B-frames need.
    pub(crate) is_reordered: bool,
    /// The body of the sample table box.
    pub(super) table: &'a [u8],
}

impl<'a> Track<'a> {
    pub(super) fn read(trak: &'a [u8]) -> Option<Self> {
        let head = Boxes::find(trak, *b"tkhd")?;
        let mdia = Boxes::find(trak, *b"mdia")?;
        let kind = match Boxes::find(mdia, *b"hdlr").and_then(|hdlr| array_at(hdlr, 8))? {
            [b'v', b'i', b'd', b'e'] => TrackKind::Video,
            [b's', b'o', b'u', b'n'] => TrackKind::Audio,
            _ => TrackKind::Other,
        };
        let times = Boxes::find(mdia, *b"mdhd").and_then(header_times);
        let table = Boxes::descend(mdia, &[*b"minf", *b"stbl"]).unwrap_or_default();
        let entry = Boxes::find(table, *b"stsd").and_then(|stsd| Boxes::new(stsd.get(8..)?).next());
        let body = entry.map(|entry| entry.body).filter(|_| kind == TrackKind::Video).unwrap_or_default();
        let wide = usize::from(head.first() == Some(&1)) * 12;
        Some(Self {
            id: u32_be(head, 12 + if wide == 0 { 0 } else { 8 })?,
            kind,
            codec: entry.map(|entry| entry.name).unwrap_or_default(),
            timescale: times.map_or(0, |(timescale, _)| timescale),
            duration: times.and_then(|(timescale, units)| duration_of(units, timescale)),
            width: u16_be(body, 24).unwrap_or(0),
            height: u16_be(body, 26).unwrap_or(0),
            quarter_turns: quarter_turns(head.get(40 + wide..).unwrap_or_default()),
            avcc: body.get(78..).and_then(|boxes| Boxes::find(boxes, *b"avcC")),
            is_reordered: Boxes::find(table, *b"ctts").is_some_and(has_offsets),
            table,
        })
    }

    /// Width and height as shown, after turning.
    pub(crate) fn shown_size(&self) -> (u32, u32) {
        let (width, height) = (u32::from(self.width), u32::from(self.height));
        if self.quarter_turns % 2 == 1 { (height, width) } else { (width, height) }
    }
}

/// `units` at `timescale` a second; `None` for a timescale of zero or a length beyond 1,000 hours, which
/// is a lie in a file of at most 100 MB.
pub(super) fn duration_of(units: u64, timescale: u32) -> Option<Duration> {
    let scale = u64::from(timescale);
    let seconds = units.checked_div(scale)?;
    let millis = (units % scale).saturating_mul(1_000) / scale;
    (seconds <= 3_600_000).then(|| Duration::from_millis(seconds * 1_000 + millis))
}

/// The first four cells of the matrix, as the four turns that cameras write.
fn quarter_turns(matrix: &[u8]) -> u8 {
    let cell = |at| i32_be(matrix, at).unwrap_or(0).signum();
    match (cell(0), cell(4), cell(12), cell(16)) {
        (0, 1, -1, 0) => 1,
        (-1, 0, 0, -1) => 2,
        (0, -1, 1, 0) => 3,
        _ => 0,
    }
}

/// Whether two samples are shifted differently between decoding and showing.
fn has_offsets(ctts: &[u8]) -> bool {
    let count = index(u32_be(ctts, 4).unwrap_or(0));
    let mut offsets =
        ctts.get(8..).unwrap_or_default().chunks_exact(8).take(count).filter_map(|entry| u32_be(entry, 4));
    offsets.next().is_some_and(|first| offsets.any(|other| other != first))
}
