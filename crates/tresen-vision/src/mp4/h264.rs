//! H.264 as MP4 stores it: the configuration record, the sequence header, and a stream for the decoder.

use crate::Unreadable;
use crate::bytes::{index, u8_at, u16_be};

/// Largest frame handed to the decoder, in blocks of 16 × 16: a little above 3,840 × 2,160.
const MAX_BLOCKS: u32 = 36_864;
/// Reference frames times blocks that level 5.2 allows, ITU-T H.264 table A-1.
const MAX_REFERENCE_BLOCKS: u32 = 184_320;
const MAX_PIECES: usize = 256;
const START: [u8; 4] = [0, 0, 0, 1];
const SLICE_IDR: u8 = 5;
const SEQUENCE: u8 = 7;
const PICTURE: u8 = 8;

/// What the sequence header says about the frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sequence {
    /// 66 Baseline, 77 Main, 100 High and so on.
    pub(crate) profile: u8,
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// In blocks of 16 × 16, before cropping.
    blocks: u32,
    references: u32,
    is_interlaced: bool,
    /// 1 for 4:2:0.
    chroma: u32,
    depth: u32,
}

/// The configuration record (`avcC`).
#[derive(Debug, Clone)]
pub(crate) struct Config<'a> {
    length_size: usize,
    sequence: &'a [u8],
    pictures: Vec<&'a [u8]>,
}

impl<'a> Config<'a> {
    pub(crate) fn read(avcc: &'a [u8]) -> Option<Self> {
        let length_size = usize::from(u8_at(avcc, 4)? & 3) + 1;
        let mut at = 6;
        let sequences = u8_at(avcc, 5)? & 0x1f;
        let sequence = next_piece(avcc, &mut at)?;
        for _ in 1..sequences {
            next_piece(avcc, &mut at)?;
        }
        let count = u8_at(avcc, at)?;
        at += 1;
        let pictures = (0..count).map(|_| next_piece(avcc, &mut at)).collect::<Option<Vec<_>>>()?;
        (sequences > 0).then_some(Self { length_size, sequence, pictures })
    }

    pub(crate) fn sequence(&self) -> Option<Sequence> {
        Sequence::read(self.sequence)
    }

    /// One keyframe as a byte stream with start codes.
    ///
    /// Only the record's own headers and the frame's slices go in: a second sequence header inside the
    /// sample, or one hidden behind a start code inside a slice, could claim a frame of any size after the
    /// first one was found harmless.
    pub(crate) fn keyframe_stream(&self, sample: &[u8]) -> Result<Vec<u8>, Unreadable> {
        let mut stream = Vec::with_capacity(sample.len().saturating_add(256));
        push(&mut stream, SEQUENCE, self.sequence)?;
        for picture in &self.pictures {
            push(&mut stream, PICTURE, picture)?;
        }
        let mut rest = sample;
        let mut slices = 0;
        while rest.len() > self.length_size {
            let (length, body) = rest.split_at(self.length_size);
            let size = length.iter().fold(0_usize, |sum, byte| (sum << 8) | usize::from(*byte));
            let piece = body.get(..size).ok_or_else(|| Unreadable::damaged("slice runs past its sample"))?;
            rest = body.get(size..).unwrap_or_default();
            if piece.first().is_some_and(|head| head & 0x1f == SLICE_IDR) {
                slices += 1;
                push(&mut stream, SLICE_IDR, piece)?;
            }
            if slices > MAX_PIECES {
                return Err(Unreadable::TooCostly { what: "slices in a frame" });
            }
        }
        if slices == 0 {
            return Err(Unreadable::damaged("keyframe without slices"));
        }
        Ok(stream)
    }
}

/// A piece with its length in two bytes before it; moves `at` behind it.
fn next_piece<'a>(avcc: &'a [u8], at: &mut usize) -> Option<&'a [u8]> {
    let start = *at + 2;
    let end = start + usize::from(u16_be(avcc, *at)?);
    *at = end;
    avcc.get(start..end)
}

/// Appends one piece of the expected type, refusing what the decoder would read as two.
fn push(stream: &mut Vec<u8>, kind: u8, piece: &[u8]) -> Result<(), Unreadable> {
    let end = piece.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    let piece = piece.get(..end).unwrap_or_default();
    let is_kind = piece.first().is_some_and(|head| head & 0x1f == kind);
    if !is_kind || piece.windows(3).any(|w| matches!(w, [0, 0, 0..=2])) {
        return Err(Unreadable::damaged("H.264 piece that is not what it claims"));
    }
    stream.extend_from_slice(&START);
    stream.extend_from_slice(piece);
    Ok(())
}

impl Sequence {
    fn read(piece: &[u8]) -> Option<Self> {
        let body = unescape(piece.get(1..)?);
        let profile = u8_at(&body, 0)?;
        let mut bits = Bits { data: &body, at: 24 };
        bits.golomb()?;
        let (mut chroma, mut depth) = (1, 8);
        if matches!(profile, 100 | 110 | 122 | 244 | 44 | 83 | 86 | 118 | 128 | 138 | 139 | 134 | 135) {
            chroma = bits.golomb()?;
            if chroma == 3 {
                bits.take(1)?;
            }
            depth = bits.golomb()?.max(bits.golomb()?).checked_add(8)?;
            bits.take(1)?;
            if bits.take(1)? == 1 {
                bits.skip_scaling_lists(if chroma == 3 { 12 } else { 8 })?;
            }
        }
        bits.golomb()?;
        match bits.golomb()? {
            0 => _ = bits.golomb()?,
            1 => bits.skip_order_cycle()?,
            _ => {}
        }
        let references = bits.golomb()?;
        bits.take(1)?;
        let wide = bits.golomb()?.checked_add(1)?;
        let high = bits.golomb()?.checked_add(1)?;
        let is_interlaced = bits.take(1)? == 0;
        if is_interlaced {
            bits.take(1)?;
        }
        bits.take(1)?;
        let high = high.checked_mul(if is_interlaced { 2 } else { 1 })?;
        let mut crop = [0_u32; 4];
        if bits.take(1)? == 1 {
            for side in &mut crop {
                *side = bits.golomb()?;
            }
        }
        let [left, right, top, bottom] = crop;
        let cropped = |size: u32, a: u32, b: u32| {
            size.checked_mul(16)?.checked_sub(a.checked_add(b)?.checked_mul(2)?).filter(|size| *size > 0)
        };
        Some(Self {
            profile,
            width: cropped(wide, left, right)?,
            height: cropped(high, top, bottom)?,
            blocks: wide.checked_mul(high)?,
            references,
            is_interlaced,
            chroma,
            depth,
        })
    }

    /// Whether the profile is High or above it.
    pub(crate) fn is_high_profile(self) -> bool {
        !matches!(self.profile, 66 | 77 | 88)
    }

    /// Refuses what the decoder cannot show or should not be asked to hold.
    ///
    /// # Errors
    /// [`Unreadable::TooCostly`] above 4K or with more reference frames than any level allows;
    /// [`Unreadable::Unsupported`] for interlaced, deep or rich colour.
    pub(crate) fn check_decodable(self) -> Result<(), Unreadable> {
        if self.blocks > MAX_BLOCKS {
            return Err(Unreadable::TooCostly { what: "video frame size" });
        }
        if self.blocks.saturating_mul(self.references) > MAX_REFERENCE_BLOCKS || self.references > 16 {
            return Err(Unreadable::TooCostly { what: "video reference frames" });
        }
        if self.is_interlaced || self.depth != 8 || self.chroma > 1 {
            return Err(Unreadable::unsupported("interlaced video, deep or rich colour"));
        }
        Ok(())
    }
}

/// Removes the escape bytes (`00 00 03`) of a piece.
fn unescape(piece: &[u8]) -> Vec<u8> {
    let mut zeros = 0;
    let mut body = Vec::with_capacity(piece.len());
    for &byte in piece {
        if zeros >= 2 && byte == 3 {
            zeros = 0;
            continue;
        }
        zeros = if byte == 0 { zeros + 1 } else { 0 };
        body.push(byte);
    }
    body
}

/// Bits, most significant first.
struct Bits<'a> {
    data: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    /// `count` bits, at most 32.
    fn take(&mut self, count: u32) -> Option<u32> {
        let mut value = 0;
        for _ in 0..count {
            let byte = u8_at(self.data, self.at / 8)?;
            value = (value << 1) | u32::from((byte >> (7 - self.at % 8)) & 1);
            self.at += 1;
        }
        Some(value)
    }

    /// An unsigned Exp-Golomb number.
    fn golomb(&mut self) -> Option<u32> {
        let mut zeros = 0;
        while self.take(1)? == 0 {
            zeros += 1;
            if zeros > 31 {
                return None;
            }
        }
        let tail = self.take(zeros)?;
        Some((1_u32 << zeros) - 1 + tail)
    }

    /// A signed one.
    fn signed(&mut self) -> Option<i64> {
        let value = i64::from(self.golomb()?);
        Some(if value % 2 == 0 { -(value / 2) } else { value / 2 + 1 })
    }

    fn skip_scaling_lists(&mut self, count: usize) -> Option<()> {
        for list in 0..count {
            if self.take(1)? == 0 {
                continue;
            }
            let (mut last, mut next) = (8_i64, 8_i64);
            for _ in 0..if list < 6 { 16 } else { 64 } {
                if next != 0 {
                    next = (last + self.signed()?).rem_euclid(256);
                }
                last = if next == 0 { last } else { next };
            }
        }
        Some(())
    }

    fn skip_order_cycle(&mut self) -> Option<()> {
        self.take(1)?;
        self.golomb()?;
        self.golomb()?;
        let count = index(self.golomb()?);
        // The standard allows 255; a longer claim runs out of bits here at the latest.
        (0..count).try_for_each(|_| self.golomb().map(|_| ()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mp4::Movie;

    fn config(file: &'static [u8]) -> Config<'static> {
        let movie = Box::leak(Box::new(Movie::read(file).unwrap()));
        Config::read(movie.video().unwrap().avcc.unwrap()).unwrap()
    }

    #[test]
    fn the_sequence_header_tells_profile_and_size() {
        let plain = config(include_bytes!("../../fixtures/baseline.mp4")).sequence().unwrap();
        assert_eq!((plain.profile, plain.width, plain.height), (66, 320, 240));
        assert!(!plain.is_high_profile() && plain.check_decodable().is_ok());
        let high = config(include_bytes!("../../fixtures/high-bframes.mp4")).sequence().unwrap();
        assert_eq!((high.profile, high.width, high.height), (100, 160, 120));
        assert!(high.is_high_profile());
    }

    #[test]
    fn a_header_hidden_inside_a_slice_is_refused() {
        let config = config(include_bytes!("../../fixtures/baseline.mp4"));
        let sneaky = [&[0, 0, 0, 8, 0x65, 1][..], &[0, 0, 1, 0x67, 9, 9]].concat();
        assert!(config.keyframe_stream(&sneaky).is_err());
        let honest = [0, 0, 0, 4, 0x65, 1, 2, 3];
        assert!(config.keyframe_stream(&honest).is_ok());
    }

    #[test]
    fn a_claimed_giant_frame_is_refused() {
        let sequence = Sequence {
            profile: 66,
            width: 16_384,
            height: 16_384,
            blocks: 1 << 20,
            references: 1,
            is_interlaced: false,
            chroma: 1,
            depth: 8,
        };
        assert_eq!(sequence.check_decodable().unwrap_err().code(), "media_too_costly");
    }
}
