//! Reading numbers out of bytes that may be too short, without panics or casts.

/// The byte at `at`.
pub(crate) fn u8_at(data: &[u8], at: usize) -> Option<u8> {
    data.get(at).copied()
}

/// `N` bytes from `at`.
pub(crate) fn array_at<const N: usize>(data: &[u8], at: usize) -> Option<[u8; N]> {
    data.get(at..at.checked_add(N)?)?.try_into().ok()
}

/// Whether `data` has exactly `wanted` at `at`.
pub(crate) fn has_at(data: &[u8], at: usize, wanted: &[u8]) -> bool {
    data.get(at..).is_some_and(|rest| rest.starts_with(wanted))
}

pub(crate) fn u16_be(data: &[u8], at: usize) -> Option<u16> {
    array_at(data, at).map(u16::from_be_bytes)
}

pub(crate) fn u32_be(data: &[u8], at: usize) -> Option<u32> {
    array_at(data, at).map(u32::from_be_bytes)
}

pub(crate) fn i32_be(data: &[u8], at: usize) -> Option<i32> {
    array_at(data, at).map(i32::from_be_bytes)
}

pub(crate) fn u64_be(data: &[u8], at: usize) -> Option<u64> {
    array_at(data, at).map(u64::from_be_bytes)
}

pub(crate) fn u16_le(data: &[u8], at: usize) -> Option<u16> {
    array_at(data, at).map(u16::from_le_bytes)
}

pub(crate) fn u32_le(data: &[u8], at: usize) -> Option<u32> {
    array_at(data, at).map(u32::from_le_bytes)
}

pub(crate) fn u64_le(data: &[u8], at: usize) -> Option<u64> {
    array_at(data, at).map(u64::from_le_bytes)
}

/// 24 bits, least first, as WebP writes sizes.
pub(crate) fn u24_le(data: &[u8], at: usize) -> Option<u32> {
    let [low, middle, high] = array_at(data, at)?;
    Some(u32::from_le_bytes([low, middle, high, 0]))
}

/// A position or length; one that does not fit the machine becomes the largest, which no slice has.
pub(crate) fn index(value: impl TryInto<usize>) -> usize {
    value.try_into().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_beyond_the_end_are_none() {
        let data = [1, 2, 3, 4];
        assert_eq!(u32_be(&data, 0), Some(0x0102_0304));
        assert_eq!(u32_le(&data, 1), None);
        assert_eq!(u16_be(&data, usize::MAX), None);
        assert_eq!(u24_le(&data, 1), Some(0x0004_0302));
        assert!(has_at(&data, 2, &[3, 4]) && !has_at(&data, 9, &[1]));
    }
}
