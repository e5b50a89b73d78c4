//! The parts of WebM that browsers write around recorded sound.

mod ebml;
mod recording;

pub(crate) use recording::{Recording, is_webm, track_codecs};
