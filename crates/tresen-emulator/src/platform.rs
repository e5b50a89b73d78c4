//! The platform: every concern of the emulator's state, each behind its own lock.

use std::{sync::Arc, time::Duration};

use serde_json::{Value, json};
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;
use tresen_domain::time::Timestamp;

use crate::{
    chat::{ChatKey, Chats},
    clock::VirtualClock,
    config::{Config, Keep, Limits},
    customer::Customers,
    fault::Faults,
    locked::Locked,
    media::MediaShelf,
    number::Numbers,
    outbox::Outbox,
    token::Tokens,
    webhook::Queue,
};

/// Phones that may lag behind this many events before they have to read everything anew.
const EVENTS_HELD: usize = 1_024;

/// All of it. Locks are taken one after another, in the order of the fields, and never across an await.
pub(crate) struct Platform {
    pub(crate) clock: VirtualClock,
    pub(crate) tokens: Tokens,
    pub(crate) faults: Locked<Faults>,
    pub(crate) numbers: Locked<Numbers>,
    pub(crate) customers: Locked<Customers>,
    pub(crate) chats: Locked<Chats>,
    pub(crate) media: Locked<MediaShelf>,
    pub(crate) outbox: Locked<Outbox>,
    pub(crate) webhooks: Queue,
    pub(crate) events: broadcast::Sender<Arc<str>>,
    pub(crate) limits: Limits,
    pub(crate) keep: Keep,
    pub(crate) embedding_origin: Option<String>,
    pub(crate) stopping: CancellationToken,
}

impl Platform {
    pub(crate) fn new(config: &Config) -> Self {
        let clock = VirtualClock::new(Arc::clone(&config.clock));
        let mut numbers = Numbers::default();
        for number in &config.numbers {
            numbers.put(number.clone());
        }
        Self {
            tokens: Tokens::new(config.seed, clock.now().as_micros()),
            clock,
            faults: Locked::new(Faults::new(config.faults.clone())),
            numbers: Locked::new(numbers),
            customers: Locked::default(),
            chats: Locked::default(),
            media: Locked::default(),
            outbox: Locked::default(),
            webhooks: Queue::new(config.retry, config.keep, config.parallel_webhooks),
            events: broadcast::channel(EVENTS_HELD).0,
            limits: config.limits,
            keep: config.keep,
            embedding_origin: config.embedding_origin.clone(),
            stopping: CancellationToken::new(),
        }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Moves time on: windows close, files and addresses run out.
    pub(crate) fn advance(&self, by: Duration) {
        self.clock.advance(by);
        self.tell(&json!({"type": "clock", "now_at": self.now()}));
    }

    /// Tells the phones that something is new. Nobody listening is fine.
    pub(crate) fn tell(&self, event: &Value) {
        if self.events.receiver_count() > 0 {
            let _nobody_listens = self.events.send(Arc::from(event.to_string()));
        }
    }

    /// Tells the phones that a chat changed.
    pub(crate) fn tell_chat(&self, key: &ChatKey) {
        self.tell(&json!({
            "type": "chat", "customer_id": key.customer_id, "phone_number_id": key.phone_number_id,
        }));
    }
}
