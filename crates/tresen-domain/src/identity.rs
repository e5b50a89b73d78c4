//! Identities: a contact's addresses on one channel. Never global, never merged by themselves.

use serde::{Deserialize, Serialize};

use crate::{phone::PhoneNumber, word::words};

words! {
    /// Kind of address.
    pub enum IdentityKind {
        /// Phone number in digits.
        Phone = "phone",
        /// Business-scoped id of the customer.
        Bsuid = "bsuid",
        /// Business-scoped id across enrolled portfolios.
        ParentBsuid = "parent_bsuid",
        /// Public name, without `@`. Changes; never used to find a contact.
        Username = "username",
        /// E-mail address.
        Email = "email",
    }
}

/// A business-scoped user id: `CC.` or `CC.ENT.` and up to 128 letters and digits; opaque otherwise.
///
/// Source: Meta "Business-scoped user IDs", seen 2026-06-29.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Bsuid(String);

/// The text is no business-scoped user id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a business-scoped user id")]
pub struct NotABsuid;

impl Bsuid {
    /// Reads an id such as `US.13491208655302741918`.
    ///
    /// # Errors
    /// [`NotABsuid`] when country, dot or the rest do not fit.
    pub fn parse(text: &str) -> Result<Self, NotABsuid> {
        let (country, rest) = text.split_once('.').ok_or(NotABsuid)?;
        let rest = rest.strip_prefix("ENT.").unwrap_or(rest);
        let is_valid = country.len() == 2
            && country.bytes().all(|b| b.is_ascii_uppercase())
            && (1..=128).contains(&rest.len())
            && rest.bytes().all(|b| b.is_ascii_alphanumeric());
        if is_valid { Ok(Self(text.to_owned())) } else { Err(NotABsuid) }
    }

    /// The id as the platform writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last six characters: what is shown when nothing else is known of a customer.
    pub fn tail(&self) -> &str {
        self.0.get(self.0.len().saturating_sub(6)..).unwrap_or(&self.0)
    }
}

impl std::fmt::Debug for Bsuid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Bsuid(…{})", self.tail())
    }
}

/// All that one webhook says about who somebody is. Any part may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sender {
    /// `wa_id` or `from`.
    pub phone: Option<PhoneNumber>,
    /// `user_id`.
    pub bsuid: Option<Bsuid>,
    /// `parent_user_id`.
    pub parent_bsuid: Option<Bsuid>,
    /// Without `@`.
    pub username: Option<String>,
    /// Chosen by the customer, unverified; never blank.
    pub profile_name: Option<String>,
}

impl Sender {
    /// The addresses that can find a contact, strongest first. A username never does.
    pub fn keys(&self) -> Vec<(IdentityKind, String)> {
        let mut keys = Vec::with_capacity(3);
        keys.extend(self.bsuid.iter().map(|id| (IdentityKind::Bsuid, id.as_str().to_owned())));
        keys.extend(self.parent_bsuid.iter().map(|id| (IdentityKind::ParentBsuid, id.as_str().to_owned())));
        keys.extend(self.phone.iter().map(|phone| (IdentityKind::Phone, phone.digits().to_owned())));
        keys
    }

    /// Whether nothing at all identifies the sender.
    pub fn is_unknown(&self) -> bool {
        self.phone.is_none() && self.bsuid.is_none() && self.parent_bsuid.is_none()
    }
}

/// Where a message is sent to. A business-scoped id must never be put where a phone number goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recipient {
    /// `to`, with `+`.
    Phone(PhoneNumber),
    /// `recipient`.
    Bsuid(Bsuid),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_both_kinds_are_read_and_others_refused() {
        assert!(Bsuid::parse("US.13491208655302741918").is_ok());
        assert!(Bsuid::parse("DE.ENT.abc123").is_ok());
        for text in ["", "US.", "us.123", "USA.123", "US.12-3", "US.ENT.", "491512345678"] {
            assert_eq!(Bsuid::parse(text), Err(NotABsuid), "{text}");
        }
    }
}
