//! The outbox: every message the platform accepted, once, whatever became of the answer.

use std::collections::{HashMap, VecDeque};

use serde::Serialize;
use serde_json::Value;
use tresen_domain::time::Timestamp;

/// A message that was accepted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Accepted {
    /// The platform's id.
    pub wamid: String,
    /// The number it came from.
    pub phone_number_id: String,
    /// The customer it reached; `None` for nobody's number.
    pub customer_id: Option<String>,
    /// As the sender wrote it: number or business-scoped id.
    pub recipient: String,
    /// `text`, `image`, `template` …
    #[serde(rename = "type")]
    pub kind: String,
    /// The sender's own mark.
    pub biz_opaque_callback_data: Option<String>,
    /// The whole request.
    pub body: Value,
    /// When.
    pub accepted_at: Timestamp,
    /// Code of the `failed` status that follows, if any.
    pub error: Option<u32>,
}

/// What a message costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Price {
    pub(crate) is_billable: bool,
    /// `service`, `utility`, `marketing` …
    pub(crate) category: String,
}

/// What later statuses of a message need to know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Receipt {
    pub(crate) phone_number_id: String,
    /// Empty for nobody's number.
    pub(crate) customer_id: String,
    /// As the sender wrote it, without `+`.
    pub(crate) addressed: String,
    pub(crate) is_to_bsuid: bool,
    /// Digits reached, if a number is known.
    pub(crate) phone: Option<String>,
    pub(crate) callback_data: Option<String>,
    pub(crate) price: Price,
    /// The price was already told with `delivered` or `read`.
    pub(crate) has_told_price: bool,
}

/// All accepted messages in their order.
#[derive(Default)]
pub(crate) struct Outbox {
    all: VecDeque<Accepted>,
    receipts: HashMap<String, Receipt>,
    total: u64,
}

impl Outbox {
    pub(crate) fn push(&mut self, accepted: Accepted, receipt: Receipt, limit: usize) {
        self.total = self.total.saturating_add(1);
        self.receipts.insert(accepted.wamid.clone(), receipt);
        self.all.push_back(accepted);
        while self.all.len() > limit.max(1) {
            if let Some(oldest) = self.all.pop_front() {
                self.receipts.remove(&oldest.wamid);
            }
        }
    }

    pub(crate) fn receipt(&self, wamid: &str) -> Option<&Receipt> {
        self.receipts.get(wamid)
    }

    /// Whether this status tells the price: only the first of `delivered` and `read` does.
    pub(crate) fn takes_price(&mut self, wamid: &str) -> bool {
        self.receipts
            .get_mut(wamid)
            .is_some_and(|receipt| !std::mem::replace(&mut receipt.has_told_price, true))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Accepted> {
        self.all.iter()
    }

    /// Also counts what is no longer kept.
    pub(crate) fn total(&self) -> u64 {
        self.total
    }
}
