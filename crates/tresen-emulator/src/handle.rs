//! The emulator from within the same process: what the control API does, without HTTP.

use std::{sync::Arc, time::Duration};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tresen_domain::time::Timestamp;

use crate::{
    chat::{Author, ChatKey, ChatMessage, Progress},
    config::{CustomerSetup, NumberSetup},
    customer::{Customer, CustomerRefused},
    fault::{FaultPlan, Faults},
    outbox::Accepted,
    platform::Platform,
    say::{SayRefused, Saying},
    webhook::{Counts, Part, Update},
};

/// A cheap copyable grip on a running emulator.
#[derive(Clone)]
pub struct Handle {
    platform: Arc<Platform>,
    http: reqwest::Client,
}

/// A message from before the emulator started: stands in the chat and opens the window, but is not announced.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PastMessage {
    /// Its id at the platform, so that answers and reactions find it.
    pub wamid: String,
    /// Whether the customer wrote it.
    pub is_from_customer: bool,
    /// What it said.
    pub text: String,
    /// When.
    pub sent_at: Timestamp,
}

impl Handle {
    pub(crate) fn new(platform: Arc<Platform>, http: reqwest::Client) -> Self {
        Self { platform, http }
    }

    pub(crate) fn stop(&self) {
        self.platform.stopping.cancel();
    }

    /// Adds or changes a number. No handshake: see [`Handle::shake_hands`].
    pub fn put_number(&self, setup: NumberSetup) {
        self.platform.numbers.lock().put(setup);
        self.platform.webhooks.wake.notify_one();
        self.platform.tell(&json!({"type": "numbers"}));
    }

    /// The handshake of a number's webhook address; `None` when there is no such number or address.
    pub async fn shake_hands(&self, phone_number_id: &str) -> Option<Result<(), String>> {
        self.platform.shake_hands(&self.http, phone_number_id).await
    }

    /// Puts the templates of a business account, in the Graph API's form.
    pub fn put_templates(&self, waba_id: &str, templates: Vec<Value>) {
        self.platform.numbers.lock().put_templates(waba_id, templates);
    }

    /// Adds a customer.
    pub fn add_customer(&self, setup: CustomerSetup) -> Result<Customer, CustomerRefused> {
        let customer = self.platform.customers.lock().add(setup, &self.platform.tokens)?;
        self.platform.tell(&json!({"type": "customers"}));
        Ok(customer)
    }

    /// All customers by key.
    pub fn customers(&self) -> Vec<Customer> {
        self.platform.customers.lock().iter().cloned().collect()
    }

    /// The customer sends a message; its id. The webhook is queued, not yet delivered.
    pub fn say(&self, customer_id: &str, saying: &Saying) -> Result<String, SayRefused> {
        self.platform.say(customer_id, saying)
    }

    /// [`Handle::say`] for a plain text.
    pub fn say_text(
        &self,
        customer_id: &str,
        phone_number_id: &str,
        text: &str,
    ) -> Result<String, SayRefused> {
        let saying = Saying {
            phone_number_id: phone_number_id.to_owned(),
            kind: "text".to_owned(),
            text: Some(text.to_owned()),
            ..Saying::default()
        };
        self.say(customer_id, &saying)
    }

    /// The customer opens the chat: what arrived is read.
    pub fn read(&self, customer_id: &str, phone_number_id: &str) -> Result<(), SayRefused> {
        self.platform.read_chat(customer_id, phone_number_id)
    }

    /// Switches the phone on or off, and whether it reads at once; `None` leaves it.
    pub fn set_presence(
        &self,
        customer_id: &str,
        is_online: Option<bool>,
        reads_at_once: Option<bool>,
    ) -> Result<Customer, SayRefused> {
        self.platform.set_presence(customer_id, is_online, reads_at_once)
    }

    /// The chat as the customer's phone shows it, oldest first.
    pub fn chat(&self, customer_id: &str, phone_number_id: &str) -> Vec<ChatMessage> {
        let key = ChatKey::new(phone_number_id, customer_id);
        self.platform
            .chats
            .lock()
            .get(&key)
            .map(|chat| chat.messages.iter().cloned().collect())
            .unwrap_or_default()
    }

    /// Puts messages from earlier into a chat.
    pub fn remember(
        &self,
        customer_id: &str,
        phone_number_id: &str,
        past: Vec<PastMessage>,
    ) -> Result<(), SayRefused> {
        self.platform.customer(customer_id)?;
        self.platform.business(phone_number_id)?;
        let key = ChatKey::new(phone_number_id, customer_id);
        {
            let mut chats = self.platform.chats.lock();
            for one in past {
                if one.is_from_customer {
                    chats.open(&key).heard_customer(one.sent_at);
                }
                let message = ChatMessage {
                    wamid: one.wamid,
                    from: if one.is_from_customer { Author::Customer } else { Author::Business },
                    kind: "text".to_owned(),
                    text: Some(one.text),
                    media: None,
                    detail: Value::Null,
                    reply_to: None,
                    reactions: Vec::new(),
                    sent_at: one.sent_at,
                    state: Progress::Read,
                };
                chats.push(&key, message, self.platform.keep.messages_per_chat);
            }
        }
        self.platform.tell_chat(&key);
        Ok(())
    }

    /// The fault plan in force.
    pub fn faults(&self) -> FaultPlan {
        self.platform.faults.lock().plan().clone()
    }

    /// Puts a fault plan; its dice begin anew.
    pub fn set_faults(&self, plan: FaultPlan) {
        *self.platform.faults.lock() = Faults::new(plan);
        self.platform.webhooks.wake.notify_one();
        self.platform.tell(&json!({"type": "faults"}));
    }

    /// The emulator's time.
    pub fn now(&self) -> Timestamp {
        self.platform.now()
    }

    /// Moves time on, in whole seconds: windows close, files run out.
    pub fn advance(&self, by: Duration) {
        self.platform.advance(by);
    }

    /// Every accepted message, once.
    pub fn outbox(&self) -> Vec<Accepted> {
        self.platform.outbox.lock().iter().cloned().collect()
    }

    /// How the webhooks are doing.
    pub fn webhooks(&self) -> Counts {
        self.platform.webhooks.counts()
    }

    /// Signs and sends a body exactly as given, until it is answered with 200.
    pub fn send_raw(&self, phone_number_id: &str, body: impl Into<bytes::Bytes>) -> Result<(), SayRefused> {
        self.platform.business(phone_number_id)?;
        let update = Update {
            phone_number_id: phone_number_id.to_owned(),
            customer_id: None,
            part: Part::Raw(body.into()),
            summary: "raw".to_owned(),
            own_wamid: None,
            attempted: None,
        };
        self.platform.announce(update, Duration::ZERO);
        Ok(())
    }

    /// Waits until no webhook is pending. Does not return while webhooks are held or the desk is away.
    pub async fn flush(&self) {
        self.platform.webhooks.drained().await;
    }
}
