//! The parts of MP4 (ISO 14496-12) that the desk looks at, read in place and within bounds.
//!
//! Our own reader rather than a crate: files come from attackers, so every table stays a slice of the
//! input, nothing is allocated by a claimed count, and a division by a claimed zero cannot happen.

mod boxes;
pub(crate) mod h264;
mod movie;
mod sample;
mod track;

pub(crate) use boxes::Boxes;
pub(crate) use movie::Movie;
pub(crate) use sample::first_keyframe;
pub(crate) use track::Track;
