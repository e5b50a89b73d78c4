//! Secrets that we make: session tokens, API keys, first passwords. Only their hashes are kept.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use tresen_storage::Fault;

/// A secret that cannot be printed. Made from the machine's randomness, never from a seed, also in tests.
#[derive(Debug, Clone)]
pub struct Secret(SecretString);

impl Secret {
    /// Takes what somebody sent.
    pub fn new(text: impl Into<String>) -> Self {
        Self(SecretString::from(text.into()))
    }

    /// The secret itself: to be answered once or compared, never logged.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// `prefix` and 32 random bytes in URL-safe base64.
    pub(super) fn random(prefix: &str) -> Result<Self, Fault> {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes).map_err(|error| Fault::other("draw randomness", error.to_string()))?;
        Ok(Self::new(format!("{prefix}{}", URL_SAFE_NO_PAD.encode(bytes))))
    }

    /// SHA-256 of the secret: enough for secrets of 256 random bits, never for passwords.
    pub(super) fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.expose().as_bytes()).into()
    }

    /// A first password that can be read out on the phone: four groups of four letters and digits, 75 bits.
    pub(super) fn first_password() -> Result<Self, Fault> {
        // No letters and digits that look alike.
        const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz234567893";
        let mut bytes = [0_u8; 16];
        getrandom::fill(&mut bytes).map_err(|error| Fault::other("draw randomness", error.to_string()))?;
        let mut text = String::with_capacity(19);
        for (at, byte) in bytes.iter().enumerate() {
            if at > 0 && at % 4 == 0 {
                text.push('-');
            }
            text.push(LETTERS.get(usize::from(byte % 32)).copied().map_or('a', char::from));
        }
        Ok(Self::new(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_differ_and_are_not_printed() {
        let (one, two) = (Secret::random("tresen_").unwrap(), Secret::random("tresen_").unwrap());
        assert_ne!(one.expose(), two.expose());
        assert_eq!(one.expose().len(), "tresen_".len() + 43);
        assert!(!format!("{one:?}").contains(one.expose()));
        let first = Secret::first_password().unwrap();
        assert_eq!(first.expose().split('-').map(str::len).collect::<Vec<_>>(), [4, 4, 4, 4]);
    }
}
