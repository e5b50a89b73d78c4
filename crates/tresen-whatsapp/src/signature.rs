//! The webhook's door: who may speak to us, proven over the raw bytes.

use bytes::Bytes;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

pub use crate::secret::{AppSecret, VerifyToken};

/// Header that carries the signature. Source: Meta "Webhooks", seen 2026-09-11.
pub const SIGNATURE_HEADER: &str = "x-hub-signature-256";

const PREFIX: &str = "sha256=";
/// `sha256=` and 64 hexadecimal digits.
const HEADER_LENGTH: usize = PREFIX.len() + 64;
/// Longest challenge that is answered; Meta's has about ten digits.
const CHALLENGE_LIMIT: usize = 256;

/// A body that its sender signed with the app's secret. Only [`verify`] makes one; only this may be journalled.
#[derive(Clone)]
pub struct VerifiedBody(Bytes);

impl VerifiedBody {
    /// The raw bytes as they came.
    pub fn bytes(&self) -> &Bytes {
        &self.0
    }

    /// The raw bytes as they came.
    pub fn into_bytes(self) -> Bytes {
        self.0
    }
}

impl AsRef<[u8]> for VerifiedBody {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// Shows the length only: bodies hold what customers write.
impl std::fmt::Debug for VerifiedBody {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "VerifiedBody({} bytes)", self.0.len())
    }
}

/// Why a webhook is turned away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignatureRefused {
    /// No header at all.
    #[error("the signature header is missing")]
    Missing,
    /// Not 71 characters.
    #[error("the signature header has {length} characters instead of 71")]
    Length {
        /// Characters found.
        length: usize,
    },
    /// Not `sha256=` and lower-case hexadecimal digits.
    #[error("the signature header is not `sha256=` and 64 lower-case hexadecimal digits")]
    Form,
    /// Signed with another secret, or the body was changed.
    #[error("the signature does not fit the body")]
    Wrong,
}

/// Checks `X-Hub-Signature-256` over the raw bytes, in constant time, and hands the body back as verified.
///
/// The bytes must be those of the request: Meta signs the text with its `\u` escapes, so a body that was
/// parsed and printed again does not fit. Source: Meta "Webhooks", seen 2026-09-11.
pub fn verify(
    secret: &AppSecret,
    header: Option<&str>,
    body: Bytes,
) -> Result<VerifiedBody, SignatureRefused> {
    let header = header.ok_or(SignatureRefused::Missing)?;
    if header.len() != HEADER_LENGTH {
        return Err(SignatureRefused::Length { length: header.len() });
    }
    let digits = header.strip_prefix(PREFIX).ok_or(SignatureRefused::Form)?;
    if digits.bytes().any(|byte| !matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
        return Err(SignatureRefused::Form);
    }
    let claimed = hex::decode(digits).map_err(|_| SignatureRefused::Form)?;
    if bool::from(claimed.ct_eq(&digest(secret, &body))) {
        Ok(VerifiedBody(body))
    } else {
        Err(SignatureRefused::Wrong)
    }
}

/// The header's value for a body: what the platform does, and the emulator.
pub fn sign(secret: &AppSecret, body: &[u8]) -> String {
    format!("{PREFIX}{}", hex::encode(digest(secret, body)))
}

fn digest(secret: &AppSecret, body: &[u8]) -> [u8; 32] {
    #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose().as_bytes()).expect("any key length");
    mac.update(body);
    mac.finalize().into_bytes().into()
}

/// The answer to Meta's `GET` handshake: the challenge itself, to be sent as plain text with 200; `None` means 403.
///
/// `mode`, `token` and `challenge` are the query's `hub.mode`, `hub.verify_token` and `hub.challenge`.
/// A challenge with anything but letters, digits, `-` and `_` is not echoed. Source: Meta "Webhooks", seen 2026-09-11.
pub fn answer_handshake(
    mode: Option<&str>,
    token: Option<&str>,
    challenge: Option<&str>,
    expected: &VerifyToken,
) -> Option<String> {
    let (token, challenge) = (token?, challenge?);
    let is_harmless = (1..=CHALLENGE_LIMIT).contains(&challenge.len())
        && challenge.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    let is_known = bool::from(token.as_bytes().ct_eq(expected.expose().as_bytes()));
    (mode == Some("subscribe") && is_harmless && is_known).then(|| challenge.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed once by hand; note the escapes.
    const BODY: &[u8] = br#"{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"messages":[{"text":{"body":"ol\u00e1 \ud83d\ude00"}}]}}]}]}"#;
    const HEADER: &str = "sha256=2ba911ad334de43af4f422b9ab5be13922e0b1d3ff763df6c5cf11089fca870c";

    fn secret() -> AppSecret {
        AppSecret::new("test_app_secret").unwrap()
    }

    fn refused(header: Option<&str>, body: &[u8]) -> SignatureRefused {
        verify(&secret(), header, Bytes::copy_from_slice(body)).unwrap_err()
    }

    #[test]
    fn the_known_answer_is_accepted_and_made() {
        assert_eq!(sign(&secret(), BODY), HEADER);
        let body = verify(&secret(), Some(HEADER), Bytes::from_static(BODY)).unwrap();
        assert_eq!(body.as_ref(), BODY);
        assert_eq!(format!("{body:?}"), format!("VerifiedBody({} bytes)", BODY.len()));
    }

    #[test]
    fn a_body_printed_again_is_refused() {
        let parsed: serde_json::Value = serde_json::from_slice(BODY).unwrap();
        assert_eq!(refused(Some(HEADER), parsed.to_string().as_bytes()), SignatureRefused::Wrong);
    }

    #[test]
    fn every_other_header_is_refused_for_its_own_reason() {
        assert_eq!(refused(None, BODY), SignatureRefused::Missing);
        assert_eq!(refused(Some(""), BODY), SignatureRefused::Length { length: 0 });
        assert_eq!(refused(HEADER.get(..70), BODY), SignatureRefused::Length { length: 70 });
        assert_eq!(refused(Some(&format!("{HEADER}0")), BODY), SignatureRefused::Length { length: 72 });
        assert_eq!(refused(Some(&HEADER.replace("sha256", "sha512")), BODY), SignatureRefused::Form);
        assert_eq!(refused(Some(&HEADER.to_uppercase().replace("SHA", "sha")), BODY), SignatureRefused::Form);
        assert_eq!(refused(Some(&HEADER.replace("2ba9", "3ba9")), BODY), SignatureRefused::Wrong);
        assert_eq!(refused(Some(HEADER), &BODY[1..]), SignatureRefused::Wrong);
        let other = AppSecret::new("other").unwrap();
        assert!(verify(&other, Some(HEADER), Bytes::from_static(BODY)).is_err());
    }

    #[test]
    fn the_handshake_echoes_the_challenge_only_for_the_right_token() {
        let token = VerifyToken::new("word").unwrap();
        let answer = |mode, said, challenge| answer_handshake(mode, said, challenge, &token);
        assert_eq!(
            answer(Some("subscribe"), Some("word"), Some("1158201444")),
            Some("1158201444".to_owned())
        );
        assert_eq!(answer(Some("subscribe"), Some("words"), Some("1")), None);
        assert_eq!(answer(Some("unsubscribe"), Some("word"), Some("1")), None);
        assert_eq!(answer(None, Some("word"), Some("1")), None);
        assert_eq!(answer(Some("subscribe"), None, Some("1")), None);
        assert_eq!(answer(Some("subscribe"), Some("word"), Some("<b>")), None);
        assert_eq!(answer(Some("subscribe"), Some("word"), Some("")), None);
    }
}
