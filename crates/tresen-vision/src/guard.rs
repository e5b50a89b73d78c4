//! The last belt around other people's decoders.

use crate::Unreadable;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs `read` and turns a panic inside it into [`Unreadable::Damaged`].
///
/// Only for calls into decoders of other crates, after our own bounds have been checked. Whatever `read`
/// borrowed must not be used again after a panic; here it is always input bytes and local buffers.
pub(crate) fn guard<T>(what: &str, read: impl FnOnce() -> Result<T, Unreadable>) -> Result<T, Unreadable> {
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(Unreadable::damaged(format_args!("{what} decoder gave up"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decoder_that_panics_is_a_damaged_file() {
        let answer: Result<(), _> = guard("test", || panic!("boom"));
        assert_eq!(answer.unwrap_err().code(), "media_damaged");
    }
}
