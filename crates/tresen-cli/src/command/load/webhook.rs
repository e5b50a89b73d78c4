//! Webhooks as the platform sends them: customers' texts and statuses in turn, each signed.

use std::time::{Duration, Instant};

use bytes::Bytes;
use serde_json::{Value, json};
use tresen_desk::SystemClock;
use tresen_domain::time::Clock;
use tresen_whatsapp::signature::{AppSecret, sign};

use super::Args;

/// Makes webhook number `n` of a run.
pub(super) struct Generator {
    secret: AppSecret,
    phone_number_id: String,
    waba_id: String,
    customers: u32,
    statuses: u32,
    /// Told apart from other runs.
    run: String,
    clock: SystemClock,
}

/// A signed body.
pub(super) struct Webhook {
    pub(super) body: Bytes,
    pub(super) signature: String,
    pub(super) is_message: bool,
}

impl Generator {
    pub(super) fn new(args: &Args, secret: &str) -> anyhow::Result<Self> {
        Ok(Self {
            secret: AppSecret::new(secret)?,
            phone_number_id: args.phone_number_id.clone(),
            waba_id: args.waba_id.clone(),
            customers: args.customers,
            statuses: args.statuses,
            run: format!("{:016x}", crate::demo::random_seed()?),
            clock: SystemClock::default(),
        })
    }

    /// The `n`th webhook: after each message as many statuses as asked for.
    pub(super) fn make(&self, n: u32) -> Webhook {
        let turn = n.checked_rem(self.statuses.saturating_add(1)).unwrap_or_default();
        let message = n.checked_div(self.statuses.saturating_add(1)).unwrap_or_default();
        let wa_id = format!("49155{:08}", message.checked_rem(self.customers).unwrap_or_default());
        let at = self.clock.now().as_seconds().to_string();
        let value = if turn == 0 {
            self.message(message, &wa_id, &at)
        } else {
            self.status(message, turn, &wa_id, &at)
        };
        let body = json!({
            "object": "whatsapp_business_account",
            "entry": [{ "id": self.waba_id, "changes": [{ "field": "messages", "value": value }] }],
        });
        let body = Bytes::from(body.to_string());
        let signature = sign(&self.secret, &body);
        Webhook { body, signature, is_message: turn == 0 }
    }

    fn message(&self, number: u32, wa_id: &str, at: &str) -> Value {
        json!({
            "messaging_product": "whatsapp",
            "metadata": self.metadata(),
            "contacts": [{ "profile": { "name": format!("Load {wa_id}") }, "wa_id": wa_id }],
            "messages": [{
                "from": wa_id,
                "id": format!("wamid.LOAD{}IN{number}", self.run),
                "timestamp": at,
                "type": "text",
                "text": { "body": format!("Nachricht {number}: Wann kommt meine Bestellung an?") },
            }],
        })
    }

    fn status(&self, message: u32, turn: u32, wa_id: &str, at: &str) -> Value {
        let state = match turn.checked_rem(3) {
            Some(1) => "sent",
            Some(2) => "delivered",
            _ => "read",
        };
        json!({
            "messaging_product": "whatsapp",
            "metadata": self.metadata(),
            "statuses": [{
                "id": format!("wamid.LOAD{}OUT{message}", self.run),
                "status": state,
                "timestamp": at,
                "recipient_id": wa_id,
            }],
        })
    }

    fn metadata(&self) -> Value {
        json!({ "display_phone_number": "4940000000", "phone_number_id": self.phone_number_id })
    }
}

/// When webhook number `n` is due.
pub(super) fn due(start: Instant, n: u32, per_second: u32) -> Instant {
    let wait =
        Duration::from_secs(1).checked_div(per_second).map_or(Duration::ZERO, |one| one.saturating_mul(n));
    start.checked_add(wait).unwrap_or(start)
}
