//! Why a file gave nothing.

use std::fmt::Display;

/// Why a file could not be read, converted or drawn.
///
/// The file came from outside: none of this is a fault of the program, and trying again changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// The bytes are another kind of file than the function reads.
    #[error("not {expected} but `{found}`")]
    OtherKind {
        /// What the function reads, in words.
        expected: &'static str,
        /// The sniffed content type.
        found: &'static str,
    },
    /// The right kind of file, in a form that is not supported, such as another codec.
    #[error("{what} is not supported")]
    Unsupported {
        /// The form that was found.
        what: String,
    },
    /// More pixels than [`MAX_PIXELS`](crate::MAX_PIXELS), or none.
    #[error("{width} × {height} pixels, allowed are 1 to {max_pixels}")]
    PixelCount {
        /// Claimed width in pixels.
        width: u32,
        /// Claimed height in pixels.
        height: u32,
        /// The bound that was passed.
        max_pixels: u64,
    },
    /// Reading it would cost more time or memory than a file of its kind deserves.
    #[error("too costly to read: {what}")]
    TooCostly {
        /// What was too much.
        what: &'static str,
    },
    /// Damaged, cut short or made to deceive.
    #[error("damaged: {what}")]
    Damaged {
        /// The first thing that did not fit.
        what: String,
    },
}

impl Unreadable {
    /// The stable name of the reason, for problem documents and counters.
    pub fn code(&self) -> &'static str {
        match self {
            Self::OtherKind { .. } => "media_other_kind",
            Self::Unsupported { .. } => "media_unsupported",
            Self::PixelCount { .. } => "media_pixel_count",
            Self::TooCostly { .. } => "media_too_costly",
            Self::Damaged { .. } => "media_damaged",
        }
    }

    pub(crate) fn damaged(what: impl Display) -> Self {
        Self::Damaged { what: what.to_string() }
    }

    pub(crate) fn unsupported(what: impl Display) -> Self {
        Self::Unsupported { what: what.to_string() }
    }
}
