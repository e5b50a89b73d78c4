//! `Range` of RFC 9110, one range at a time: players jump with it.

use std::ops::Range;

use axum::http::{HeaderMap, header};

/// Which part of a file was asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it, also when several ranges are asked for or what is asked for cannot be read.
    Whole,
    /// These bytes.
    Bytes(Range<u64>),
    /// Bytes that the file does not have.
    None,
}

/// The part of a file of `size` bytes. `If-Range` with another content than `etag` asks for all of it.
pub(super) fn part(headers: &HeaderMap, etag: &str, size: u64) -> Part {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if text(header::IF_RANGE).is_some_and(|known| known.trim() != etag) {
        return Part::Whole;
    }
    text(header::RANGE).and_then(|range| read(range, size)).unwrap_or(Part::Whole)
}

/// `None` for what is no single range of bytes.
fn read(text: &str, size: u64) -> Option<Part> {
    let (first, last) = text.trim().strip_prefix("bytes=")?.split_once('-')?;
    let number = |digits: &str| {
        let digits = digits.trim();
        digits.bytes().all(|digit| digit.is_ascii_digit()).then(|| digits.parse::<u64>().unwrap_or(u64::MAX))
    };
    let range = match (first.trim(), last.trim()) {
        ("", "") => return None,
        ("", suffix) => size.saturating_sub(number(suffix)?)..size,
        (first, "") => number(first)?..size,
        (first, last) => {
            let (first, last) = (number(first)?, number(last)?);
            if last < first {
                return None;
            }
            first..last.saturating_add(1).min(size)
        }
    };
    Some(if range.is_empty() { Part::None } else { Part::Bytes(range) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(range: &str) -> Part {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, range.parse().unwrap());
        part(&headers, "\"a\"", 10)
    }

    #[test]
    fn one_range_is_cut_at_the_end_of_the_file() {
        assert_eq!(of("bytes=0-3"), Part::Bytes(0..4));
        assert_eq!(of("bytes=4-"), Part::Bytes(4..10));
        assert_eq!(of("bytes=-3"), Part::Bytes(7..10));
        assert_eq!(of("bytes=-99"), Part::Bytes(0..10));
        assert_eq!(of("bytes=8-99999999999999999999"), Part::Bytes(8..10));
    }

    #[test]
    fn what_lies_behind_the_end_is_refused_and_what_is_no_range_ignored() {
        assert_eq!(of("bytes=10-"), Part::None);
        assert_eq!(of("bytes=-0"), Part::None);
        for odd in ["bytes=5-4", "bytes=-", "bytes=0-1,3-4", "pages=1-2", "bytes=a-b", "bytes=+1-2"] {
            assert_eq!(of(odd), Part::Whole, "{odd}");
        }
    }

    #[test]
    fn a_part_of_other_content_is_not_given() {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, "bytes=0-3".parse().unwrap());
        headers.insert(header::IF_RANGE, "\"b\"".parse().unwrap());
        assert_eq!(part(&headers, "\"a\"", 10), Part::Whole);
        headers.insert(header::IF_RANGE, "\"a\"".parse().unwrap());
        assert_eq!(part(&headers, "\"a\"", 10), Part::Bytes(0..4));
    }
}
