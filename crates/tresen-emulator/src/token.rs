//! Ids and tokens the platform hands out: deterministic by seed, unguessable without it.

use std::sync::atomic::{AtomicU64, Ordering};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest as _, Sha256};

/// Makes ids; no two are equal within one emulator.
pub(crate) struct Tokens {
    key: [u8; 32],
    made: AtomicU64,
}

impl Tokens {
    /// `born_micros` keeps two runs with the same seed apart, whose ids may meet in one desk.
    pub(crate) fn new(seed: u64, born_micros: i64) -> Self {
        let mut hash = Sha256::new();
        hash.update(seed.to_be_bytes());
        hash.update(born_micros.to_be_bytes());
        Self { key: hash.finalize().into(), made: AtomicU64::new(0) }
    }

    fn bytes(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(self.key);
        hash.update(self.made.fetch_add(1, Ordering::Relaxed).to_be_bytes());
        hash.finalize().into()
    }

    /// `count` hexadecimal digits, at most 64.
    pub(crate) fn hex(&self, count: usize) -> String {
        let mut text = hex::encode(self.bytes());
        text.truncate(count);
        text
    }

    /// `count` decimal digits, the first not 0; at most 32.
    pub(crate) fn digits(&self, count: usize) -> String {
        let bytes = self.bytes();
        let first = bytes.first().map_or(1, |byte| byte % 9 + 1);
        let rest = bytes.iter().skip(1).map(|byte| byte % 10);
        std::iter::once(first).chain(rest).take(count).map(|digit| char::from(b'0' + digit)).collect()
    }

    /// A message id in the platform's own form; `peer` is the customer's number.
    ///
    /// Base64 of `1C 18 len peer 15 02 00 kind 18 len token 00`. Source: decoded examples of Meta's
    /// documentation, see whatsapp notes "wamid anatomy", 2026-11-22.
    pub(crate) fn wamid(&self, peer: &str, is_from_business: bool) -> String {
        let (kind, token) =
            if is_from_business { (0x11, self.hex(18)) } else { (0x12, format!("3A{}", self.hex(18))) };
        let token = token.to_uppercase();
        let mut raw = vec![0x1c, 0x18, u8::try_from(peer.len()).unwrap_or(0)];
        raw.extend_from_slice(peer.as_bytes());
        raw.extend_from_slice(&[0x15, 0x02, 0x00, kind, 0x18, u8::try_from(token.len()).unwrap_or(0)]);
        raw.extend_from_slice(token.as_bytes());
        raw.push(0);
        format!("wamid.{}", STANDARD.encode(raw))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn message_ids_have_the_platforms_anatomy() {
        let wamid = Tokens::new(1, 0).wamid("16503879439", false);
        let raw = STANDARD.decode(wamid.strip_prefix("wamid.").unwrap()).unwrap();
        assert_eq!(raw[..14], *b"\x1c\x18\x0b16503879439");
        assert_eq!(raw[14..20], [0x15, 0x02, 0x00, 0x12, 0x18, 20]);
        assert_eq!(raw.len(), 41);
    }

    #[test]
    fn ids_differ_and_repeat_by_seed() {
        let (one, two) = (Tokens::new(1, 0), Tokens::new(1, 0));
        let first: Vec<_> = (0..50).map(|_| one.digits(15)).collect();
        let again: Vec<_> = (0..50).map(|_| two.digits(15)).collect();
        assert_eq!(first, again);
        assert!(first.iter().all(|id| id.len() == 15 && !id.starts_with('0')));
        let mut unique = first.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), 50);
    }
}
