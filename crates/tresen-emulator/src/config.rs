//! What an emulator starts with.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tresen_domain::time::Clock;

use crate::fault::FaultPlan;

/// How an emulator starts. Everything but the address and the clock has a sensible default.
#[derive(Clone)]
pub struct Config {
    /// Where it listens; port 0 picks a free one.
    pub listen: SocketAddr,
    /// Where its time comes from.
    pub clock: Arc<dyn Clock>,
    /// Seed of ids and tokens. Give a random one where strangers can reach the emulator.
    pub seed: u64,
    /// Numbers known from the start. Their webhooks are not checked by a handshake.
    pub numbers: Vec<NumberSetup>,
    /// Customers known from the start.
    pub customers: Vec<CustomerSetup>,
    /// What goes wrong from the start.
    pub faults: FaultPlan,
    /// Origin of a page that may show the phones in a frame, such as `http://127.0.0.1:8080`.
    pub embedding_origin: Option<String>,
    /// How fast may be written.
    pub limits: Limits,
    /// How much is remembered.
    pub keep: Keep,
    /// When a webhook is tried again.
    pub retry: Retry,
    /// Most webhooks on their way at once.
    pub parallel_webhooks: usize,
}

impl Config {
    /// The defaults at an address.
    pub fn new(listen: SocketAddr, clock: Arc<dyn Clock>) -> Self {
        Self {
            listen,
            clock,
            seed: 1,
            numbers: Vec::new(),
            customers: Vec::new(),
            faults: FaultPlan::default(),
            embedding_origin: None,
            limits: Limits::default(),
            keep: Keep::default(),
            retry: Retry::default(),
            parallel_webhooks: 32,
        }
    }
}

/// A business number and the Meta app behind it.
#[derive(Clone, Serialize, Deserialize)]
pub struct NumberSetup {
    /// Key of the number in every path.
    pub phone_number_id: String,
    /// Business account; several numbers may share one.
    pub waba_id: String,
    /// As shown to people.
    pub display_phone_number: String,
    /// Name of the business.
    pub verified_name: String,
    /// Bearer token that may use the number.
    pub access_token: String,
    /// Signs the webhooks.
    pub app_secret: String,
    /// Where webhooks go; empty for nowhere.
    #[serde(default)]
    pub webhook_url: String,
    /// Sent in the handshake.
    #[serde(default)]
    pub verify_token: String,
    /// Templates of the business account in the Graph API's form; absent for the demonstration set.
    #[serde(default)]
    pub templates: Option<Vec<Value>>,
    /// Test numbers may write to these only; absent for everybody.
    #[serde(default)]
    pub allowed_recipients: Option<Vec<String>>,
}

impl std::fmt::Debug for NumberSetup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NumberSetup({} of {})", self.phone_number_id, self.waba_id)
    }
}

/// A customer with a phone. With neither phone, username nor id given, a phone number is made up.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CustomerSetup {
    /// Key in the control API and in the phone's address; made from the name when absent.
    pub id: Option<String>,
    /// Profile name.
    pub name: Option<String>,
    /// In any usual writing with the country code.
    pub phone: Option<String>,
    /// Business-scoped id; made up when absent, for every customer has one.
    pub bsuid: Option<String>,
    /// Without `@`.
    pub username: Option<String>,
}

/// Speed limits of the platform.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Whether 45 messages at once and one in six seconds to the same customer are enforced.
    pub has_pair_limit: bool,
    /// Messages a second of one number; 0 for no limit.
    pub per_second: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { has_pair_limit: true, per_second: 80 }
    }
}

/// How much is remembered; the oldest goes first.
#[derive(Debug, Clone, Copy)]
pub struct Keep {
    /// Messages of one chat.
    pub messages_per_chat: usize,
    /// Messages in the outbox.
    pub outbox: usize,
    /// Bytes of media.
    pub media_bytes: usize,
    /// Webhooks in the log.
    pub log: usize,
    /// Updates that wait for the desk; what comes beyond is dropped and counted.
    pub pending: usize,
}

impl Default for Keep {
    fn default() -> Self {
        Self {
            messages_per_chat: 1_000,
            outbox: 200_000,
            media_bytes: 512 << 20,
            log: 200,
            pending: 1_000_000,
        }
    }
}

/// Waits between attempts: doubled each time, from `first` to `longest`, until the desk answers 200.
#[derive(Debug, Clone, Copy)]
pub struct Retry {
    /// After the first failure.
    pub first: Duration,
    /// Never longer than this.
    pub longest: Duration,
    /// Time the desk has for an answer.
    pub timeout: Duration,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            first: Duration::from_millis(250),
            longest: Duration::from_secs(15),
            timeout: Duration::from_secs(10),
        }
    }
}

impl Retry {
    /// The wait after `attempt` failures, at least one.
    pub(crate) fn wait(self, attempt: u32) -> Duration {
        let doubled = 1u32.checked_shl(attempt.saturating_sub(1)).unwrap_or(u32::MAX);
        self.first.saturating_mul(doubled).min(self.longest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_the_longest() {
        let retry = Retry::default();
        let waits: Vec<_> = [1, 2, 3, 7, 40].map(|attempt| retry.wait(attempt).as_millis()).into();
        assert_eq!(waits, [250, 500, 1_000, 15_000, 15_000]);
    }
}
