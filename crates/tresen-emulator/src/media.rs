//! Media: files by id, with the platform's life times.

use std::{
    collections::{HashMap, VecDeque},
    time::Duration,
};

use bytes::Bytes;
use sha2::{Digest as _, Sha256};
use tresen_domain::time::Timestamp;

use crate::token::Tokens;

/// Ids of uploaded files live 30 days, those of received ones 7. Source: Meta "Media", seen 2026-09-11.
const UPLOADED_LIFE: Duration = Duration::from_hours(30 * 24);
const RECEIVED_LIFE: Duration = Duration::from_hours(7 * 24);
/// Download addresses live 5 minutes. Source: as above.
const ADDRESS_LIFE: Duration = Duration::from_mins(5);

/// Addresses handed out between two looks for those that ran out.
const SWEEP: usize = 256;

/// A file the platform holds.
#[derive(Debug, Clone)]
pub(crate) struct Medium {
    pub(crate) id: String,
    /// The number it belongs to; `None` for what a phone uploaded and did not send yet.
    pub(crate) phone_number_id: Option<String>,
    pub(crate) mime_type: String,
    pub(crate) file_name: Option<String>,
    pub(crate) bytes: Bytes,
    pub(crate) sha256: [u8; 32],
    pub(crate) is_voice: bool,
    expires_at: Timestamp,
}

/// What is put on the shelf.
pub(crate) struct NewMedium {
    pub(crate) phone_number_id: Option<String>,
    pub(crate) mime_type: String,
    pub(crate) file_name: Option<String>,
    pub(crate) bytes: Bytes,
    pub(crate) is_voice: bool,
    /// From a customer's phone, not from the business.
    pub(crate) is_received: bool,
}

/// All files and the addresses handed out for them.
#[derive(Default)]
pub(crate) struct MediaShelf {
    all: HashMap<String, Medium>,
    order: VecDeque<String>,
    addresses: HashMap<String, (String, Timestamp)>,
    held_bytes: usize,
}

impl MediaShelf {
    pub(crate) fn put(
        &mut self,
        new: NewMedium,
        now: Timestamp,
        tokens: &Tokens,
        limit_bytes: usize,
    ) -> Medium {
        let life = if new.is_received { RECEIVED_LIFE } else { UPLOADED_LIFE };
        let medium = Medium {
            id: tokens.digits(16),
            phone_number_id: new.phone_number_id,
            sha256: Sha256::digest(&new.bytes).into(),
            mime_type: new.mime_type,
            file_name: new.file_name,
            is_voice: new.is_voice,
            expires_at: now.plus(life),
            bytes: new.bytes,
        };
        self.held_bytes = self.held_bytes.saturating_add(medium.bytes.len());
        self.order.push_back(medium.id.clone());
        self.all.insert(medium.id.clone(), medium.clone());
        while self.held_bytes > limit_bytes && self.order.len() > 1 {
            let Some(oldest) = self.order.pop_front() else { break };
            self.forget(&oldest);
        }
        medium
    }

    /// A living file.
    pub(crate) fn get(&self, id: &str, now: Timestamp) -> Option<&Medium> {
        self.all.get(id).filter(|medium| now < medium.expires_at)
    }

    pub(crate) fn delete(&mut self, id: &str) -> bool {
        self.order.retain(|other| other != id);
        self.forget(id)
    }

    fn forget(&mut self, id: &str) -> bool {
        let gone = self.all.remove(id);
        self.held_bytes =
            self.held_bytes.saturating_sub(gone.as_ref().map_or(0, |medium| medium.bytes.len()));
        gone.is_some()
    }

    /// A new secret part of a download address.
    pub(crate) fn address(&mut self, id: &str, now: Timestamp, tokens: &Tokens) -> String {
        if self.addresses.len().is_multiple_of(SWEEP) {
            self.addresses.retain(|_, (_, until)| now < *until);
        }
        let token = tokens.hex(48);
        self.addresses.insert(token.clone(), (id.to_owned(), now.plus(ADDRESS_LIFE)));
        token
    }

    /// The file behind an address that has not run out.
    pub(crate) fn behind(&self, token: &str, now: Timestamp) -> Option<&Medium> {
        let (id, until) = self.addresses.get(token)?;
        if now < *until { self.get(id, now) } else { None }
    }
}

/// The kind of file by its first bytes; `None` for plain text and what nobody knows.
pub(crate) fn sniff(bytes: &[u8]) -> Option<&'static str> {
    infer::get(bytes).map(|kind| kind.mime_type())
}

/// Whether the claimed type can be true for these bytes.
///
/// Containers are one family: an M4A and an MP4 begin alike, so do all office documents.
pub(crate) fn matches_claim(claimed: &str, bytes: &[u8]) -> bool {
    let claimed = claimed.split(';').next().unwrap_or("").trim();
    let Some(found) = sniff(bytes) else {
        return claimed.starts_with("text/") || claimed.starts_with("application/") || claimed == "audio/amr";
    };
    let family = |mime: &str| match mime {
        "audio/mp4" | "audio/m4a" | "audio/aac" | "audio/x-m4a" | "video/mp4" | "video/3gpp" => "mp4",
        "audio/ogg" | "audio/opus" | "application/ogg" | "video/ogg" => "ogg",
        "image/jpeg" | "image/jpg" => "jpeg",
        _ if mime.starts_with("application/") || mime.starts_with("text/") => "application",
        _ => "",
    };
    claimed == found || (!family(found).is_empty() && family(found) == family(claimed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(bytes: &'static [u8]) -> NewMedium {
        NewMedium {
            phone_number_id: Some("1".into()),
            mime_type: "image/png".into(),
            file_name: None,
            bytes: Bytes::from_static(bytes),
            is_voice: false,
            is_received: true,
        }
    }

    #[test]
    fn addresses_live_five_minutes_and_received_ids_seven_days() {
        let (mut shelf, tokens) = (MediaShelf::default(), Tokens::new(1, 0));
        let now = Timestamp::from_seconds(1_000_000);
        let id = shelf.put(new(b"a"), now, &tokens, 100).id;
        let token = shelf.address(&id, now, &tokens);
        assert!(shelf.behind(&token, now.plus(Duration::from_secs(299))).is_some());
        assert!(shelf.behind(&token, now.plus(Duration::from_mins(5))).is_none());
        assert!(shelf.get(&id, now.plus(Duration::from_hours(167))).is_some());
        assert!(shelf.get(&id, now.plus(Duration::from_hours(168))).is_none());
    }

    #[test]
    fn the_shelf_has_a_limit() {
        let (mut shelf, tokens) = (MediaShelf::default(), Tokens::new(1, 0));
        let ids: Vec<_> =
            (0..4).map(|_| shelf.put(new(b"12345"), Timestamp::EPOCH, &tokens, 12).id).collect();
        let alive: Vec<_> = ids.iter().map(|id| shelf.get(id, Timestamp::EPOCH).is_some()).collect();
        assert_eq!(alive, [false, false, true, true]);
    }

    #[test]
    fn a_claim_is_held_against_the_bytes() {
        let png = b"\x89PNG\r\n\x1a\n0000";
        assert!(matches_claim("image/png", png));
        assert!(!matches_claim("image/jpeg", png));
        assert!(!matches_claim("image/jpeg", b"hello"));
        assert!(matches_claim("text/plain", b"hello"));
        assert!(matches_claim("audio/ogg; codecs=opus", b"OggS\0\x02aaaaaaaaaaaaaaaaaaaaaaOpusHead"));
    }
}
