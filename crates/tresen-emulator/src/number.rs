//! Business numbers, their accounts, and which accounts send webhooks.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::Value;
use tresen_domain::{
    bucket::{Bucket, Rate},
    time::Timestamp,
};

use crate::{config::NumberSetup, template};

/// A registered number.
pub(crate) struct Number {
    pub(crate) setup: NumberSetup,
    /// Result of the last handshake; `None` when there was none.
    pub(crate) handshake: Option<Result<(), String>>,
    /// Throughput of the number.
    bucket: Option<Bucket>,
    /// Charged or free service messages this month.
    service_messages: (String, u32),
}

/// All numbers.
#[derive(Default)]
pub(crate) struct Numbers {
    all: BTreeMap<String, Number>,
    unsubscribed: HashSet<String>,
    templates: HashMap<String, Vec<Value>>,
}

/// Service messages a month that cost nothing. Source: Meta "Messages status webhook", seen 2026-09-14.
const FREE_SERVICE_MESSAGES: u32 = 1_000;

impl Numbers {
    /// Adds a number or changes it.
    pub(crate) fn put(&mut self, setup: NumberSetup) {
        let templates =
            self.templates.entry(setup.waba_id.clone()).or_insert_with(template::demonstration_set);
        if let Some(own) = &setup.templates {
            templates.clone_from(own);
        }
        let before = self.all.remove(&setup.phone_number_id);
        let number = Number {
            handshake: None,
            bucket: before.as_ref().and_then(|one| one.bucket),
            service_messages: before.map_or((String::new(), 0), |one| one.service_messages),
            setup,
        };
        self.all.insert(number.setup.phone_number_id.clone(), number);
    }

    pub(crate) fn get(&self, phone_number_id: &str) -> Option<&Number> {
        self.all.get(phone_number_id)
    }

    pub(crate) fn get_mut(&mut self, phone_number_id: &str) -> Option<&mut Number> {
        self.all.get_mut(phone_number_id)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Number> {
        self.all.values()
    }

    /// Numbers of one business account.
    pub(crate) fn of_account<'a>(&'a self, waba_id: &'a str) -> impl Iterator<Item = &'a Number> {
        self.all.values().filter(move |one| one.setup.waba_id == waba_id)
    }

    /// Whether a token opens anything at all.
    pub(crate) fn knows_token(&self, token: &str) -> bool {
        self.all.values().any(|one| one.setup.access_token == token)
    }

    /// Whether the account's events are sent to the app.
    pub(crate) fn is_subscribed(&self, waba_id: &str) -> bool {
        !self.unsubscribed.contains(waba_id)
    }

    pub(crate) fn subscribe(&mut self, waba_id: &str, is_on: bool) {
        if is_on {
            self.unsubscribed.remove(waba_id);
        } else {
            self.unsubscribed.insert(waba_id.to_owned());
        }
    }

    pub(crate) fn templates(&self, waba_id: &str) -> &[Value] {
        self.templates.get(waba_id).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn put_templates(&mut self, waba_id: &str, templates: Vec<Value>) {
        self.templates.insert(waba_id.to_owned(), templates);
    }
}

impl Number {
    /// Digits of the shown number: the business's own address in chats.
    pub(crate) fn digits(&self) -> String {
        self.setup.display_phone_number.chars().filter(char::is_ascii_digit).collect()
    }

    /// Takes one message from the number's throughput; `false` when it is exhausted.
    pub(crate) fn may_send(&mut self, per_second: u32, now: Timestamp) -> bool {
        let Some(refill) = std::time::Duration::from_secs(1).checked_div(per_second) else { return true };
        let full = || Bucket::full(Rate { burst: per_second, refill }, now);
        self.bucket.get_or_insert_with(full).take(now).is_ok()
    }

    /// Counts a service message of the month; whether it is within the free ones.
    pub(crate) fn counts_free(&mut self, now: Timestamp) -> bool {
        let month: String = now.to_string().chars().take(7).collect();
        if self.service_messages.0 != month {
            self.service_messages = (month, 0);
        }
        self.service_messages.1 = self.service_messages.1.saturating_add(1);
        self.service_messages.1 <= FREE_SERVICE_MESSAGES
    }
}
