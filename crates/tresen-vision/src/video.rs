//! Videos: how long, how large, and a still to show.

use crate::guard::guard;
use crate::image::{Pixels, Preview};
use crate::mp4::h264::Config;
use crate::mp4::{Movie, Track, first_keyframe};
use crate::sniff::{Codec, sniff};
use crate::{MAX_PIXELS, Unreadable};
use openh264::decoder::Decoder;
use openh264::formats::YUVSource;
use std::time::Duration;

/// A keyframe above this is not decoded; 4K ones of phones have about 1 MB.
const MAX_KEYFRAME_BYTES: usize = 8 * 1024 * 1024;
const POSTER_QUALITY: u8 = 80;

/// What a video is like. See [`inspect`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Video {
    /// `None` where the file does not tell, such as a recording that was cut off.
    pub duration: Option<Duration>,
    /// Width in pixels as shown, after turning; 0 where the file does not tell.
    pub width: u32,
    /// Height in pixels as shown, after turning; 0 where the file does not tell.
    pub height: u32,
    /// [`Codec::H264`] or [`Codec::Other`].
    pub codec: Codec,
    /// Has a sound track.
    pub has_sound: bool,
}

/// Size and length of an MP4, 3GPP or QuickTime file, from its index; costs microseconds.
///
/// `bytes` is the whole file: the index often stands at its end.
///
/// # Errors
/// [`Unreadable::OtherKind`] for other files, [`Unreadable::Damaged`] without an index or a picture track.
pub fn inspect(bytes: &[u8]) -> Result<Video, Unreadable> {
    let (movie, track) = read(bytes)?;
    let (width, height) = track.shown_size();
    Ok(Video {
        duration: movie.duration,
        width,
        height,
        codec: if is_h264(&track) { Codec::H264 } else { Codec::Other },
        has_sound: movie.audio().next().is_some(),
    })
}

/// The first keyframe as a JPEG whose longer side is at most `max_side`, upright.
///
/// Only H.264 in 4:2:0 up to 4K is decoded, only one frame, only with the size that was checked before. The
/// decoder is OpenH264, C++ that has seen much hostile input; a service that wants more distance runs this
/// in a process of its own.
///
/// # Errors
/// [`Unreadable::Unsupported`] for other codecs and fragmented files, [`Unreadable::TooCostly`] above the
/// bounds, [`Unreadable::Damaged`] where the tables or the frame are. None of them says that the video
/// cannot be played: show it without a still.
pub fn poster(bytes: &[u8], max_side: u32) -> Result<Preview, Unreadable> {
    let (movie, track) = read(bytes)?;
    if !is_h264(&track) {
        let codec = String::from_utf8_lossy(&track.codec).into_owned();
        return Err(Unreadable::unsupported(format_args!("video codec {codec:?}")));
    }
    if movie.is_fragmented {
        return Err(Unreadable::unsupported("a still from fragmented MP4"));
    }
    let config =
        track.avcc.and_then(Config::read).ok_or_else(|| Unreadable::damaged("H.264 configuration"))?;
    let sequence = config.sequence().ok_or_else(|| Unreadable::damaged("H.264 sequence header"))?;
    sequence.check_decodable()?;
    let sample = first_keyframe(bytes, &track).ok_or_else(|| Unreadable::damaged("sample tables"))?;
    if sample.len() > MAX_KEYFRAME_BYTES {
        return Err(Unreadable::TooCostly { what: "keyframe" });
    }
    let stream = config.keyframe_stream(sample)?;
    guard("video", || decode(&stream, sequence.width, sequence.height))?
        .scaled_to(max_side)?
        .turned_by_quarters(track.quarter_turns)?
        .into_jpeg(POSTER_QUALITY)
}

fn read(bytes: &[u8]) -> Result<(Movie<'_>, Track<'_>), Unreadable> {
    let found = sniff(bytes).mime;
    if !matches!(found, "video/mp4" | "video/3gpp" | "video/quicktime") {
        return Err(Unreadable::OtherKind { expected: "a video in MP4, 3GPP or QuickTime", found });
    }
    let movie = Movie::read(bytes).ok_or_else(|| Unreadable::damaged("video without an index"))?;
    let track = movie.video().cloned().ok_or_else(|| Unreadable::damaged("video without pictures"))?;
    Ok((movie, track))
}

fn is_h264(track: &Track) -> bool {
    matches!(&track.codec, b"avc1" | b"avc3")
}

/// Decodes the one frame of `stream`, which must have the size that its header promised.
fn decode(stream: &[u8], width: u32, height: u32) -> Result<Pixels, Unreadable> {
    let mut decoder = Decoder::new().map_err(|_| Unreadable::damaged("H.264 decoder"))?;
    let frame = decoder
        .decode(stream)
        .map_err(|_| Unreadable::damaged("H.264 frame"))?
        .ok_or_else(|| Unreadable::damaged("keyframe without a picture"))?;
    let found = frame.dimensions();
    let is_promised = u32::try_from(found.0) == Ok(width) && u32::try_from(found.1) == Ok(height);
    if !is_promised || u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(Unreadable::damaged("keyframe of another size than promised"));
    }
    let mut data = vec![0; found.0 * found.1 * 3];
    frame.write_rgb8(&mut data);
    Ok(Pixels::rgb(width, height, data))
}

#[cfg(test)]
mod tests;
