//! EBML elements: a name and a length of variable size, then the body.

use crate::bytes::{index, u8_at};

/// One element. `body` ends where the data ends, even when the element claims more.
#[derive(Debug, Clone, Copy)]
pub(super) struct Element<'a> {
    pub(super) id: u32,
    pub(super) body: &'a [u8],
    /// The claimed length fits, or is known at all.
    pub(super) is_whole: bool,
}

/// Elements side by side. Those named in `open` are entered instead of stepped over, so that a segment
/// and clusters of unknown length, as live recorders write them, need no special case.
#[derive(Debug, Clone)]
pub(super) struct Elements<'a> {
    data: &'a [u8],
    at: usize,
    open: &'static [u32],
}

impl<'a> Elements<'a> {
    pub(super) fn new(data: &'a [u8], open: &'static [u32]) -> Self {
        Self { data, at: 0, open }
    }

    /// The body of the first element called `id`.
    pub(super) fn find(data: &'a [u8], id: u32) -> Option<&'a [u8]> {
        Self::new(data, &[]).find(|found| found.id == id).map(|found| found.body)
    }

    /// Reads a whole number of the first element called `id`.
    pub(super) fn find_uint(data: &'a [u8], id: u32) -> Option<u64> {
        Self::find(data, id).and_then(uint)
    }
}

impl<'a> Iterator for Elements<'a> {
    type Item = Element<'a>;

    fn next(&mut self) -> Option<Element<'a>> {
        let (id, id_size) = id(self.data.get(self.at..)?)?;
        let after_id = self.data.get(self.at + id_size..)?;
        let (size, size_size) = vint(after_id)?;
        let start = self.at + id_size + size_size;
        let rest = self.data.get(start..)?;
        let (body, is_whole) = match size.map(index) {
            Some(size) => (rest.get(..size).unwrap_or(rest), size <= rest.len()),
            None => (rest, false),
        };
        self.at = if self.open.contains(&id) { start } else { start + body.len() };
        Some(Element { id, body, is_whole })
    }
}

/// A name with its marker bits, 1 to 4 bytes.
fn id(data: &[u8]) -> Option<(u32, usize)> {
    let size = index(u8_at(data, 0)?.leading_zeros()) + 1;
    let bytes = data.get(..size).filter(|_| size <= 4)?;
    Some((bytes.iter().fold(0, |id, byte| (id << 8) | u32::from(*byte)), size))
}

/// A length, 1 to 8 bytes; `None` inside for "unknown".
pub(super) fn vint(data: &[u8]) -> Option<(Option<u64>, usize)> {
    let first = u8_at(data, 0)?;
    let size = index(first.leading_zeros()) + 1;
    let bytes = data.get(..size).filter(|_| size <= 8)?;
    let value = bytes.iter().fold(0_u64, |value, byte| (value << 8) | u64::from(*byte));
    let unknown = (1_u64 << (7 * size)) - 1;
    let value = value & unknown;
    Some(((value != unknown).then_some(value), size))
}

/// A whole number of up to 8 bytes.
pub(super) fn uint(body: &[u8]) -> Option<u64> {
    (body.len() <= 8).then(|| body.iter().fold(0, |value, byte| (value << 8) | u64::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_length_reaches_to_the_end() {
        let data = [0x1f, 0x43, 0xb6, 0x75, 0xff, 0xe7, 0x81, 5];
        let found: Vec<_> =
            Elements::new(&data, &[0x1f43_b675]).map(|e| (e.id, e.body.len(), e.is_whole)).collect();
        assert_eq!(found, [(0x1f43_b675, 3, false), (0xe7, 1, true)]);
    }

    #[test]
    fn lengths_have_one_to_eight_bytes() {
        assert_eq!(vint(&[0x81]), Some((Some(1), 1)));
        assert_eq!(vint(&[0x40, 0x02]), Some((Some(2), 2)));
        assert_eq!(vint(&[0x01, 0, 0, 0, 0, 0, 1, 0]), Some((Some(256), 8)));
        assert_eq!(vint(&[0xff]), Some((None, 1)));
        assert_eq!(vint(&[0x00; 9]), None);
    }
}
