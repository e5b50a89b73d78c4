//! Says what a file is, what it shows and what may be sent of it.
//!
//! - **Is**: content types from bytes, WhatsApp's sending limits, picture and video previews, voice notes, page counts, safe file names.
//! - **Is not**: fetching or keeping media (`tresen-desk`, `tresen-storage`), uploading it (`tresen-whatsapp`).
//! - **Talks to**: nobody; bytes in, values out, no clock, no network. Slow calls belong on a blocking thread.
//! - **Holds**: no file makes it panic, loop without end or take more than [`MAX_DECODE_BYTES`] for one picture's pixels.
//! - **Start at**: [`sniff::sniff`], then [`image::preview`], [`video::poster`], [`voice::to_voice_note`].

mod bytes;
pub mod document;
mod guard;
pub mod image;
pub mod limits;
mod mp4;
mod opus;
pub mod sniff;
mod unreadable;
pub mod video;
pub mod voice;
mod webm;

pub use unreadable::Unreadable;

/// Most pixels a picture or a video frame may have: 50 million, about 8,660 × 5,770.
///
/// A file that claims more is refused from its header, before any pixel is decoded.
pub const MAX_PIXELS: u64 = 50_000_000;

/// Most bytes that one decoded picture (or the coefficients of a progressive JPEG) may take: 320 MiB.
///
/// Scaling and turning need less than half as much again, so a caller that runs `n` previews at once
/// should count with `n` times half a gigabyte in the worst case.
pub const MAX_DECODE_BYTES: u64 = 320 * 1024 * 1024;
