//! From the envelope to its elements, each with its place.

use serde::Deserialize;
use serde_json::{Map, Value};
use tresen_domain::{
    channel::PhoneNumberId,
    delivery::DeliveryError,
    message::{Inbound, InboundItem},
};

use super::{content, echo, status};
use crate::{
    errors,
    wire::{
        UnixTime,
        envelope::{Contact, ECHOES, MESSAGES, Metadata, TEMPLATE_FIELDS},
        error::ErrorObject,
    },
};

/// What is true of all elements of one change.
pub(super) struct Around {
    waba_id: Option<String>,
    metadata: Metadata,
    pub(super) contacts: Vec<Contact>,
    /// When the entry was made: stands in for a message without a timestamp.
    pub(super) entry_time: Option<UnixTime>,
}

impl Around {
    fn item(&self, place: String, inbound: Result<Inbound, String>) -> InboundItem {
        InboundItem {
            place,
            phone_number_id: self
                .metadata
                .phone_number_id
                .clone()
                .filter(|id| !id.is_empty())
                .map(PhoneNumberId),
            waba_id: self.waba_id.clone(),
            display_phone_number: self.metadata.display_phone_number.clone(),
            inbound,
        }
    }
}

type Reader = fn(&Around, &Value) -> Result<Inbound, String>;

/// The lists inside `value` of messages and echoes, each with how one element is read.
const LISTS: [(&str, Reader); 4] = [
    ("messages", content::read_message),
    ("message_echoes", echo::read_echo),
    ("statuses", status::read_status),
    ("errors", read_error),
];

pub(super) fn entries(entry: Option<&Value>) -> Vec<InboundItem> {
    let mut items = Vec::new();
    each("entry", entry, &Around::nowhere(), &mut items, |place, entry, items| {
        let around = Around {
            waba_id: text(entry.get("id")),
            entry_time: entry.get("time").and_then(|time| UnixTime::deserialize(time).ok()),
            ..Around::nowhere()
        };
        each(&format!("{place}.changes"), entry.get("changes"), &around, items, |place, change, items| {
            read_change(place, change, &around, items);
        });
    });
    items
}

impl Around {
    fn nowhere() -> Self {
        Self { waba_id: None, metadata: Metadata::default(), contacts: Vec::new(), entry_time: None }
    }
}

/// Calls `read` for each object of a list; what is no list or no object becomes an item with its reason.
fn each(
    place: &str,
    list: Option<&Value>,
    around: &Around,
    items: &mut Vec<InboundItem>,
    mut read: impl FnMut(&str, &Map<String, Value>, &mut Vec<InboundItem>),
) {
    let Some(list) = list.and_then(Value::as_array) else {
        items.push(around.item(place.to_owned(), Err(format!("no list but {}", kind_of(list)))));
        return;
    };
    for (index, one) in list.iter().enumerate() {
        let place = format!("{place}[{index}]");
        match one.as_object() {
            Some(fields) => read(&place, fields, items),
            None => items.push(around.item(place, Err(format!("no object but {}", kind_of(Some(one)))))),
        }
    }
}

fn read_change(place: &str, change: &Map<String, Value>, around: &Around, items: &mut Vec<InboundItem>) {
    let field = change.get("field").and_then(Value::as_str).unwrap_or("");
    let Some(value) = change.get("value").and_then(Value::as_object) else {
        items.push(
            around.item(
                format!("{place}.value"),
                Err(format!("no object but {}", kind_of(change.get("value")))),
            ),
        );
        return;
    };
    let around = Around {
        waba_id: around.waba_id.clone(),
        metadata: value.get("metadata").and_then(|data| Metadata::deserialize(data).ok()).unwrap_or_default(),
        contacts: value
            .get("contacts")
            .and_then(Value::as_array)
            .map(|all| all.iter().filter_map(|one| Contact::deserialize(one).ok()).collect())
            .unwrap_or_default(),
        entry_time: around.entry_time,
    };
    if TEMPLATE_FIELDS.contains(&field) {
        items.push(around.item(place.to_owned(), Ok(Inbound::TemplateChanged)));
        return;
    }
    let before = items.len();
    if field == MESSAGES || field == ECHOES {
        for (name, read) in LISTS {
            if let Some(list) = value.get(name).filter(|list| !list.is_null()) {
                read_list(&format!("{place}.value.{name}"), list, read, &around, items);
            }
        }
    }
    if items.len() == before {
        items.push(around.item(place.to_owned(), Ok(Inbound::Ignored { field: word(field) })));
    }
}

fn read_list(place: &str, list: &Value, read: Reader, around: &Around, items: &mut Vec<InboundItem>) {
    match list.as_array() {
        Some(list) => items.extend(
            list.iter().enumerate().map(|(at, one)| around.item(format!("{place}[{at}]"), read(around, one))),
        ),
        None => {
            items.push(around.item(place.to_owned(), Err(format!("no list but {}", kind_of(Some(list))))));
        }
    }
}

fn read_error(_: &Around, value: &Value) -> Result<Inbound, String> {
    let error =
        ErrorObject::deserialize(value).map_err(|_| format!("no object but {}", kind_of(Some(value))))?;
    delivery_error(&error).map(Inbound::AccountError).ok_or_else(|| "an error without a code".to_owned())
}

/// An error of the wire in the desk's words; `None` without a code.
pub(super) fn delivery_error(error: &ErrorObject) -> Option<DeliveryError> {
    let code = error.code?;
    Some(DeliveryError {
        code: code.to_string(),
        reason: error.reason(),
        is_retryable: errors::class(code).retry.may_help(),
    })
}

/// A text or number as text, if not blank.
fn text(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A name from outside, short enough for logs and lists.
pub(super) fn word(name: &str) -> String {
    let word: String = name.chars().filter(|ch| !ch.is_control()).take(64).collect();
    if word.is_empty() { "unnamed".to_owned() } else { word }
}

pub(super) fn kind_of(value: Option<&Value>) -> &'static str {
    match value {
        None => "nothing",
        Some(Value::Null) => "null",
        Some(Value::Bool(_)) => "a truth value",
        Some(Value::Number(_)) => "a number",
        Some(Value::String(_)) => "a text",
        Some(Value::Array(_)) => "a list",
        Some(Value::Object(_)) => "an object",
    }
}
