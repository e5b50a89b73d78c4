//! Reports on our messages. Source: Meta "Status messages webhook reference", seen 2026-09-14.

use serde_json::Value;

use super::{error::Errors, object::UnixTime};

lenient! {
    /// One report. Any order, any number of times, before the answer to the send call.
    pub struct Status {
        /// The message reported on.
        id: String,
        /// `sent`, `delivered`, `read`, `played`, `failed`, or older words.
        status: String,
        /// When it came so far.
        timestamp: UnixTime,
        /// Phone in digits or id of a group; absent when the phone may not be shared.
        recipient_id: String,
        /// Business-scoped id; on `failed` only when it was addressed.
        recipient_user_id: String,
        /// Business-scoped id across enrolled portfolios.
        recipient_parent_user_id: String,
        /// `group` for groups.
        recipient_type: String,
        /// Of a group: whom the report is about.
        recipient_participant_id: String,
        /// Of a group: whom the report is about.
        recipient_participant_user_id: String,
        /// What our send call carried.
        biz_opaque_callback_data: String,
        /// `{id, expiration_timestamp, origin{type}}`, since v24 only for free entry points.
        conversation: Value,
        /// `{billable, pricing_model, type, category}`, on `sent` and one of `delivered` and `read`.
        pricing: Value,
        /// On `failed`.
        errors: Errors,
    }
}
