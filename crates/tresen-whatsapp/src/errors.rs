//! The platform's error codes: what each means and whether another attempt helps.
//!
//! Only the code is stable: titles go away, subcodes are gone. Source: Meta "Error codes", seen 2026-09-11.

mod table;

use std::time::Duration;

/// Whether and when another attempt makes sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// The same message is refused again.
    Never,
    /// With growing pauses, of which this is the first; each next is four times as long.
    After(Duration),
    /// Once, after a pause; then it counts as [`Retry::Never`].
    Once(Duration),
    /// Only after something outside has changed: a bill paid, a day gone by, a flow repaired.
    WhenCondition,
}

impl Retry {
    /// Whether another attempt may ever help: by the outbox or, later, by hand.
    pub const fn may_help(self) -> bool {
        !matches!(self, Self::Never)
    }
}

/// What a code means for the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// Whether another attempt makes sense.
    pub retry: Retry,
    /// In English, for logs and the API; the UI translates the code.
    pub meaning: &'static str,
    /// The token or its rights are at fault: the channel's queue is held until they are renewed.
    pub is_credentials: bool,
    /// The service window is closed, whatever our clock says: only templates may leave.
    pub closes_window: bool,
    /// Too many messages to one person: that person's queue waits, others go on.
    pub is_pair_limit: bool,
    /// Too many messages of the number or calls of the account: the channel's queue slows down.
    pub is_throughput: bool,
}

impl Verdict {
    const fn new(retry: Retry, meaning: &'static str) -> Self {
        Self {
            retry,
            meaning,
            is_credentials: false,
            closes_window: false,
            is_pair_limit: false,
            is_throughput: false,
        }
    }
}

/// What `code` means. A code that is not in the table is never retried: it may have been sent.
pub fn class(code: i64) -> Verdict {
    table::ROWS.iter().find(|row| row.codes.contains(&code)).map_or(UNKNOWN, |row| row.verdict)
}

/// What is made of a code that is not in the table.
pub const UNKNOWN: Verdict = Verdict::new(Retry::Never, "error that is not documented");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_the_road_depends_on() {
        assert!(class(190).is_credentials && class(0).is_credentials && class(200).is_credentials);
        assert!(class(131_047).closes_window);
        assert_eq!(class(131_047).retry, Retry::Never);
        assert!(class(131_056).is_pair_limit);
        assert_eq!(class(131_056).retry, Retry::After(Duration::from_secs(4)));
        for code in [4, 80_007, 130_429] {
            assert!(class(code).is_throughput && matches!(class(code).retry, Retry::After(_)), "{code}");
        }
        for code in [1, 131_053] {
            assert!(matches!(class(code).retry, Retry::Once(_)), "{code}");
        }
        for code in [2, 131_000, 131_016, 131_057, 133_004] {
            assert!(matches!(class(code).retry, Retry::After(_)), "{code}");
        }
        for code in [131_042, 131_048, 131_049, 132_015] {
            assert_eq!(class(code).retry, Retry::WhenCondition, "{code}");
        }
        for code in [100, 131_026, 131_030, 131_050, 132_000, 132_012, 137_000, 999_999, -1] {
            assert_eq!(class(code).retry, Retry::Never, "{code}");
        }
    }

    #[test]
    fn no_code_is_listed_twice() {
        let mut before = table::ROWS.iter();
        while let Some(one) = before.next() {
            for other in before.clone() {
                let overlap =
                    one.codes.start() <= other.codes.end() && other.codes.start() <= one.codes.end();
                assert!(!overlap, "{:?} and {:?}", one.codes, other.codes);
            }
        }
    }
}
