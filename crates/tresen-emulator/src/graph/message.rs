//! `POST /{phone number id}/messages`: accepted or refused, and what follows.

use std::{sync::Arc, time::Duration};

use axum::{
    Json,
    body::Bytes,
    extract::{ConnectInfo, Path, State},
};
use serde_json::{Value, json};
use tokio::sync::Notify;
use tresen_domain::{identity::Bsuid, phone::PhoneNumber};
use tresen_whatsapp::wire::outbound::OutboundMessage;

use super::{
    access::Access,
    check::{self, Checked, Content},
    error::Failure,
    receipt,
};
use crate::{
    chat::{Author, ChatKey, ChatMessage, Progress},
    config::NumberSetup,
    customer::Customer,
    outbox::{Accepted, Price, Receipt},
    platform::Platform,
    server::Caller,
};

/// Longest wait for the status that is to come before the answer.
const PATIENCE: Duration = Duration::from_secs(5);

pub(crate) async fn send(
    State(platform): State<Arc<Platform>>,
    ConnectInfo(caller): ConnectInfo<Caller>,
    access: Access,
    Path((_version, phone_number_id)): Path<(String, String)>,
    body: Bytes,
) -> Result<Json<Value>, Failure> {
    let number = access.number(&phone_number_id)?;
    let body: Value =
        serde_json::from_slice(&body).map_err(|error| Failure::invalid(format!("Invalid JSON: {error}")))?;
    if body.get("status").is_some() {
        return receipt::mark_read(&platform, &phone_number_id, &body).map(Json);
    }
    let request: OutboundMessage =
        serde_json::from_value(body.clone()).map_err(|error| Failure::invalid(error.to_string()))?;
    let checked = check::message(&platform, &number, &request)?;
    let address = Address::of(&platform, &number, &request)?;
    let accepted = accept(&platform, &number, &body, request, checked, &address)?;
    if platform.faults.lock().drops_answer() {
        caller.hang_up();
    }
    if let Some(first_status) = accepted.first_status {
        // Too long a wait only means that the answer comes first after all.
        let _in_time = tokio::time::timeout(PATIENCE, first_status.notified()).await;
    }
    Ok(Json(accepted.answer))
}

/// Whom a request means.
struct Address {
    /// As written.
    input: String,
    is_bsuid: bool,
    /// Digits, for phones.
    digits: Option<String>,
    customer: Option<Customer>,
}

impl Address {
    fn of(platform: &Platform, number: &NumberSetup, request: &OutboundMessage) -> Result<Self, Failure> {
        let customers = platform.customers.lock();
        let found = match (&request.to, &request.recipient) {
            (Some(to), _) => {
                let digits: String = to.chars().filter(char::is_ascii_digit).collect();
                if digits.is_empty() {
                    return Err(Failure::value("Parameter 'to' is not a valid phone number"));
                }
                let customer = customers.by_phone(&digits).cloned();
                Self { input: to.clone(), is_bsuid: false, digits: Some(digits), customer }
            }
            (None, Some(recipient)) => {
                if Bsuid::parse(recipient).is_err() {
                    return Err(Failure::value(
                        "Parameter 'recipient' is not a valid business-scoped user id",
                    ));
                }
                let customer = customers.by_bsuid(recipient).cloned();
                Self { input: recipient.clone(), is_bsuid: true, digits: None, customer }
            }
            (None, None) => return Err(Failure::missing("to")),
        };
        drop(customers);
        let own: String = number.display_phone_number.chars().filter(char::is_ascii_digit).collect();
        if found.digits.as_deref() == Some(own.as_str()) {
            return Err(Failure::new(131_021, "Sender and recipient are the same phone number"));
        }
        let is_allowed = number.allowed_recipients.as_ref().is_none_or(|allowed| {
            let same = |one: &String| {
                PhoneNumber::parse(one).is_ok_and(|one| Some(one.digits()) == found.digits.as_deref())
            };
            allowed.iter().any(same)
        });
        if is_allowed {
            Ok(found)
        } else {
            Err(Failure::new(131_030, "Recipient phone number not in allowed list"))
        }
    }
}

struct Outcome {
    answer: Value,
    first_status: Option<Arc<Notify>>,
}

/// Applies limits and the window, keeps the message, and starts its statuses.
fn accept(
    platform: &Platform,
    number: &NumberSetup,
    body: &Value,
    request: OutboundMessage,
    checked: Checked,
    address: &Address,
) -> Result<Outcome, Failure> {
    let now = platform.now();
    let customer_id = address.customer.as_ref().map(|customer| customer.id.clone());
    let key = customer_id.as_deref().map(|id| ChatKey::new(&number.phone_number_id, id));
    let failure = failure(platform, &checked, key.as_ref());
    if let (Some(failure), true) = (&failure, platform.faults.lock().plan().errors_at_once) {
        return Err(failure.clone());
    }
    limits(platform, number, key.as_ref())?;
    let peer = address.customer.as_ref().map(Customer::peer).or_else(|| address.digits.clone());
    let wamid = platform.tokens.wamid(&peer.unwrap_or_default(), true);
    let receipt = Receipt {
        phone_number_id: number.phone_number_id.clone(),
        customer_id: customer_id.clone().unwrap_or_default(),
        addressed: address.digits.clone().unwrap_or_else(|| address.input.clone()),
        is_to_bsuid: address.is_bsuid,
        phone: address.customer.as_ref().map_or_else(|| address.digits.clone(), |one| one.phone.clone()),
        callback_data: request.biz_opaque_callback_data.clone(),
        price: price(platform, number, &checked),
        has_told_price: false,
    };
    let accepted = Accepted {
        wamid: wamid.clone(),
        phone_number_id: number.phone_number_id.clone(),
        customer_id,
        recipient: address.input.clone(),
        kind: checked.kind.clone(),
        biz_opaque_callback_data: request.biz_opaque_callback_data,
        body: body.clone(),
        accepted_at: now,
        error: failure.as_ref().map(|failure| failure.code),
    };
    platform.outbox.lock().push(accepted, receipt.clone(), platform.keep.outbox);
    let answer = answer(address, &wamid, &checked);
    let first_status = match (failure, key, &address.customer) {
        (None, Some(key), Some(customer)) => deliver(platform, &key, customer, &wamid, checked),
        (failure, ..) => {
            let failure = failure.unwrap_or_else(|| Failure::new(131_026, "Message Undeliverable."));
            platform.report_failed(&wamid, &receipt, &failure);
            None
        }
    };
    Ok(Outcome { answer, first_status })
}

/// What the platform finds out only after accepting.
fn failure(platform: &Platform, checked: &Checked, key: Option<&ChatKey>) -> Option<Failure> {
    let Some(key) = key else {
        return Some(Failure::new(131_026, "Message Undeliverable."));
    };
    let is_open = platform.chats.lock().get(key).is_some_and(|chat| chat.is_open(platform.now()));
    if !checked.is_template && !is_open {
        return Some(Failure::new(
            131_047,
            "Message failed to send because more than 24 hours have passed since the customer last replied to \
             this number.",
        ));
    }
    if let Content::Reaction { message_id, .. } = &checked.content
        && platform.chats.lock().place(message_id) != Some(key)
    {
        return Some(Failure::value("The message reacted to does not exist in this chat"));
    }
    checked.late_failure.clone()
}

fn limits(platform: &Platform, number: &NumberSetup, key: Option<&ChatKey>) -> Result<(), Failure> {
    let now = platform.now();
    let per_second = platform.limits.per_second;
    let is_slow_enough = {
        let mut numbers = platform.numbers.lock();
        numbers.get_mut(&number.phone_number_id).is_none_or(|number| number.may_send(per_second, now))
    };
    if !is_slow_enough {
        return Err(Failure::new(130_429, "Cloud API message throughput has been reached."));
    }
    let Some(key) = key.filter(|_| platform.limits.has_pair_limit) else { return Ok(()) };
    if platform.chats.lock().open(key).may_send(now) {
        Ok(())
    } else {
        Err(Failure::new(
            131_056,
            "Message failed to send because there were too many messages sent from this phone number to the same \
             phone number in a short period of time.",
        ))
    }
}

fn price(platform: &Platform, number: &NumberSetup, checked: &Checked) -> Price {
    if let Some(category) = &checked.category {
        return Price { is_billable: true, category: category.to_lowercase() };
    }
    let now = platform.now();
    let is_free =
        platform.numbers.lock().get_mut(&number.phone_number_id).is_none_or(|number| number.counts_free(now));
    Price { is_billable: !is_free, category: "service".to_owned() }
}

/// The message reaches the phone, or waits for it to be switched on.
fn deliver(
    platform: &Platform,
    key: &ChatKey,
    customer: &Customer,
    wamid: &str,
    checked: Checked,
) -> Option<Arc<Notify>> {
    let is_awaited = platform.faults.lock().answers_after_status();
    let (media, detail, text) = match checked.content {
        Content::Reaction { message_id, emoji } => {
            platform.chats.lock().open(key).react(&message_id, Author::Business, &emoji);
            platform.tell_chat(key);
            return platform.report(wamid, &[Progress::Sent], is_awaited);
        }
        Content::Message { text, media, detail } => (media, detail, text),
    };
    let states: &[Progress] = match (customer.is_online, customer.reads_at_once) {
        (false, _) => &[Progress::Sent],
        (true, false) => &[Progress::Sent, Progress::Delivered],
        (true, true) => &[Progress::Sent, Progress::Delivered, Progress::Read],
    };
    let message = ChatMessage {
        wamid: wamid.to_owned(),
        from: Author::Business,
        kind: checked.kind,
        text,
        media,
        detail,
        reply_to: checked.reply_to,
        reactions: Vec::new(),
        sent_at: platform.now(),
        state: states.last().copied().unwrap_or(Progress::Sent),
    };
    {
        let mut chats = platform.chats.lock();
        chats.push(key, message, platform.keep.messages_per_chat);
        chats.open(key).typing_until = None;
    }
    let awaited = platform.report(wamid, states, is_awaited);
    platform.tell_chat(key);
    awaited
}

fn answer(address: &Address, wamid: &str, checked: &Checked) -> Value {
    let contact = if address.is_bsuid {
        json!({"input": address.input, "user_id": address.input})
    } else {
        let known = address.customer.as_ref().and_then(|customer| customer.phone.clone());
        json!({"input": address.input, "wa_id": known.or_else(|| address.digits.clone())})
    };
    let mut message = json!({"id": wamid});
    if let (true, Some(fields)) = (checked.is_template, message.as_object_mut()) {
        fields.insert("message_status".to_owned(), json!("accepted"));
    }
    json!({"messaging_product": "whatsapp", "contacts": [contact], "messages": [message]})
}
