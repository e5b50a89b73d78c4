//! Webhooks as Meta sends them: three reports on each message of ours, and 3 customers' messages to 10 of ours.

use bytes::Bytes;
use serde_json::{Value, json};
use tresen_whatsapp::signature::{AppSecret, SIGNATURE_HEADER, sign};

use crate::load::post;

/// Secret of the benchmark's app.
pub(crate) const SECRET: &str = "benchmark-secret";
/// Its number.
pub(crate) const NUMBER: &str = "100000000000001";
/// Its account.
pub(crate) const ACCOUNT: &str = "200000000000001";
/// Seconds since 1970 at which customers wrote.
pub(crate) const SENT_AT: i64 = 1_795_000_000;

/// A signed request with one change.
pub(crate) fn request(mut value: Value) -> anyhow::Result<Bytes> {
    let metadata = json!({ "display_phone_number": "15550001111", "phone_number_id": NUMBER });
    if let Some(value) = value.as_object_mut() {
        value.insert("messaging_product".to_owned(), json!("whatsapp"));
        value.insert("metadata".to_owned(), metadata);
    }
    let body = json!({
        "object": "whatsapp_business_account",
        "entry": [{ "id": ACCOUNT, "changes": [{ "field": "messages", "value": value }] }],
    });
    let body = serde_json::to_vec(&body)?;
    let signature = sign(&AppSecret::new(SECRET)?, &body);
    Ok(post("/webhooks/whatsapp/main", &[(SIGNATURE_HEADER, &signature)], &body))
}

/// A report on message `of`.
pub(crate) fn status(of: usize, state: &str, customers: usize) -> Value {
    let person = of % customers.max(1);
    json!({
        "contacts": [{ "wa_id": phone(person), "user_id": bsuid(person) }],
        "statuses": [{
            "id": out_wamid(of), "status": state, "timestamp": SENT_AT.to_string(),
            "recipient_id": phone(person), "recipient_user_id": bsuid(person),
            "pricing": { "billable": false, "pricing_model": "PMP", "type": "free_customer_service", "category": "service" },
        }],
    })
}

/// A customer's text.
pub(crate) fn text(wamid: &str, person: usize, sent_at: i64) -> Value {
    json!({
        "contacts": [{ "profile": { "name": format!("Kundin {person}") }, "wa_id": phone(person), "user_id": bsuid(person) }],
        "messages": [{
            "from": phone(person), "from_user_id": bsuid(person), "id": wamid, "timestamp": sent_at.to_string(),
            "type": "text", "text": { "body": "Guten Tag, wo bleibt meine Bestellung? Sie sollte gestern kommen." },
        }],
    })
}

/// The mix of one busy number: `count` requests in all. Also how many messages of ours and of customers it names.
pub(crate) fn mix(count: usize, customers: usize) -> anyhow::Result<(Vec<Bytes>, usize, usize)> {
    let ours = count * 10 / 33;
    let theirs = count.saturating_sub(ours * 3);
    let mut all = Vec::with_capacity(count);
    for (round, state) in ["sent", "delivered", "read"].into_iter().enumerate() {
        for of in 0..ours {
            all.push((of + round * 40, request(status(of, state, customers))?));
        }
    }
    for number in 0..theirs {
        all.push((
            number * 10 / 3,
            request(text(&format!("wamid.in.{number}"), number % customers.max(1), SENT_AT))?,
        ));
    }
    // Reports on a message follow each other closely, mixed with those on others.
    all.sort_by_key(|(turn, _)| *turn);
    Ok((all.into_iter().map(|(_, request)| request).collect(), ours, theirs))
}

/// The id of our message number `of`.
pub(crate) fn out_wamid(of: usize) -> String {
    format!("wamid.out.{of}")
}

/// A customer's number.
pub(crate) fn phone(person: usize) -> String {
    format!("4915{person:09}")
}

/// A customer's business-scoped id.
pub(crate) fn bsuid(person: usize) -> String {
    format!("DE.{person:012}")
}
