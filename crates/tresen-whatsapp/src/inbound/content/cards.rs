//! Contact cards.

use serde_json::{Value, json};
use tresen_domain::message::{InboundBody, MessageKind};

use super::{super::sender::not_blank, object, shown};
use crate::wire::{List, message::Card};

/// Cards with what a desk needs of them: name, numbers, addresses; previewed by their names.
pub(super) fn body(cards: &List<Card>) -> Option<InboundBody> {
    if cards.0.is_empty() {
        return None;
    }
    let names: Vec<_> =
        cards.0.iter().filter_map(|card| name(card).or_else(|| numbers(card).into_iter().next())).collect();
    let is_answer = cards.0.iter().any(|card| card.origin.as_deref() == Some("contact_request"));
    let all: Vec<_> = cards.0.iter().filter_map(detail).collect();
    let detail = json!({ "contacts": all, "is_answer_to_request": is_answer.then_some(true) });
    Some(shown(MessageKind::Contacts, Some(names.join(", ")), None, object(detail)))
}

fn detail(card: &Card) -> Option<Value> {
    let emails: Vec<_> = card
        .emails
        .iter()
        .flat_map(|all| &all.0)
        .filter_map(|one| one.email.as_deref().and_then(not_blank))
        .collect();
    object(json!({
        "name": name(card),
        "phones": numbers(card),
        "emails": (!emails.is_empty()).then_some(emails),
        "organization": card.org.as_ref().and_then(|org| org.company.as_deref()).and_then(not_blank),
    }))
}

fn name(card: &Card) -> Option<String> {
    let name = card.name.as_ref()?;
    let whole = || {
        let parts = [&name.first_name, &name.last_name];
        not_blank(&parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(" "))
    };
    name.formatted_name.as_deref().and_then(not_blank).or_else(whole)
}

/// As their owner wrote them; digits where only WhatsApp's own writing is there.
fn numbers(card: &Card) -> Vec<String> {
    card.phones
        .iter()
        .flat_map(|all| &all.0)
        .filter_map(|one| {
            let digits = || one.wa_id.as_deref().and_then(not_blank).map(|digits| format!("+{digits}"));
            one.phone.as_deref().and_then(not_blank).or_else(digits)
        })
        .collect()
}
