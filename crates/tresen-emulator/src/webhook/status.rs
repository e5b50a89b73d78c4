//! Statuses of the business's messages: sent, delivered, read, played, failed, with prices.

use std::{sync::Arc, time::Duration};

use serde_json::{Value, json};
use tokio::sync::Notify;
use tresen_whatsapp::wire::{
    List, UnixTime,
    error::{ErrorData, ErrorObject},
    status::Status,
};

use super::{Part, Update};
use crate::{
    chat::Progress,
    customer::Customer,
    graph::error::Failure,
    outbox::{Price, Receipt},
    platform::Platform,
    say,
};

impl Platform {
    /// Reports the next states of a message, each a step after the one before; returns who waits for the
    /// first of them.
    pub(crate) fn report(&self, wamid: &str, states: &[Progress], is_awaited: bool) -> Option<Arc<Notify>> {
        let receipt = self.outbox.lock().receipt(wamid)?.clone();
        let customer = self.customers.lock().get(&receipt.customer_id).cloned()?;
        let awaited = is_awaited.then(|| Arc::new(Notify::new()));
        let mut after = Duration::ZERO;
        for (at, state) in states.iter().enumerate() {
            if at > 0 {
                after = after.saturating_add(self.faults.lock().status_step());
            }
            let has_price = match state {
                Progress::Sent => true,
                Progress::Delivered | Progress::Read => self.outbox.lock().takes_price(wamid),
                Progress::Played | Progress::Failed => false,
            };
            let status = status(self, &receipt, &customer, wamid, *state, has_price);
            let shows_username = *state > Progress::Sent;
            let update = Update {
                phone_number_id: receipt.phone_number_id.clone(),
                customer_id: Some(customer.id.clone()),
                part: Part::Status {
                    contact: Some(say::wire::status_contact(&customer, shows_username)),
                    status,
                },
                summary: format!("status {}", word(*state)),
                own_wamid: None,
                attempted: awaited.clone().filter(|_| at == 0),
            };
            self.announce(update, after);
        }
        self.add_unknown_status(wamid, &receipt);
        awaited
    }

    /// Reports that a message was refused after all. `customer` is `None` for a number nobody has.
    pub(crate) fn report_failed(&self, wamid: &str, receipt: &Receipt, failure: &Failure) {
        let error = ErrorObject {
            code: Some(i64::from(failure.code)),
            title: Some(failure.title().to_owned()),
            message: Some(failure.title().to_owned()),
            error_data: Some(ErrorData { messaging_product: None, details: Some(failure.details.clone()) }),
            href: Some("/documentation/business-messaging/whatsapp/support/error-codes".to_owned()),
        };
        let is_bsuid = receipt.is_to_bsuid;
        let status = Status {
            id: Some(wamid.to_owned()),
            status: Some("failed".to_owned()),
            timestamp: Some(UnixTime(self.now())),
            recipient_id: receipt.phone.clone().filter(|_| !is_bsuid),
            recipient_user_id: Some(receipt.addressed.clone()).filter(|_| is_bsuid),
            biz_opaque_callback_data: receipt.callback_data.clone(),
            errors: Some(List(vec![error])),
            ..Status::default()
        };
        let update = Update {
            phone_number_id: receipt.phone_number_id.clone(),
            customer_id: Some(receipt.customer_id.clone()).filter(|id| !id.is_empty()),
            part: Part::Status { contact: None, status: serde_json::to_value(status).unwrap_or(Value::Null) },
            summary: format!("status failed {}", failure.code),
            own_wamid: None,
            attempted: None,
        };
        let after = self.faults.lock().status_step();
        self.announce(update, after);
    }

    /// With the plan's chance: a status word and a webhook field that nobody has heard of.
    fn add_unknown_status(&self, wamid: &str, receipt: &Receipt) {
        if !self.faults.lock().adds_types() {
            return;
        }
        let seconds = self.now().as_seconds().to_string();
        let parts = [
            Part::Status {
                contact: None,
                status: json!({"id": wamid, "status": "teleported", "timestamp": seconds}),
            },
            Part::Field {
                field: "brand_new_field".to_owned(),
                value: json!({"event": "UNHEARD_OF", "list": [1]}),
            },
        ];
        for part in parts {
            let update = Update {
                phone_number_id: receipt.phone_number_id.clone(),
                customer_id: Some(receipt.customer_id.clone()),
                part,
                summary: "unknown type".to_owned(),
                own_wamid: None,
                attempted: None,
            };
            self.announce(update, Duration::ZERO);
        }
    }
}

fn status(
    platform: &Platform,
    receipt: &Receipt,
    customer: &Customer,
    wamid: &str,
    state: Progress,
    has_price: bool,
) -> Value {
    let status = Status {
        id: Some(wamid.to_owned()),
        status: Some(word(state).to_owned()),
        timestamp: Some(UnixTime(platform.now())),
        recipient_id: customer.phone.clone(),
        recipient_user_id: Some(customer.bsuid.clone()),
        biz_opaque_callback_data: receipt.callback_data.clone(),
        pricing: has_price.then(|| pricing(&receipt.price)),
        ..Status::default()
    };
    serde_json::to_value(status).unwrap_or(Value::Null)
}

/// Source: Meta "Status messages webhook reference", seen 2026-09-14.
fn pricing(price: &Price) -> Value {
    let kind = if price.is_billable { "regular" } else { "free_customer_service" };
    json!({
        "billable": price.is_billable, "pricing_model": "PMP", "type": kind, "category": price.category,
    })
}

/// The platform's word.
fn word(state: Progress) -> &'static str {
    match state {
        Progress::Sent => "sent",
        Progress::Delivered => "delivered",
        Progress::Read => "read",
        Progress::Played => "played",
        Progress::Failed => "failed",
    }
}
