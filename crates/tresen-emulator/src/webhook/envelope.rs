//! Envelopes: one body for the updates that travel together.

use serde_json::{Value, json};
use tresen_whatsapp::wire::envelope::{Change, Entry, Envelope, MESSAGES, OBJECT};

use super::{Part, Update};
use crate::fault::Faults;

/// What an update needs from its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Route {
    pub(crate) url: String,
    pub(crate) secret: String,
    pub(crate) waba_id: String,
    pub(crate) display_phone_number: String,
}

/// The JSON for updates of one app, in their order. Neighbours of one number sometimes share a `value`.
pub(crate) fn envelope(updates: &[(Route, &Update)], faults: &mut Faults) -> Value {
    let mut entries: Vec<Entry> = Vec::new();
    let mut last_number: Option<&str> = None;
    for (route, update) in updates {
        let has_same_entry = entries.last().is_some_and(|entry| entry.id == route.waba_id);
        if !has_same_entry {
            entries.push(Entry { id: route.waba_id.clone(), time: None, changes: Vec::new() });
            last_number = None;
        }
        let Some(entry) = entries.last_mut() else { continue };
        let change = change(route, update, faults);
        let is_neighbour = last_number == Some(update.phone_number_id.as_str());
        match entry.changes.last_mut() {
            Some(before) if is_neighbour && may_share(before, &change) && faults.joins_neighbours() => {
                merge(&mut before.value, &change.value);
            }
            _ => entry.changes.push(change),
        }
        last_number = Some(&update.phone_number_id);
    }
    let envelope = Envelope { object: OBJECT.to_owned(), entry: entries };
    let mut printed = serde_json::to_value(envelope).unwrap_or(Value::Null);
    if faults.adds_fields() {
        add_unknown(&mut printed);
        add_unknown(printed.pointer_mut("/entry/0").unwrap_or(&mut Value::Null));
    }
    printed
}

fn change(route: &Route, update: &Update, faults: &mut Faults) -> Change {
    let mut value = json!({
        "messaging_product": "whatsapp",
        "metadata": {
            "display_phone_number": route.display_phone_number,
            "phone_number_id": update.phone_number_id,
        },
    });
    let (list, item, contact) = match &update.part {
        Part::Message { contact, message } => ("messages", message, contact),
        Part::Status { contact, status } => ("statuses", status, contact),
        Part::Field { field, value } => return Change { field: field.clone(), value: value.clone() },
        Part::Raw(_) => return Change::default(),
    };
    let mut item = item.clone();
    if faults.adds_fields() {
        add_unknown(&mut item);
        add_unknown(&mut value);
    }
    if let Some(fields) = value.as_object_mut() {
        if let Some(contact) = contact {
            fields.insert("contacts".to_owned(), json!([contact]));
        }
        fields.insert(list.to_owned(), json!([item]));
    }
    Change { field: MESSAGES.to_owned(), value }
}

fn may_share(before: &Change, next: &Change) -> bool {
    let kind = |change: &Change| change.value.get("messages").is_some();
    before.field == MESSAGES && next.field == MESSAGES && kind(before) == kind(next)
}

/// Puts the next value's lists behind those of the one before; a contact stands once.
fn merge(into: &mut Value, next: &Value) {
    for list in ["contacts", "messages", "statuses"] {
        let Some(more) = next.get(list).and_then(Value::as_array) else { continue };
        let Some(fields) = into.as_object_mut() else { continue };
        let held = fields.entry(list).or_insert_with(|| json!([]));
        let Some(held) = held.as_array_mut() else { continue };
        for item in more {
            if list != "contacts" || !held.contains(item) {
                held.push(item.clone());
            }
        }
    }
}

/// Keys nobody has heard of, with every kind of JSON value.
fn add_unknown(into: &mut Value) {
    if let Some(fields) = into.as_object_mut() {
        fields.insert(
            "zz_new_field".to_owned(),
            json!({"list": [1, null, "ü", {"deep": true}], "number": 1.5}),
        );
        fields.insert("zz_new_flag".to_owned(), json!(false));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{dice::Chance, fault::FaultPlan};

    fn route(waba_id: &str) -> Route {
        Route {
            url: "http://desk".into(),
            secret: "s".into(),
            waba_id: waba_id.into(),
            display_phone_number: "49".into(),
        }
    }

    fn message(number: &str, wamid: &str) -> Update {
        Update {
            phone_number_id: number.into(),
            customer_id: None,
            part: Part::Message { contact: Some(json!({"wa_id": "1"})), message: json!({"id": wamid}) },
            summary: String::new(),
            own_wamid: None,
            attempted: None,
        }
    }

    fn ids(envelope: &Value) -> Vec<String> {
        let mut ids = Vec::new();
        for entry in envelope["entry"].as_array().unwrap() {
            for change in entry["changes"].as_array().unwrap() {
                for message in change["value"]["messages"].as_array().unwrap() {
                    ids.push(message["id"].as_str().unwrap().to_owned());
                }
            }
        }
        ids
    }

    #[test]
    fn a_batch_keeps_every_update_in_order_over_accounts_and_numbers() {
        let updates: Vec<_> =
            [("w1", "n1"), ("w1", "n1"), ("w1", "n1"), ("w1", "n2"), ("w2", "n3"), ("w1", "n1")]
                .iter()
                .zip('a'..)
                .map(|((waba, number), wamid)| (route(waba), message(number, &wamid.to_string())))
                .collect();
        let borrowed: Vec<_> = updates.iter().map(|(route, update)| (route.clone(), update)).collect();
        for seed in 0..20 {
            let plan = FaultPlan { seed, unknown_fields: Chance::new(0.5), ..FaultPlan::default() };
            let envelope = envelope(&borrowed, &mut Faults::new(plan));
            assert_eq!(ids(&envelope).concat(), "abcdef");
            assert_eq!(envelope["entry"].as_array().unwrap().len(), 3);
        }
    }
}
