//! Changes of a person that the platform tells of. Source: Meta "System messages webhook reference", seen 2026-08-11.

use serde_json::{Value, json};
use tresen_domain::{
    identity::Sender,
    message::{InboundBody, MessageKind},
};

use super::{
    content::{object, shown},
    sender::{bsuid, phone},
};
use crate::wire::message::{Message, System};

/// What a `system` message says: a new number or id, or words to show.
pub(super) fn body(message: &Message, system: &System) -> InboundBody {
    let text = system.body.clone().unwrap_or_default();
    let kind = system.kind.as_deref().unwrap_or("");
    let change = match kind {
        "user_changed_number" | "customer_changed_number" => changed_number(message, system, &text),
        "user_changed_user_id" => changed_id(message, system, &text),
        _ => None,
    };
    match change {
        Some((before, after)) => InboundBody::IdentityChange { before, after, text },
        None => shown(MessageKind::System, Some(text), None, detail(kind, system)),
    }
}

fn detail(kind: &str, system: &System) -> Option<Value> {
    let identity = system.identity.as_ref().filter(|value| value.is_object());
    object(json!({
        "type": kind,
        "acknowledged": identity.and_then(|one| one.get("acknowledged")),
        "identity_key_hash": identity.and_then(|one| one.get("hash")),
    }))
}

/// Before: number in `from`. After: `wa_id`. Either may stand in the words only.
fn changed_number(message: &Message, system: &System, text: &str) -> Option<(Sender, Sender)> {
    let mut told = text.split_whitespace().filter_map(|part| phone(trimmed(part)));
    let (told_old, told_new) = (told.next(), told.next());
    let before = Sender {
        phone: message.from.as_deref().and_then(phone).or(told_old),
        bsuid: first_id([&system.previous_user_id, &message.from_user_id]),
        parent_bsuid: first_id([&system.previous_parent_user_id, &message.from_parent_user_id]),
        ..Sender::default()
    };
    let after = Sender {
        phone: system.wa_id.as_deref().or(system.new_wa_id.as_deref()).and_then(phone).or(told_new),
        bsuid: first_id([&system.user_id, &None]),
        parent_bsuid: first_id([&system.parent_user_id, &None]),
        ..Sender::default()
    };
    both_known(before, after)
}

/// Old and new id; the words hold both where `previous_user_id` is missing.
fn changed_id(message: &Message, system: &System, text: &str) -> Option<(Sender, Sender)> {
    let mut told = text.split_whitespace().filter_map(|part| bsuid(trimmed(part)));
    let told_old = told.next();
    let before = Sender {
        phone: message.from.as_deref().and_then(phone),
        bsuid: first_id([&system.previous_user_id, &None]).or(told_old),
        parent_bsuid: first_id([&system.previous_parent_user_id, &None]),
        ..Sender::default()
    };
    let after = Sender {
        phone: system.wa_id.as_deref().and_then(phone),
        bsuid: first_id([&system.user_id, &message.from_user_id]),
        parent_bsuid: first_id([&system.parent_user_id, &None]),
        ..Sender::default()
    };
    both_known(before, after)
}

fn both_known(before: Sender, after: Sender) -> Option<(Sender, Sender)> {
    (!before.is_unknown() && !after.is_unknown() && before != after).then_some((before, after))
}

fn first_id(texts: [&Option<String>; 2]) -> Option<tresen_domain::identity::Bsuid> {
    texts.into_iter().flatten().find_map(|text| bsuid(text))
}

/// A word of a sentence without what stands around it.
fn trimmed(part: &str) -> &str {
    part.trim_matches(|ch: char| !ch.is_alphanumeric())
}
