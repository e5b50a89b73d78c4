//! Opus packets from one container into another, without coding them again.

use super::ogg_opus::{self, samples_duration};
use crate::Unreadable;
use crate::opus::{Head, SAMPLES_PER_SECOND, SILENCE_SAMPLES, packet_samples, silence_like, tags_packet};
use crate::webm::Recording;
use ogg::writing::{PacketWriteEndInfo, PacketWriter};
use std::borrow::Cow;
use std::time::Duration;

/// Any number does for a file with one stream.
const SERIAL: u32 = 0x7472_6573;
/// A page holds at most a second of sound. Source: RFC 7845 section 6, advice for buffering.
const PAGE_SAMPLES: u64 = SAMPLES_PER_SECOND;
/// Silence that is put in for times without packets, all together: an hour.
const MAX_FILLED_SAMPLES: u64 = 3_600 * SAMPLES_PER_SECOND;

/// A stream ready to be paged.
struct Stream<'a> {
    head: Head,
    packets: Vec<(Cow<'a, [u8]>, u32)>,
    /// Samples after the last one to be played.
    discard: u64,
}

impl Stream<'_> {
    fn samples(&self) -> u64 {
        self.packets.iter().map(|(_, samples)| u64::from(*samples)).sum()
    }
}

/// Length of a WebM recording, as it will be once it is Ogg.
pub(super) fn duration(webm: &[u8]) -> Result<Duration, Unreadable> {
    let stream = from_webm(webm)?;
    let skipped = stream.discard.saturating_add(u64::from(stream.head.pre_skip));
    Ok(samples_duration(stream.samples().saturating_sub(skipped)))
}

pub(super) fn webm_to_ogg(webm: &[u8]) -> Result<Vec<u8>, Unreadable> {
    write(&from_webm(webm)?)
}

/// Fresh pages whose header says mono.
pub(super) fn ogg_to_mono(bytes: &[u8]) -> Result<Vec<u8>, Unreadable> {
    let facts = ogg_opus::read(bytes)?;
    if facts.head.mapping != 0 || facts.head.channels > 2 {
        return Err(Unreadable::unsupported("Opus with more than two channels"));
    }
    let packets: Vec<_> = ogg_opus::sound_packets(bytes, facts.serial)
        .into_iter()
        .filter_map(|packet| packet_samples(&packet).map(|samples| (Cow::Owned(packet), samples)))
        .collect();
    let mut stream = Stream { head: facts.head, packets, discard: 0 };
    stream.discard = stream.samples().saturating_sub(facts.total_samples);
    write(&stream)
}

/// Orders a recording's packets in time and fills the gaps that a recorder leaves when it drops silence.
fn from_webm(webm: &[u8]) -> Result<Stream<'_>, Unreadable> {
    let recording = Recording::read(webm)?;
    let start = recording.packets.first().map_or(0, |packet| packet.start_ns);
    let mut packets: Vec<(Cow<'_, [u8]>, u32)> = Vec::with_capacity(recording.packets.len());
    let (mut written, mut filled, mut discard) = (0_u64, 0_u64, 0_u64);
    for packet in &recording.packets {
        let Some(samples) = packet_samples(packet.body) else { continue };
        let due = samples_of(packet.start_ns.saturating_sub(start));
        while written.saturating_add(u64::from(SILENCE_SAMPLES)) <= due {
            packets.push((Cow::Owned(silence_like(packet.body).to_vec()), SILENCE_SAMPLES));
            written += u64::from(SILENCE_SAMPLES);
            filled += u64::from(SILENCE_SAMPLES);
            if filled > MAX_FILLED_SAMPLES {
                return Err(Unreadable::TooCostly { what: "gaps in the recording" });
            }
        }
        packets.push((Cow::Borrowed(packet.body), samples));
        written += u64::from(samples);
        discard = packet.discard_ns.min(1_000_000_000) * 48 / 1_000_000;
        discard = discard.min(u64::from(samples));
    }
    Ok(Stream { head: recording.head, packets, discard })
}

/// Nanoseconds, rounded to samples; what lies before the start counts as zero.
fn samples_of(nanos: i64) -> u64 {
    let nanos = u64::try_from(nanos).unwrap_or(0);
    (nanos / 1_000_000).saturating_mul(48) + (nanos % 1_000_000) * 48 / 1_000_000
}

fn write(stream: &Stream) -> Result<Vec<u8>, Unreadable> {
    let total = stream.samples();
    if total <= u64::from(stream.head.pre_skip).saturating_add(stream.discard) {
        return Err(Unreadable::damaged("a recording without sound"));
    }
    let size: usize = stream.packets.iter().map(|(packet, _)| packet.len() + 2).sum();
    let mut writer = PacketWriter::new(Vec::with_capacity(size + 1_024));
    let headers = [stream.head.to_mono_packet(), tags_packet()];
    let broken = |error: std::io::Error| Unreadable::damaged(error);
    for header in headers {
        writer.write_packet(header, SERIAL, PacketWriteEndInfo::EndPage, 0).map_err(broken)?;
    }
    let (mut position, mut page) = (0_u64, 0_u64);
    let mut rest = stream.packets.iter().peekable();
    while let Some((packet, samples)) = rest.next() {
        position += u64::from(*samples);
        page += u64::from(*samples);
        let next = rest.peek().map(|(_, samples)| u64::from(*samples));
        let (end, granule) = match next {
            None => (PacketWriteEndInfo::EndStream, position - stream.discard),
            Some(next) if page + next > PAGE_SAMPLES => (PacketWriteEndInfo::EndPage, position),
            Some(_) => (PacketWriteEndInfo::NormalPacket, position),
        };
        if end == PacketWriteEndInfo::EndPage {
            page = 0;
        }
        writer.write_packet(packet.as_ref(), SERIAL, end, granule).map_err(broken)?;
    }
    Ok(writer.into_inner())
}
