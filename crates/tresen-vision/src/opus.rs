//! Opus packets and headers (RFC 6716 section 3, RFC 7845 section 5), as much as remuxing needs.

use crate::bytes::{has_at, u8_at, u16_le};

/// Opus counts time in samples of 48 kHz, whatever the recording rate was.
pub(crate) const SAMPLES_PER_SECOND: u64 = 48_000;
/// A packet holds at most 120 ms. Source: RFC 6716 section 3.4, rule R5.
const MAX_PACKET_SAMPLES: u32 = 5_760;
/// Samples of a packet made by [`silence_like`].
pub(crate) const SILENCE_SAMPLES: u32 = 960;

/// The identification header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    /// Channels a player puts out; the packets may be coded with another number.
    pub(crate) channels: u8,
    /// Samples to throw away at the start.
    pub(crate) pre_skip: u16,
    /// 0 for mono and stereo; others need a mapping table.
    pub(crate) mapping: u8,
    gain: [u8; 2],
    rate: [u8; 4],
}

impl Head {
    /// Reads `OpusHead`; `None` for another packet, a future version or no channel.
    pub(crate) fn read(packet: &[u8]) -> Option<Self> {
        let is_head = has_at(packet, 0, b"OpusHead") && u8_at(packet, 8)? < 16;
        let channels = u8_at(packet, 9).filter(|count| *count > 0)?;
        is_head.then_some(())?;
        Some(Self {
            channels,
            pre_skip: u16_le(packet, 10)?,
            rate: crate::bytes::array_at(packet, 12)?,
            gain: crate::bytes::array_at(packet, 16)?,
            mapping: u8_at(packet, 18)?,
        })
    }

    /// What an encoder at 48 kHz would have written; for files that carry no header.
    pub(crate) fn standard(pre_skip: u16) -> Self {
        Self { channels: 1, pre_skip, mapping: 0, gain: [0; 2], rate: 48_000_u32.to_le_bytes() }
    }

    /// The header of a mono stream with the same timing and loudness.
    ///
    /// Stereo packets may stay as they are: the header's channel count is what a player puts out, and a
    /// decoder mixes down. Source: RFC 7845 section 5.1.
    pub(crate) fn to_mono_packet(self) -> Vec<u8> {
        let mut packet = Vec::with_capacity(19);
        packet.extend_from_slice(b"OpusHead");
        packet.extend_from_slice(&[1, 1]);
        packet.extend_from_slice(&self.pre_skip.to_le_bytes());
        packet.extend_from_slice(&self.rate);
        packet.extend_from_slice(&self.gain);
        packet.push(0);
        packet
    }
}

/// The comment header with a vendor and no comments: nothing about the recording's author leaves with it.
pub(crate) fn tags_packet() -> Vec<u8> {
    let mut packet = b"OpusTags".to_vec();
    packet.extend_from_slice(&6_u32.to_le_bytes());
    packet.extend_from_slice(b"tresen");
    packet.extend_from_slice(&0_u32.to_le_bytes());
    packet
}

/// Length of a packet in samples of 48 kHz; `None` for a packet no decoder may accept.
///
/// Only the first two bytes are looked at.
pub(crate) fn packet_samples(packet: &[u8]) -> Option<u32> {
    let toc = u8_at(packet, 0)?;
    let frame = match toc >> 3 {
        config @ 0..12 => [480, 960, 1_920, 2_880].get(usize::from(config % 4)).copied()?,
        config @ 12..16 => [480, 960].get(usize::from(config % 2)).copied()?,
        config => [120, 240, 480, 960].get(usize::from(config % 4)).copied()?,
    };
    let frames = match toc & 3 {
        0 => 1,
        1 | 2 => 2,
        _ => u32::from(u8_at(packet, 1)? & 0x3f),
    };
    Some(frame * frames).filter(|samples| (1..=MAX_PACKET_SAMPLES).contains(samples))
}

/// A packet of 20 ms without content in the mode of `packet`: the decoder conceals it.
///
/// Source: RFC 7845 section 4.1, repairing gaps in real-time streams.
pub(crate) fn silence_like(packet: &[u8]) -> [u8; 1] {
    let toc = u8_at(packet, 0).unwrap_or(0xf8);
    let config = match toc >> 3 {
        config @ 0..12 => config / 4 * 4 + 1,
        config @ 12..16 => config / 2 * 2 + 1,
        config => config / 4 * 4 + 3,
    };
    [(config << 3) | (toc & 0x04)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell_the_length() {
        assert_eq!(packet_samples(&[0x48]), Some(960));
        assert_eq!(packet_samples(&[0x4b, 3]), Some(2_880));
        assert_eq!(packet_samples(&[0xfc]), Some(960));
        assert_eq!(packet_samples(&[0x1b, 3]), None, "180 ms");
        assert_eq!(packet_samples(&[0x4b, 0]), None, "no frame");
        assert_eq!(packet_samples(&[]), None);
    }

    #[test]
    fn silence_lasts_20_ms_in_every_mode() {
        for toc in 0..=255 {
            assert_eq!(packet_samples(&silence_like(&[toc])), Some(SILENCE_SAMPLES), "{toc}");
        }
    }

    #[test]
    fn a_mono_header_keeps_timing() {
        let head = Head::standard(312);
        assert_eq!(Head::read(&head.to_mono_packet()), Some(head));
        assert_eq!(Head::read(b"OpusHead\x01\x00"), None);
    }
}
