//! The Opus track of a WebM file, packet by packet.

use super::ebml::{Element, Elements, uint, vint};
use crate::Unreadable;
use crate::bytes::{array_at, u8_at};
use crate::opus::Head;

const EBML: u32 = 0x1a45_dfa3;
const DOC_TYPE: u32 = 0x4282;
const SEGMENT: u32 = 0x1853_8067;
const INFO: u32 = 0x1549_a966;
const TIMESTAMP_SCALE: u32 = 0x002a_d7b1;
const TRACKS: u32 = 0x1654_ae6b;
const TRACK_ENTRY: u32 = 0xae;
const TRACK_NUMBER: u32 = 0xd7;
const CODEC_ID: u32 = 0x86;
const CODEC_PRIVATE: u32 = 0x63a2;
const CODEC_DELAY: u32 = 0x56aa;
const CONTENT_ENCODINGS: u32 = 0x6d80;
const CLUSTER: u32 = 0x1f43_b675;
const TIMESTAMP: u32 = 0xe7;
const SIMPLE_BLOCK: u32 = 0xa3;
const BLOCK_GROUP: u32 = 0xa0;
const BLOCK: u32 = 0xa1;
const DISCARD_PADDING: u32 = 0x75a2;

/// More than two hours in packets of 20 ms; a recording that may be sent has far fewer.
const MAX_PACKETS: usize = 500_000;

const OPEN: &[u32] = &[SEGMENT, CLUSTER];

/// One Opus packet.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Packet<'a> {
    pub(crate) body: &'a [u8],
    /// Start in nanoseconds, on the file's own clock.
    pub(crate) start_ns: i64,
    /// Nanoseconds to throw away at its end.
    pub(crate) discard_ns: u64,
}

/// The first Opus track.
#[derive(Debug, Clone)]
pub(crate) struct Recording<'a> {
    pub(crate) head: Head,
    pub(crate) packets: Vec<Packet<'a>>,
}

/// Whether the header says WebM or Matroska.
pub(crate) fn is_webm(data: &[u8]) -> bool {
    let header = Elements::new(data, &[]).next().filter(|first| first.id == EBML);
    header
        .and_then(|first| Elements::find(first.body, DOC_TYPE))
        .is_some_and(|kind| kind.starts_with(b"webm") || kind.starts_with(b"matroska"))
}

/// Codec names of all tracks, such as `A_OPUS` and `V_VP8`; empty where the tracks are not in `data`.
pub(crate) fn track_codecs(data: &[u8]) -> Vec<&[u8]> {
    entries(data).filter_map(|entry| Elements::find(entry.body, CODEC_ID)).take(32).collect()
}

fn entries(data: &[u8]) -> impl Iterator<Item = Element<'_>> {
    let tracks = Elements::new(data, OPEN).find(|found| found.id == TRACKS);
    let body = tracks.map(|tracks| tracks.body).unwrap_or_default();
    Elements::new(body, &[]).filter(|found| found.id == TRACK_ENTRY)
}

impl<'a> Recording<'a> {
    /// Reads all whole packets; a file that was cut off gives what came before.
    ///
    /// # Errors
    /// Without an Opus track, with surround sound, with laced, packed or encrypted packets.
    pub(crate) fn read(data: &'a [u8]) -> Result<Self, Unreadable> {
        let entry = entries(data)
            .find(|entry| Elements::find(entry.body, CODEC_ID).is_some_and(|id| id.starts_with(b"A_OPUS")))
            .ok_or_else(|| Unreadable::unsupported("a WebM file without Opus sound"))?
            .body;
        if Elements::find(entry, CONTENT_ENCODINGS).is_some() {
            return Err(Unreadable::unsupported("packed or encrypted WebM"));
        }
        let track = Elements::find_uint(entry, TRACK_NUMBER)
            .ok_or_else(|| Unreadable::damaged("WebM track without a number"))?;
        let delay = Elements::find_uint(entry, CODEC_DELAY).unwrap_or(0);
        let head = match Elements::find(entry, CODEC_PRIVATE) {
            Some(private) => Head::read(private).ok_or_else(|| Unreadable::damaged("Opus header"))?,
            None => Head::standard(u16::try_from(delay / 1_000 * 48 / 1_000).unwrap_or(0)),
        };
        if head.mapping != 0 || head.channels > 2 {
            return Err(Unreadable::unsupported("Opus with more than two channels"));
        }
        Ok(Self { head, packets: packets(data, track)? })
    }
}

fn packets(data: &[u8], track: u64) -> Result<Vec<Packet<'_>>, Unreadable> {
    let mut scale = 1_000_000_i64;
    let mut cluster = 0_i64;
    let mut packets = Vec::new();
    for element in Elements::new(data, OPEN) {
        let found = match element.id {
            INFO => {
                let claimed = Elements::find_uint(element.body, TIMESTAMP_SCALE).unwrap_or(1_000_000);
                scale = i64::try_from(claimed).unwrap_or(1_000_000);
                None
            }
            TIMESTAMP => {
                cluster = uint(element.body).and_then(|at| i64::try_from(at).ok()).unwrap_or(cluster);
                None
            }
            SIMPLE_BLOCK if element.is_whole => Some((element.body, 0)),
            BLOCK_GROUP if element.is_whole => Elements::find(element.body, BLOCK)
                .map(|block| (block, Elements::find_uint(element.body, DISCARD_PADDING).unwrap_or(0))),
            _ => None,
        };
        let Some((block, discard_ns)) = found else { continue };
        let Some((Some(number), size)) = vint(block) else { continue };
        let (Some(offset), Some(flags)) = (array_at(block, size), u8_at(block, size + 2)) else { continue };
        if number != track {
            continue;
        }
        if flags & 0x06 != 0 {
            return Err(Unreadable::unsupported("laced WebM blocks"));
        }
        let at = cluster.saturating_add(i64::from(i16::from_be_bytes(offset)));
        let body = block.get(size + 3..).unwrap_or_default();
        if packets.len() == MAX_PACKETS {
            return Err(Unreadable::TooCostly { what: "packets in the recording" });
        }
        packets.push(Packet { body, start_ns: at.saturating_mul(scale), discard_ns });
    }
    Ok(packets)
}
