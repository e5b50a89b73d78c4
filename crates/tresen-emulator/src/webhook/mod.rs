//! Webhooks out: what waits, what is on its way, what came back.

pub(crate) mod dispatch;
mod envelope;
mod escape;
pub(crate) mod handshake;
mod post;
mod queue;
pub(crate) mod status;

use std::sync::Arc;

use bytes::Bytes;
use serde_json::Value;
use tokio::sync::Notify;

pub use queue::Counts;
pub(crate) use queue::Queue;

use crate::platform::Platform;

/// One thing the desk is told.
#[derive(Debug, Clone)]
pub(crate) struct Update {
    /// The number it concerns; its app's address and secret are looked up when it leaves.
    pub(crate) phone_number_id: String,
    /// Updates of one customer leave one after another unless the fault plan says otherwise.
    pub(crate) customer_id: Option<String>,
    pub(crate) part: Part,
    /// For the log, such as `status sent`.
    pub(crate) summary: String,
    /// A customer's message that counts as delivered once the desk has answered 200.
    pub(crate) own_wamid: Option<String>,
    /// Told after the first attempt.
    pub(crate) attempted: Option<Arc<Notify>>,
}

/// What it says.
#[derive(Debug, Clone)]
pub(crate) enum Part {
    Message {
        contact: Option<Value>,
        message: Value,
    },
    Status {
        contact: Option<Value>,
        status: Value,
    },
    /// A change of another field.
    Field {
        field: String,
        value: Value,
    },
    /// A whole body, sent as it is.
    Raw(Bytes),
}

impl Platform {
    /// Hands an update to the queue, as often and as late as the fault plan wants, at least `after` from now.
    ///
    /// Nothing happens when the number has no webhook address or its account is not subscribed.
    pub(crate) fn announce(&self, update: Update, after: std::time::Duration) {
        let is_wanted = {
            let numbers = self.numbers.lock();
            numbers.get(&update.phone_number_id).is_some_and(|number| {
                !number.setup.webhook_url.is_empty() && numbers.is_subscribed(&number.setup.waba_id)
            })
        };
        if !is_wanted {
            if let Some(waiting) = &update.attempted {
                waiting.notify_one();
            }
            return;
        }
        let waits = self.faults.lock().copies();
        for wait in waits {
            self.webhooks.push(update.clone(), after.saturating_add(wait));
        }
    }
}
