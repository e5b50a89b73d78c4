//! Who somebody is, from all that one element and its neighbours in `contacts` say.

use tresen_domain::{
    identity::{Bsuid, Sender},
    phone::PhoneNumber,
};

use crate::wire::envelope::Contact;

/// What an element itself says of a person.
#[derive(Clone, Copy, Default)]
pub(super) struct Claim<'a> {
    /// Phone in digits; a business-scoped id has been seen here.
    pub(super) phone: Option<&'a String>,
    pub(super) user_id: Option<&'a String>,
    pub(super) parent_user_id: Option<&'a String>,
}

impl Claim<'_> {
    /// The person, with name and missing addresses taken from the `contacts` entry that is the same person.
    pub(super) fn sender(self, contacts: &[Contact]) -> Sender {
        let mut sender = Sender {
            phone: self.phone.and_then(|text| phone(text)),
            bsuid: self.user_id.and_then(|text| bsuid(text)),
            parent_bsuid: self.parent_user_id.and_then(|text| bsuid(text)),
            ..Sender::default()
        };
        if let (None, Some(misplaced)) = (&sender.phone, self.phone.and_then(|text| bsuid(text))) {
            let is_parent = misplaced.as_str().contains(".ENT.");
            let slot = if is_parent { &mut sender.parent_bsuid } else { &mut sender.bsuid };
            slot.get_or_insert(misplaced);
        }
        if let Some(contact) = matching(&sender, contacts) {
            complete(&mut sender, contact);
        }
        sender
    }

    /// Why [`Claim::sender`] found nobody. Names no number.
    pub(super) fn why_unknown(self) -> String {
        let said =
            [("phone", self.phone), ("user id", self.user_id), ("parent user id", self.parent_user_id)];
        let wrong: Vec<_> = said.iter().filter(|(_, text)| text.is_some()).map(|(name, _)| *name).collect();
        if wrong.is_empty() {
            "nothing says who the customer is".to_owned()
        } else {
            format!("the customer's {} cannot be read", wrong.join(" and "))
        }
    }
}

/// The entry of the same person: by id, by number in any writing, or the only one when nothing speaks against it.
fn matching<'a>(sender: &Sender, contacts: &'a [Contact]) -> Option<&'a Contact> {
    let by_id = contacts.iter().find(|one| sender.bsuid.is_some() && id_of(one) == sender.bsuid);
    let by_phone = || {
        let variants = sender.phone.as_ref().map(PhoneNumber::variants).unwrap_or_default();
        contacts.iter().find(|one| {
            phone_of(one).is_some_and(|phone| variants.contains(&phone))
                && (id_of(one).is_none() || sender.bsuid.is_none() || id_of(one) == sender.bsuid)
        })
    };
    let only = || match contacts {
        [one] if sender.is_unknown() => Some(one),
        [one] if sender.phone.is_none() && id_of(one).is_none() => Some(one),
        [one] if sender.phone.is_some() && sender.bsuid.is_none() && phone_of(one).is_none() => Some(one),
        _ => None,
    };
    by_id.or_else(by_phone).or_else(only)
}

fn complete(sender: &mut Sender, contact: &Contact) {
    sender.phone = sender.phone.take().or_else(|| phone_of(contact));
    sender.bsuid = sender.bsuid.take().or_else(|| id_of(contact));
    let parent = || contact.parent_user_id.as_deref().and_then(bsuid);
    sender.parent_bsuid = sender.parent_bsuid.take().or_else(parent);
    let Some(profile) = &contact.profile else { return };
    sender.profile_name = profile.name.as_deref().and_then(not_blank);
    sender.username =
        profile.username.as_deref().map(|name| name.trim().trim_start_matches('@')).and_then(not_blank);
}

fn phone_of(contact: &Contact) -> Option<PhoneNumber> {
    contact.wa_id.as_deref().and_then(phone)
}

fn id_of(contact: &Contact) -> Option<Bsuid> {
    contact.user_id.as_deref().and_then(bsuid)
}

/// A number as the platform writes it; group ids and business-scoped ids are none.
pub(super) fn phone(text: &str) -> Option<PhoneNumber> {
    PhoneNumber::parse(text).ok()
}

pub(super) fn bsuid(text: &str) -> Option<Bsuid> {
    Bsuid::parse(text.trim()).ok()
}

/// The text without white space around it, unless nothing is left.
pub(super) fn not_blank(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn contacts(json: serde_json::Value) -> Vec<Contact> {
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn the_name_is_taken_from_the_same_person_only() {
        let all = contacts(json!([
            {"wa_id": "491511111111", "profile": {"name": "  "}},
            {"wa_id": "5541988887777", "user_id": "BR.1", "profile": {"name": "Ana", "username": "@ana.l"}},
        ]));
        let old_writing = "554188887777".to_owned();
        let ana = Claim { phone: Some(&old_writing), ..Claim::default() }.sender(&all);
        assert_eq!(ana.profile_name.as_deref(), Some("Ana"));
        assert_eq!(ana.username.as_deref(), Some("ana.l"));
        assert_eq!(ana.phone.unwrap().digits(), "554188887777", "as it stands in `from`");
        assert_eq!(ana.bsuid, bsuid("BR.1"));

        let stranger = "4915222222222".to_owned();
        let stranger = Claim { phone: Some(&stranger), ..Claim::default() }.sender(&all[1..]);
        assert_eq!(stranger.profile_name, None, "another person's entry is left alone");
        let blank = "491511111111".to_owned();
        assert_eq!(Claim { phone: Some(&blank), ..Claim::default() }.sender(&all).profile_name, None);
    }

    #[test]
    fn an_id_where_a_number_belongs_is_an_id() {
        let id = "US.13491208655302741918".to_owned();
        let sender = Claim { phone: Some(&id), ..Claim::default() }.sender(&[]);
        assert_eq!((sender.phone, sender.bsuid), (None, bsuid(&id)));
    }
}
