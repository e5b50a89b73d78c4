//! Walking boxes: four bytes of length, four of name, then the body.

use crate::bytes::{array_at, index, u32_be, u64_be};

/// One box. `body` ends where the data ends, even when the box claims more.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mp4Box<'a> {
    pub(crate) name: [u8; 4],
    pub(crate) body: &'a [u8],
    /// Nothing of it is missing.
    pub(crate) is_whole: bool,
}

/// The boxes that lie side by side in some data; ends at the first that makes no sense.
#[derive(Debug, Clone)]
pub(crate) struct Boxes<'a> {
    data: &'a [u8],
    at: usize,
}

impl<'a> Boxes<'a> {
    pub(crate) fn new(data: &'a [u8]) -> Self {
        Self { data, at: 0 }
    }

    /// The body of the first box called `name`.
    pub(crate) fn find(data: &'a [u8], name: [u8; 4]) -> Option<&'a [u8]> {
        Self::new(data).find(|found| found.name == name).map(|found| found.body)
    }

    /// The body found by going down through `path`.
    pub(crate) fn descend(data: &'a [u8], path: &[[u8; 4]]) -> Option<&'a [u8]> {
        path.iter().try_fold(data, |body, &name| Self::find(body, name))
    }
}

impl<'a> Iterator for Boxes<'a> {
    type Item = Mp4Box<'a>;

    fn next(&mut self) -> Option<Mp4Box<'a>> {
        let start = self.at;
        let name = array_at(self.data, start.checked_add(4)?)?;
        let (header, size) = match u32_be(self.data, start)? {
            0 => (8, self.data.len() - start),
            1 => (16, index(u64_be(self.data, start.checked_add(8)?)?)),
            size => (8, index(size)),
        };
        if size < header {
            return None;
        }
        let claimed = start.saturating_add(size);
        let end = claimed.min(self.data.len());
        let body = self.data.get(start.checked_add(header)?..end)?;
        self.at = end;
        Some(Mp4Box { name, body, is_whole: end == claimed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_that_claims_too_much_ends_with_the_data() {
        let data = [&[0, 0, 0, 9][..], b"free", &[7], &[0, 0, 9, 9], b"mdat", &[1, 2]].concat();
        let found: Vec<_> = Boxes::new(&data).map(|b| (b.name, b.body.to_vec())).collect();
        assert_eq!(found, [(*b"free", vec![7]), (*b"mdat", vec![1, 2])]);
    }

    #[test]
    fn a_box_smaller_than_its_header_ends_the_walk() {
        let data = [&[0, 0, 0, 7][..], b"free", &[0; 20]].concat();
        assert_eq!(Boxes::new(&data).count(), 0);
    }
}
