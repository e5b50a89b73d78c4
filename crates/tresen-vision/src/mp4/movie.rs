//! What the movie box and the fragments say.

use super::boxes::Boxes;
use super::track::{Track, TrackKind, duration_of};
use crate::bytes::{index, u32_be, u64_be};
use std::time::Duration;

/// No real film has more tracks.
const MAX_TRACKS: usize = 32;

/// An MP4 file, read as far as the desk needs.
#[derive(Debug, Clone)]
pub(crate) struct Movie<'a> {
    pub(crate) tracks: Vec<Track<'a>>,
    /// Longest of header, tracks and fragments; `None` where nothing says it.
    pub(crate) duration: Option<Duration>,
    pub(crate) is_fragmented: bool,
}

impl<'a> Movie<'a> {
    /// Reads `data` from its start. `None` without a whole movie box, for example because only the first
    /// bytes of a file are given that keeps it at the end: half a list of tracks would mislead.
    pub(crate) fn read(data: &'a [u8]) -> Option<Self> {
        let moov = Boxes::new(data).find(|found| found.name == *b"moov")?;
        let moov = moov.is_whole.then_some(moov.body)?;
        let tracks: Vec<_> = Boxes::new(moov)
            .filter(|found| found.name == *b"trak")
            .take(MAX_TRACKS)
            .filter_map(|found| Track::read(found.body))
            .collect();
        let extends = Boxes::find(moov, *b"mvex");
        let fragments = extends.and_then(|mvex| fragments_duration(data, mvex, &tracks));
        let duration = tracks
            .iter()
            .filter_map(|track| track.duration)
            .chain(Boxes::find(moov, *b"mvhd").and_then(header_duration))
            .chain(fragments)
            .max()
            .filter(|longest| !longest.is_zero());
        Some(Self { tracks, duration, is_fragmented: extends.is_some() })
    }

    /// The first track with pictures.
    pub(crate) fn video(&self) -> Option<&Track<'a>> {
        self.tracks.iter().find(|track| track.kind == TrackKind::Video)
    }

    /// All tracks with sound.
    pub(crate) fn audio(&self) -> impl Iterator<Item = &Track<'a>> {
        self.tracks.iter().filter(|track| track.kind == TrackKind::Audio)
    }
}

/// `mvhd` and `mdhd` share the shape of times and durations.
pub(super) fn header_duration(header: &[u8]) -> Option<Duration> {
    let (timescale, units) = header_times(header)?;
    duration_of(units, timescale)
}

/// Units a second and number of units; the number "unknown" (all bits set) is `None`.
pub(super) fn header_times(header: &[u8]) -> Option<(u32, u64)> {
    if header.first() == Some(&1) {
        let units = u64_be(header, 24)?;
        (units != u64::MAX).then_some((u32_be(header, 20)?, units))
    } else {
        let units = u32_be(header, 16)?;
        (units != u32::MAX).then_some((u32_be(header, 12)?, u64::from(units)))
    }
}

/// Length of the longest track as its fragments (`moof`) tell it.
fn fragments_duration(data: &[u8], mvex: &[u8], tracks: &[Track]) -> Option<Duration> {
    let defaults: Vec<(u32, u32)> = Boxes::new(mvex)
        .filter(|found| found.name == *b"trex")
        .take(MAX_TRACKS)
        .filter_map(|found| Some((u32_be(found.body, 4)?, u32_be(found.body, 12)?)))
        .collect();
    let mut units = vec![0_u64; tracks.len()];
    for moof in Boxes::new(data).filter(|found| found.name == *b"moof") {
        for traf in Boxes::new(moof.body).filter(|found| found.name == *b"traf") {
            let Some(head) = Boxes::find(traf.body, *b"tfhd") else { continue };
            let Some(id) = u32_be(head, 4) else { continue };
            let default = fragment_default(head)
                .or_else(|| defaults.iter().find(|(track, _)| *track == id).map(|(_, length)| *length));
            let length = Boxes::new(traf.body)
                .filter(|found| found.name == *b"trun")
                .map(|run| run_units(run.body, default.unwrap_or(0)))
                .fold(0, u64::saturating_add);
            if let Some((_, sum)) = tracks.iter().zip(&mut units).find(|(track, _)| track.id == id) {
                *sum = sum.saturating_add(length);
            }
        }
    }
    tracks.iter().zip(units).filter_map(|(track, sum)| duration_of(sum, track.timescale)).max()
}

/// The sample length that a fragment's header sets for its runs.
fn fragment_default(head: &[u8]) -> Option<u32> {
    let flags = u32_be(head, 0)?;
    let before = [(0x1, 8), (0x2, 4)].iter().filter(|(flag, _)| flags & flag != 0).map(|(_, size)| size);
    (flags & 0x8 != 0).then(|| u32_be(head, 8 + before.sum::<usize>())).flatten()
}

/// Sum of the sample lengths of one run.
fn run_units(run: &[u8], default: u32) -> u64 {
    let (Some(flags), Some(count)) = (u32_be(run, 0), u32_be(run, 4)) else { return 0 };
    if flags & 0x100 == 0 {
        return u64::from(count) * u64::from(default);
    }
    let start = 8 + [0x1, 0x4].iter().filter(|flag| flags & **flag != 0).count() * 4;
    let stride = [0x100, 0x200, 0x400, 0x800].iter().filter(|flag| flags & **flag != 0).count() * 4;
    run.get(start..)
        .unwrap_or_default()
        .chunks_exact(stride)
        .take(index(count))
        .filter_map(|sample| u32_be(sample, 0))
        .map(u64::from)
        .fold(0, u64::saturating_add)
}
