//! What two ids of the same message have in common.

use base64::{Engine, alphabet, engine};
use tresen_domain::id::Wamid;

/// Padding has been seen missing.
const BASE64: engine::GeneralPurpose = engine::GeneralPurpose::new(
    &alphabet::STANDARD,
    engine::GeneralPurposeConfig::new().with_decode_padding_mode(engine::DecodePaddingMode::Indifferent),
);

/// Shortest token that is believed; seen are 18, 20 and 32.
const SHORTEST: usize = 16;
/// Stands before the length of each text inside an id.
const TEXT_MARK: u8 = 0x18;

/// The part of an id that stays the same when the platform names one message by two ids.
///
/// Since July 2026 replies and reactions on numbers shared with the phone app may point at an id that names the
/// customer by business-scoped id, while the stored one names the phone: same token, other bytes. Use it only when
/// the exact id is unknown, and only when exactly one message of the thread fits. Observed in ids of Meta's
/// documentation, not documented: at the end a mark, the length, the token in upper-case hexadecimal digits and a
/// zero. `None` where an id looks otherwise.
pub fn wamid_token(wamid: &Wamid) -> Option<String> {
    let raw = BASE64.decode(wamid.as_str().strip_prefix("wamid.")?).ok()?;
    let end = raw.iter().rposition(|byte| *byte != 0)?.checked_add(1)?;
    let digits =
        raw.get(..end)?.iter().rev().take_while(|byte| matches!(byte, b'0'..=b'9' | b'A'..=b'F')).count();
    let start = end.checked_sub(digits)?;
    let (mark, length) = (raw.get(start.checked_sub(2)?)?, raw.get(start.checked_sub(1)?)?);
    let is_token = *mark == TEXT_MARK && usize::from(*length) == digits && digits >= SHORTEST;
    is_token.then(|| raw.get(start..end).map(|token| String::from_utf8_lossy(token).into_owned()))?
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::prelude::BASE64_STANDARD;

    fn token(text: &str) -> Option<String> {
        wamid_token(&Wamid(text.to_owned()))
    }

    #[test]
    fn the_known_answer() {
        let id = "wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQTRBNjU5OUFFRTAzODEwMTQ0RgA=";
        assert_eq!(token(id).as_deref(), Some("3A4A6599AEE03810144F"));
        assert_eq!(token(id.trim_end_matches('=')).as_deref(), Some("3A4A6599AEE03810144F"));
    }

    #[test]
    fn an_id_that_names_the_customer_otherwise_has_the_same_token() {
        let mut raw = b"\x1c\x18\x17BR.12345678901234567890\x15\x02\x00\x12\x18\x14".to_vec();
        raw.extend(b"3A4A6599AEE03810144F\0");
        let id = format!("wamid.{}", BASE64_STANDARD.encode(raw));
        assert_eq!(token(&id).as_deref(), Some("3A4A6599AEE03810144F"));
    }

    #[test]
    fn other_ids_have_none() {
        for id in [
            "",
            "wamid.",
            "wamid.AAA",
            "wamid.OUT1",
            "SM00000000000000000000000000000001",
            "wamid.MTIzNDU2Nzg5MDEyMzQ1Njc4",
        ] {
            assert_eq!(token(id), None, "{id}");
        }
    }
}
