//! The markers of a JPEG (ITU-T T.81 annex B), read without decoding.

use crate::bytes::{u8_at, u16_be};
use std::ops::Range;

/// What the markers tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct JpegFacts {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Bits of a value.
    pub(crate) precision: u8,
    pub(crate) components: u8,
    pub(crate) is_progressive: bool,
    /// Passes over the picture.
    pub(crate) scans: u32,
    exif: Option<Range<usize>>,
}

impl JpegFacts {
    /// `None` without exactly one frame header: decoders differ in which of two they believe.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let mut facts: Option<Self> = None;
        let (mut exif, mut scans) = (None, 0_u32);
        let mut at = 2;
        while let Some((marker, body)) = next_marker(bytes, at) {
            match marker {
                0x00 | 0x01 | 0xd0..=0xd8 => {
                    at = body;
                    continue;
                }
                0xd9 => break,
                0xda => scans = scans.saturating_add(1),
                // SOF0 to SOF15 without the Huffman, arithmetic and reserved markers between them.
                0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                    if facts.is_some() {
                        return None;
                    }
                    facts = Some(Self {
                        precision: u8_at(bytes, body + 2)?,
                        height: u32::from(u16_be(bytes, body + 3)?),
                        width: u32::from(u16_be(bytes, body + 5)?),
                        components: u8_at(bytes, body + 7)?,
                        is_progressive: matches!(marker, 0xc2 | 0xc6 | 0xca | 0xce),
                        scans: 0,
                        exif: None,
                    });
                }
                _ => {}
            }
            let Some(size) = u16_be(bytes, body).map(usize::from).filter(|size| *size >= 2) else { break };
            if marker == 0xe1 && bytes.get(body + 2..).is_some_and(|rest| rest.starts_with(b"Exif\0\0")) {
                exif = exif.or(Some(body + 2..body + size));
            }
            at = body + size;
        }
        facts.map(|facts| Self { scans, exif, ..facts })
    }

    pub(super) fn exif<'a>(&self, bytes: &'a [u8]) -> Option<&'a [u8]> {
        bytes.get(self.exif.clone()?)
    }
}

/// The next marker's number from `at` on, and where its body starts. Steps over coded pixels and rubbish.
fn next_marker(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    let mut at = at + memchr::memchr(0xff, bytes.get(at..)?)?;
    while u8_at(bytes, at)? == 0xff {
        at += 1;
    }
    Some((u8_at(bytes, at)?, at + 1))
}
