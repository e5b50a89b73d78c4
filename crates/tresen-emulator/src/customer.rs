//! Customers: who they are to the platform, and whether their phone is on.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use tresen_domain::{identity::Bsuid, phone::PhoneNumber};

use crate::{config::CustomerSetup, token::Tokens};

/// A person with WhatsApp.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Customer {
    /// Key in the control API.
    pub id: String,
    /// Profile name, when set.
    pub name: Option<String>,
    /// Digits; absent for somebody who hides the number.
    pub phone: Option<String>,
    /// Business-scoped id; everybody has one.
    pub bsuid: String,
    /// Without `@`.
    pub username: Option<String>,
    /// Whether the phone is reachable.
    pub is_online: bool,
    /// Whether messages are read as soon as they arrive.
    pub reads_at_once: bool,
}

/// Why a customer cannot be added.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CustomerRefused {
    /// The number has no country code or no digits.
    #[error("`phone` is no international number")]
    Phone,
    /// The id has not the platform's form.
    #[error("`bsuid` must look like `DE.1234567890`")]
    Bsuid,
    /// Somebody else has this number, id or key.
    #[error("`{0}` belongs to another customer")]
    Taken(&'static str),
    /// The key would not fit into an address.
    #[error("`id` must be 1 to 64 of a-z, 0-9 and `-`")]
    Id,
}

/// All customers by key.
#[derive(Default)]
pub(crate) struct Customers {
    all: BTreeMap<String, Customer>,
    keys_by_phone: HashMap<String, String>,
    keys_by_bsuid: HashMap<String, String>,
}

impl Customers {
    pub(crate) fn add(&mut self, setup: CustomerSetup, tokens: &Tokens) -> Result<Customer, CustomerRefused> {
        let mut phone = match setup.phone.as_deref().filter(|text| !text.trim().is_empty()) {
            Some(text) => {
                Some(PhoneNumber::parse(text).map_err(|_| CustomerRefused::Phone)?.digits().to_owned())
            }
            None => None,
        };
        if phone.is_none() && setup.bsuid.is_none() && setup.username.is_none() {
            phone = Some(format!("4915{}", tokens.digits(9)));
        }
        let bsuid = match setup.bsuid {
            Some(text) => Bsuid::parse(&text).map_err(|_| CustomerRefused::Bsuid)?.as_str().to_owned(),
            None => format!("DE.{}", tokens.digits(16)),
        };
        if phone.as_deref().is_some_and(|digits| self.by_phone(digits).is_some()) {
            return Err(CustomerRefused::Taken("phone"));
        }
        if self.by_bsuid(&bsuid).is_some() {
            return Err(CustomerRefused::Taken("bsuid"));
        }
        let username = setup.username.map(|name| name.trim_start_matches('@').to_owned());
        let id = self.key(setup.id, setup.name.as_deref().or(username.as_deref()))?;
        let name = setup.name.filter(|name| !name.trim().is_empty());
        let customer = Customer { id, name, phone, bsuid, username, is_online: true, reads_at_once: false };
        if let Some(phone) = &customer.phone {
            self.keys_by_phone.insert(phone.clone(), customer.id.clone());
        }
        self.keys_by_bsuid.insert(customer.bsuid.clone(), customer.id.clone());
        self.all.insert(customer.id.clone(), customer.clone());
        Ok(customer)
    }

    fn key(&self, wished: Option<String>, name: Option<&str>) -> Result<String, CustomerRefused> {
        if let Some(id) = wished {
            let is_clean = id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            return match (is_clean && (1..=64).contains(&id.len()), self.all.contains_key(&id)) {
                (false, _) => Err(CustomerRefused::Id),
                (true, true) => Err(CustomerRefused::Taken("id")),
                (true, false) => Ok(id),
            };
        }
        let base = slug(name.unwrap_or("customer"));
        let mut id = base.clone();
        let mut count = 1;
        while self.all.contains_key(&id) {
            count += 1;
            id = format!("{base}-{count}");
        }
        Ok(id)
    }

    pub(crate) fn get(&self, id: &str) -> Option<&Customer> {
        self.all.get(id)
    }

    pub(crate) fn get_mut(&mut self, id: &str) -> Option<&mut Customer> {
        self.all.get_mut(id)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Customer> {
        self.all.values()
    }

    /// Finds by digits, in any of the writings of one subscriber.
    pub(crate) fn by_phone(&self, digits: &str) -> Option<&Customer> {
        let variants = PhoneNumber::parse(digits).ok()?.variants();
        let key = variants.iter().find_map(|variant| self.keys_by_phone.get(variant.digits()))?;
        self.all.get(key)
    }

    pub(crate) fn by_bsuid(&self, bsuid: &str) -> Option<&Customer> {
        self.all.get(self.keys_by_bsuid.get(bsuid)?)
    }
}

impl Customer {
    /// Digits that stand for the customer inside message ids.
    pub(crate) fn peer(&self) -> String {
        match &self.phone {
            Some(phone) => phone.clone(),
            None => self.bsuid.chars().filter(char::is_ascii_digit).take(15).collect(),
        }
    }
}

fn slug(name: &str) -> String {
    let mut slug = String::new();
    for ch in name.to_lowercase().chars() {
        match ch {
            'ä' => slug.push_str("ae"),
            'ö' => slug.push_str("oe"),
            'ü' => slug.push_str("ue"),
            'ß' => slug.push_str("ss"),
            'a'..='z' | '0'..='9' => slug.push(ch),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    slug.truncate(48);
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "customer".to_owned() } else { slug.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn add(customers: &mut Customers, setup: CustomerSetup) -> Result<Customer, CustomerRefused> {
        customers.add(setup, &Tokens::new(1, 0))
    }

    #[test]
    fn a_customer_without_anything_gets_a_number_and_one_with_a_username_hides_it() {
        let mut all = Customers::default();
        let plain =
            add(&mut all, CustomerSetup { name: Some("Jörg Weiß".into()), ..Default::default() }).unwrap();
        assert_eq!(plain.id, "joerg-weiss");
        assert!(plain.phone.unwrap().starts_with("4915") && plain.bsuid.starts_with("DE."));
        let hidden = all
            .add(CustomerSetup { username: Some("@ana.l".into()), ..Default::default() }, &Tokens::new(2, 0))
            .unwrap();
        assert_eq!((hidden.phone, hidden.username.as_deref()), (None, Some("ana.l")));
    }

    #[test]
    fn numbers_are_unique_in_all_their_writings() {
        let mut all = Customers::default();
        let with = |phone: &str| CustomerSetup { phone: Some(phone.to_owned()), ..Default::default() };
        add(&mut all, with("+55 41 98888-7777")).unwrap();
        assert_eq!(add(&mut all, with("554188887777")), Err(CustomerRefused::Taken("phone")));
        assert_eq!(add(&mut all, with("0151 2345")), Err(CustomerRefused::Phone));
        assert!(all.by_phone("+554188887777").is_some());
    }
}
