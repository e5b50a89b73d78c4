//! Channels: one connected number each, with a health that says whether it can send.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{id::ChannelId, time::Timestamp, word::words};

words! {
    /// How a channel is connected.
    pub enum ChannelKind {
        /// Meta's Cloud API, directly.
        WhatsappCloud = "whatsapp_cloud",
    }
}

words! {
    /// Whether a channel can send. Receiving never depends on it.
    pub enum HealthState {
        /// Nothing sent yet.
        Unknown = "unknown",
        /// The last calls succeeded.
        Ok = "ok",
        /// Calls fail for reasons that pass: the queue goes on trying.
        Degraded = "degraded",
        /// The platform refused our credentials: the queue is held until they are renewed.
        BadCredentials = "bad_credentials",
    }
}

/// The platform's id of a number; the key by which webhooks find their channel.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PhoneNumberId(pub String);

/// The platform's id of a business account; one has many numbers.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WabaId(pub String);

/// A channel's health, since when, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// The state.
    pub state: HealthState,
    /// Plain words, empty when all is well.
    pub detail: String,
    /// When this state began.
    pub since: Timestamp,
}

/// One connected number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    /// Our id.
    pub id: ChannelId,
    /// How it is connected.
    pub kind: ChannelKind,
    /// Shown to agents.
    pub name: String,
    /// Key of the Meta app in the configuration whose secret signs the webhooks.
    pub app: String,
    /// The business account.
    pub waba_id: WabaId,
    /// The number.
    pub phone_number_id: PhoneNumberId,
    /// As the platform writes it; for eyes only, its format is not stable.
    pub display_phone_number: String,
    /// How long after the last message a new one still joins a finished ticket.
    pub threading_window: Duration,
    /// Whether reading a ticket shows blue ticks to the customer.
    pub sends_read_receipts: bool,
    /// Can it send.
    pub health: Health,
    /// When it was connected.
    pub created_at: Timestamp,
}

/// Default of [`Channel::threading_window`].
pub const DEFAULT_THREADING_WINDOW: Duration = Duration::from_hours(24);
/// Longest threading window that can be set: 30 days.
pub const LONGEST_THREADING_WINDOW: Duration = Duration::from_hours(720);
