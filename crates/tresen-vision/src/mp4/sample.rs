//! Finding the bytes of one sample through the chunk tables.

use super::boxes::Boxes;
use super::track::Track;
use crate::bytes::{index, u32_be, u64_be};

/// A first keyframe later than this is not worth looking for.
const MAX_SAMPLE: u32 = 10_000;

/// The bytes of the first sample that can be decoded alone.
///
/// `None` where the tables are missing, contradict each other or point outside `file`.
pub(crate) fn first_keyframe<'a>(file: &'a [u8], track: &Track) -> Option<&'a [u8]> {
    let number = match Boxes::find(track.table, *b"stss") {
        Some(stss) => u32_be(stss, 8)?,
        None => 1,
    };
    if !(1..=MAX_SAMPLE).contains(&number) {
        return None;
    }
    let sizes = Sizes::read(track.table)?;
    let (chunk, first_in_chunk) = chunk_of(track.table, number)?;
    let before =
        (first_in_chunk..number).try_fold(0_u64, |sum, sample| sum.checked_add(sizes.get(sample)?))?;
    let start = index(chunk_offset(track.table, chunk)?.checked_add(before)?);
    file.get(start..start.checked_add(index(sizes.get(number)?))?)
}

/// Sample sizes: one for all, or a table.
struct Sizes<'a> {
    same: u32,
    table: &'a [u8],
}

impl<'a> Sizes<'a> {
    fn read(stbl: &'a [u8]) -> Option<Self> {
        let stsz = Boxes::find(stbl, *b"stsz")?;
        Some(Self { same: u32_be(stsz, 4)?, table: stsz.get(12..)? })
    }

    /// Size of sample `number`, counted from 1.
    fn get(&self, number: u32) -> Option<u64> {
        if self.same > 0 {
            return Some(u64::from(self.same));
        }
        u32_be(self.table, index(number).checked_sub(1)?.checked_mul(4)?).map(u64::from)
    }
}

/// The chunk that holds sample `number`, and the number of that chunk's first sample; all from 1.
fn chunk_of(stbl: &[u8], number: u32) -> Option<(u32, u32)> {
    let stsc = Boxes::find(stbl, *b"stsc")?;
    let entries = stsc.get(8..)?.chunks_exact(12).take(index(u32_be(stsc, 4)?));
    let mut nexts = entries.clone().skip(1).filter_map(|entry| u32_be(entry, 0));
    let mut first_sample = 1_u32;
    for entry in entries {
        let (first_chunk, per_chunk) = (u32_be(entry, 0)?, u32_be(entry, 4)?);
        let wanted = (number - first_sample).checked_div(per_chunk)?;
        let chunks = nexts.next().map_or(Some(u32::MAX), |next| next.checked_sub(first_chunk))?;
        if wanted < chunks {
            return Some((first_chunk.checked_add(wanted)?, first_sample + wanted * per_chunk));
        }
        // `wanted >= chunks`, so this stays at or below `number`.
        first_sample = first_sample.checked_add(chunks.checked_mul(per_chunk)?)?;
    }
    None
}

/// Where chunk `chunk` (from 1) starts in the file.
fn chunk_offset(stbl: &[u8], chunk: u32) -> Option<u64> {
    let at = index(chunk).checked_sub(1)?;
    if let Some(stco) = Boxes::find(stbl, *b"stco") {
        return u32_be(stco, at.checked_mul(4)?.checked_add(8)?).map(u64::from);
    }
    let co64 = Boxes::find(stbl, *b"co64")?;
    u64_be(co64, at.checked_mul(8)?.checked_add(8)?)
}
