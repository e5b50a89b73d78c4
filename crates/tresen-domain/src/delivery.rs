//! Deliveries: attempts to send. A state only moves forward, whatever order the platform reports in.

use serde::{Deserialize, Serialize};

use crate::{time::Timestamp, word::words};

words! {
    /// How far an attempt has come.
    pub enum DeliveryState {
        /// Waits for its turn.
        Queued = "queued",
        /// The platform has taken it; nothing more.
        Accepted = "accepted",
        /// On its way to the customer's phone.
        Sent = "sent",
        /// On the customer's phone.
        Delivered = "delivered",
        /// Seen by the customer.
        Read = "read",
        /// A voice note was listened to.
        Played = "played",
        /// Will not arrive.
        Failed = "failed",
    }
}

impl DeliveryState {
    /// Evidence of arrival, counted upward. `failed` ranks with `sent`: proof of delivery beats it, nothing less does.
    const fn rank(self) -> u8 {
        match self {
            Self::Queued => 0,
            Self::Accepted => 1,
            Self::Sent => 2,
            Self::Failed => 3,
            Self::Delivered => 4,
            Self::Read => 5,
            Self::Played => 6,
        }
    }

    /// The state after `news`: the further of both, so that reports in any order end alike.
    #[must_use]
    pub fn advanced_by(self, news: Self) -> Self {
        if news.rank() > self.rank() { news } else { self }
    }

    /// Whether nothing more is expected to change it.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Read | Self::Played | Self::Failed)
    }
}

/// When each state was reached, by the platform's clock; absent where it was never reported.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryTimes {
    /// First `sent`.
    pub sent: Option<Timestamp>,
    /// First `delivered`.
    pub delivered: Option<Timestamp>,
    /// First `read`.
    pub read: Option<Timestamp>,
    /// First `played`.
    pub played: Option<Timestamp>,
    /// Last `failed`.
    pub failed: Option<Timestamp>,
}

impl DeliveryTimes {
    /// Notes that `state` was reached at `at`; the earliest report of a state counts.
    pub fn note(&mut self, state: DeliveryState, at: Timestamp) {
        let slot = match state {
            DeliveryState::Sent => &mut self.sent,
            DeliveryState::Delivered => &mut self.delivered,
            DeliveryState::Read => &mut self.read,
            DeliveryState::Played => &mut self.played,
            DeliveryState::Failed => &mut self.failed,
            DeliveryState::Queued | DeliveryState::Accepted => return,
        };
        *slot = Some(slot.map_or(at, |before| before.min(at)));
    }
}

/// Why an attempt failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryError {
    /// The platform's number as text (`131047`), or one of ours: [`OUTCOME_UNKNOWN`], [`CHANNEL_UNAVAILABLE`], [`MEDIA_MISSING`].
    pub code: String,
    /// English, for logs and the API; the UI translates `code`.
    pub reason: String,
    /// Whether sending once more may help.
    pub is_retryable: bool,
}

/// The call ended without an answer and no status ever confirmed it.
pub const OUTCOME_UNKNOWN: &str = "outcome_unknown";
/// The channel cannot send: credentials refused or number gone.
pub const CHANNEL_UNAVAILABLE: &str = "channel_unavailable";
/// The service window closed while the message waited for its turn.
pub const WINDOW_CLOSED: &str = "window_closed";
/// The file that should be sent is not there.
pub const MEDIA_MISSING: &str = "media_missing";

#[cfg(test)]
mod tests {
    use super::*;
    use DeliveryState::{Accepted, Delivered, Failed, Played, Queued, Read, Sent};
    use proptest::prelude::*;

    #[test]
    fn a_late_sent_never_undoes_read_and_proof_of_delivery_beats_failed() {
        assert_eq!(Read.advanced_by(Sent), Read);
        assert_eq!(Failed.advanced_by(Sent), Failed);
        assert_eq!(Failed.advanced_by(Delivered), Delivered);
        assert_eq!(Delivered.advanced_by(Failed), Delivered);
        assert_eq!(Accepted.advanced_by(Failed), Failed);
    }

    fn states() -> impl Strategy<Value = Vec<DeliveryState>> {
        proptest::collection::vec(
            proptest::sample::select(vec![Queued, Accepted, Sent, Delivered, Read, Played, Failed]),
            0..12,
        )
    }

    proptest! {
        /// Statuses shuffled, doubled or missing in the middle end in the same state.
        #[test]
        fn order_does_not_matter(all in states(), seed in any::<u64>()) {
            let mut shuffled = all.clone();
            let mut state = seed;
            for at in (1..shuffled.len()).rev() {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                shuffled.swap(at, usize::try_from(state >> 33).unwrap() % (at + 1));
            }
            let end = |list: &[DeliveryState]| list.iter().fold(Queued, |now, news| now.advanced_by(*news));
            prop_assert_eq!(end(&all), end(&shuffled));
            prop_assert_eq!(end(&[all.clone(), all.clone()].concat()), end(&all));
        }
    }
}
