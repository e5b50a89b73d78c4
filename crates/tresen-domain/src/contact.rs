//! Contacts: people. What humans call them wins over what WhatsApp calls them.

use std::collections::BTreeMap;

use crate::{
    id::ContactId,
    identity::{Bsuid, IdentityKind},
    phone::PhoneNumber,
    time::Timestamp,
};

/// A person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Our id.
    pub id: ContactId,
    /// Set by humans.
    pub display_name: Option<String>,
    /// Set by the customer in WhatsApp.
    pub profile_name: Option<String>,
    /// BCP 47, where known.
    pub language: Option<String>,
    /// Free text of the agents.
    pub notes: String,
    /// Labels of the person (not of a ticket).
    pub tags: Vec<String>,
    /// Values of other systems: customer number, city.
    pub attributes: BTreeMap<String, String>,
    /// First seen.
    pub created_at: Timestamp,
    /// Last message in either direction.
    pub last_message_at: Option<Timestamp>,
}

/// The name to show: given by humans, given by the customer, `@username`, phone, tail of the BSUID.
pub fn shown_name<'a>(
    display_name: Option<&str>,
    profile_name: Option<&str>,
    identities: impl Iterator<Item = (IdentityKind, &'a str)> + Clone,
) -> String {
    let filled = |name: Option<&str>| name.map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned);
    let of = |kind: IdentityKind| identities.clone().find(|(one, _)| *one == kind).map(|(_, value)| value);
    filled(display_name)
        .or_else(|| filled(profile_name))
        .or_else(|| of(IdentityKind::Username).map(|name| format!("@{name}")))
        .or_else(|| {
            of(IdentityKind::Phone).map(|digits| {
                PhoneNumber::parse(digits).map_or_else(|_| digits.to_owned(), |phone| phone.to_string())
            })
        })
        .or_else(|| {
            of(IdentityKind::Bsuid)
                .map(|id| Bsuid::parse(id).map_or_else(|_| id.to_owned(), |id| id.tail().to_owned()))
        })
        .unwrap_or_else(|| "?".to_owned())
}

/// The part of a shown name that a greeting uses: the first word, or all of it when it is no name.
pub fn first_name(shown: &str) -> &str {
    if shown.starts_with(['+', '@']) { shown } else { shown.split_whitespace().next().unwrap_or(shown) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_given_by_humans_wins_and_something_is_always_shown() {
        let all = [
            (IdentityKind::Bsuid, "DE.123456789"),
            (IdentityKind::Phone, "491512345678"),
            (IdentityKind::Username, "ana"),
        ];
        let show = |given, profile, from: usize, to: usize| {
            shown_name(given, profile, all[from..to].iter().copied())
        };
        assert_eq!(show(Some("Frau Vogel"), Some("kv"), 0, 3), "Frau Vogel");
        assert_eq!(show(Some("  "), Some("kv"), 0, 3), "kv");
        assert_eq!(show(None, None, 0, 3), "@ana");
        assert_eq!(show(None, None, 0, 2), "+491512345678");
        assert_eq!(show(None, None, 0, 1), "456789");
        assert_eq!(show(None, None, 0, 0), "?");
        assert_eq!(first_name("Katharina Vogel"), "Katharina");
        assert_eq!(first_name("+49 151"), "+49 151");
    }
}
