//! Damaged payloads: never a panic, and what is whole is still read.

use std::sync::LazyLock;

use proptest::{collection::vec, prelude::*, sample::Index};
use serde_json::{Value, json};
use tresen_domain::message::{Inbound, InboundItem};
use tresen_whatsapp::inbound;

use crate::fixtures;

/// Anything that JSON can hold, small.
fn junk() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec(("(id|type|text|from|status|timestamp|body|errors)", inner), 0..4)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

static BODIES: LazyLock<Vec<Value>> =
    LazyLock::new(|| fixtures::all().into_iter().map(|fixture| fixture.body).collect());

/// All nodes below `value`, as JSON pointers.
fn places(value: &Value, here: &str, found: &mut Vec<String>) {
    found.push(here.to_owned());
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, one)| {
            places(one, &format!("{here}/{}", name.replace('~', "~0").replace('/', "~1")), found);
        }),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(at, one)| places(one, &format!("{here}/{at}"), found));
        }
        _ => {}
    }
}

fn change(messages: Vec<Value>) -> Value {
    json!({"field": "messages", "value": {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "15550001111", "phone_number_id": "1"},
        "messages": messages,
    }})
}

fn webhook(changes: Vec<Value>) -> Vec<u8> {
    json!({"object": "whatsapp_business_account", "entry": [{"id": "2", "changes": changes}]})
        .to_string()
        .into_bytes()
}

fn whole(at: usize) -> Value {
    json!({
        "from": "4915112345678", "id": format!("wamid.WHOLE{at}"), "timestamp": "1790000000",
        "type": "text", "text": {"body": format!("number {at}")},
    })
}

/// The texts' ids that were read, in order.
fn read_whole(items: &[InboundItem]) -> Vec<String> {
    items
        .iter()
        .filter_map(|item| match &item.inbound {
            Ok(Inbound::Message(message)) => Some(message.wamid.0.clone()),
            _ => None,
        })
        .filter(|id| id.starts_with("wamid.WHOLE"))
        .collect()
}

fn expected(count: usize) -> Vec<String> {
    (0..count).map(|at| format!("wamid.WHOLE{at}")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_cut_or_altered_body_never_panics(which in any::<Index>(), cut in any::<Index>(), bytes in vec((any::<Index>(), any::<u8>()), 0..4)) {
        let mut body = which.get(&BODIES).to_string().into_bytes();
        for (at, byte) in bytes {
            let at = at.index(body.len());
            body[at] = byte;
        }
        let _ = inbound::read(&body);
        let _ = inbound::read(&body[..cut.index(body.len())]);
    }

    #[test]
    fn any_bytes_never_panic(body in vec(any::<u8>(), 0..200)) {
        let _ = inbound::read(&body);
    }

    #[test]
    fn whole_elements_among_junk_are_all_read_in_order(junk in vec((0_usize..6, junk()), 0..6)) {
        let mut list: Vec<_> = (0..5).map(whole).collect();
        for (at, one) in junk {
            list.insert(at.min(list.len()), one);
        }
        let count = list.len();
        let items = inbound::read(&webhook(vec![change(list)])).unwrap();
        prop_assert_eq!(read_whole(&items), expected(5));
        prop_assert_eq!(items.len(), count, "one item for each element, whole or not");
    }

    #[test]
    fn a_part_of_any_payload_may_be_anything_and_its_neighbours_are_read(
        which in any::<Index>(), part in any::<Index>(), junk in junk(),
    ) {
        let Some(mut odd) = which.get(&BODIES).pointer("/entry/0/changes/0").cloned() else { return Ok(()) };
        let mut found = Vec::new();
        places(&odd, "", &mut found);
        if let Some(slot) = odd.pointer_mut(&found[part.index(found.len())]) {
            *slot = junk;
        }
        let items = inbound::read(&webhook(vec![change(vec![whole(0)]), odd, change(vec![whole(1)])])).unwrap();
        prop_assert_eq!(read_whole(&items), expected(2));
    }

    #[test]
    fn the_same_statuses_in_any_order_are_the_same_statuses(order in Just((0..8_usize).collect::<Vec<_>>()).prop_shuffle()) {
        let words = ["sent", "delivered", "read", "played", "failed"];
        let status = |at: usize| json!({
            "id": format!("wamid.{at}"), "status": words[at % words.len()], "timestamp": 1_790_000_000 + at, "recipient_id": "4915112345678",
        });
        let read = |list: Vec<Value>| {
            let change = json!({"field": "messages", "value": {"statuses": list}});
            let mut all: Vec<_> = inbound::read(&webhook(vec![change])).unwrap().iter().map(|item| format!("{:?}", item.inbound)).collect();
            all.sort();
            all
        };
        prop_assert_eq!(read(order.into_iter().map(status).collect()), read((0..8).map(status).collect()));
    }
}
