//! Walking Ogg pages (RFC 3533) for the time they tell (RFC 7845 section 4).

use crate::Unreadable;
use crate::bytes::{has_at, u8_at, u32_le, u64_le};
use crate::opus::{Head, SAMPLES_PER_SECOND, packet_samples};
use std::time::Duration;

const NO_PACKET_ENDS: u64 = u64::MAX;
/// Packets before the sound: `OpusHead` and `OpusTags`.
const HEADER_PACKETS: u32 = 2;
/// A claim above 1,000 hours is a lie.
const MAX_SAMPLES: u64 = 3_600_000 * SAMPLES_PER_SECOND;

/// One page, its checksum not looked at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page<'a> {
    is_continued: bool,
    pub(crate) granule: u64,
    pub(crate) serial: u32,
    lacing: &'a [u8],
    pub(crate) body: &'a [u8],
}

/// The whole pages of a file; steps over rubbish between them.
#[derive(Debug, Clone)]
pub(crate) struct Pages<'a> {
    data: &'a [u8],
    at: usize,
}

impl<'a> Pages<'a> {
    pub(crate) fn new(data: &'a [u8]) -> Self {
        Self { data, at: 0 }
    }

    fn page_at(&self, at: usize) -> Option<(Page<'a>, usize)> {
        let header = self.data.get(at..at + 27).filter(|_| has_at(self.data, at, b"OggS\0"))?;
        let segments = usize::from(u8_at(header, 26)?);
        let lacing = self.data.get(at + 27..at + 27 + segments)?;
        let start = at + 27 + segments;
        let end = start + lacing.iter().map(|size| usize::from(*size)).sum::<usize>();
        let body = self.data.get(start..end)?;
        let page = Page {
            is_continued: u8_at(header, 5)? & 1 == 1,
            granule: u64_le(header, 6)?,
            serial: u32_le(header, 14)?,
            lacing,
            body,
        };
        Some((page, end))
    }
}

impl<'a> Iterator for Pages<'a> {
    type Item = Page<'a>;

    fn next(&mut self) -> Option<Page<'a>> {
        while self.at < self.data.len() {
            if let Some((page, end)) = self.page_at(self.at) {
                self.at = end;
                return Some(page);
            }
            let rest = self.data.get(self.at + 1..)?;
            self.at += 1 + rest.windows(4).position(|w| w == b"OggS")?;
        }
        None
    }
}

impl<'a> Page<'a> {
    /// The pieces of packets on this page: bytes, whether it starts here, whether it ends here.
    fn pieces(self) -> Vec<(&'a [u8], bool, bool)> {
        let mut pieces = Vec::new();
        let (mut start, mut end, mut starts_here) = (0, 0, !self.is_continued);
        for (position, size) in self.lacing.iter().enumerate() {
            end += usize::from(*size);
            let ends_here = *size < 255;
            if ends_here || position + 1 == self.lacing.len() {
                pieces.push((self.body.get(start..end).unwrap_or_default(), starts_here, ends_here));
                start = end;
                starts_here = true;
            }
        }
        pieces
    }
}

/// What the pages of the first Opus stream tell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts {
    pub(super) head: Head,
    pub(super) serial: u32,
    pub(super) duration: Duration,
    /// Samples including run-in, cut at the end as the last page says.
    pub(super) total_samples: u64,
}

/// The header of the first Opus stream that starts in `bytes`, and its serial number.
pub(crate) fn head(bytes: &[u8]) -> Option<(Head, u32)> {
    // All first pages stand at the start of the file.
    Pages::new(bytes).take(8).find_map(|page| Some((Head::read(page.body)?, page.serial)))
}

pub(super) fn read(bytes: &[u8]) -> Result<Facts, Unreadable> {
    let (head, serial) = head(bytes).ok_or_else(|| Unreadable::OtherKind {
        expected: "Ogg/Opus",
        found: crate::sniff::sniff(bytes).mime,
    })?;
    let mut packets = 0_u32;
    let mut toc = [0_u8; 2];
    let mut first: Option<u64> = None;
    let mut last = None;
    for page in Pages::new(bytes).filter(|page| page.serial == serial) {
        if first.is_none() {
            let mut samples = 0_u64;
            for (piece, starts_here, ends_here) in page.pieces() {
                if starts_here {
                    toc = [u8_at(piece, 0).unwrap_or(0), u8_at(piece, 1).unwrap_or(0)];
                }
                if ends_here {
                    packets += 1;
                    let length =
                        packet_samples(&toc).filter(|_| packets > HEADER_PACKETS && !piece.is_empty());
                    samples += u64::from(length.unwrap_or(0));
                }
            }
            // A stream cut out of a longer one starts late; one that ends on its first page may start
            // "before zero", which only means that its end is trimmed.
            first = (packets > HEADER_PACKETS).then(|| page.granule.saturating_sub(samples));
        }
        if first.is_some() && page.granule != NO_PACKET_ENDS {
            last = Some(page.granule);
        }
    }
    let (Some(first), Some(last)) = (first, last) else {
        return Err(Unreadable::damaged("Ogg/Opus without sound"));
    };
    let total_samples = last.saturating_sub(first);
    if total_samples > MAX_SAMPLES {
        return Err(Unreadable::damaged("Ogg/Opus of more than 1,000 hours"));
    }
    let played = total_samples.saturating_sub(u64::from(head.pre_skip));
    Ok(Facts { head, serial, duration: samples_duration(played), total_samples })
}

/// `samples` of 48 kHz, to the millisecond.
pub(super) fn samples_duration(samples: u64) -> Duration {
    Duration::from_millis(samples.saturating_mul(1_000) / SAMPLES_PER_SECOND)
}

/// The sound packets of one stream, each whole, without the two headers.
///
/// A packet that lost its start or end is left out.
pub(super) fn sound_packets(bytes: &[u8], serial: u32) -> Vec<Vec<u8>> {
    let mut packets = Vec::new();
    let mut headers = 0;
    let mut open: Option<Vec<u8>> = None;
    for page in Pages::new(bytes).filter(|page| page.serial == serial) {
        for (piece, starts_here, ends_here) in page.pieces() {
            if starts_here {
                open = Some(Vec::new());
            }
            if let Some(packet) = &mut open {
                packet.extend_from_slice(piece);
            }
            let Some(packet) = open.take_if(|_| ends_here) else { continue };
            if headers < HEADER_PACKETS {
                headers += 1;
            } else {
                packets.push(packet);
            }
        }
    }
    packets
}
