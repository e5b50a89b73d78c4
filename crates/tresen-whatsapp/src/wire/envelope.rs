//! What stands around every webhook. Source: Meta "Webhooks", seen 2026-09-11.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{error::ErrorObject, message::Message, object::List, status::Status};

/// `object` of every webhook of the platform.
pub const OBJECT: &str = "whatsapp_business_account";
/// `field` of messages and statuses.
pub const MESSAGES: &str = "messages";
/// `field` of answers from the phone app of the same number.
pub const ECHOES: &str = "smb_message_echoes";
/// Fields that tell of a change of a template.
pub const TEMPLATE_FIELDS: [&str; 4] = [
    "message_template_status_update",
    "message_template_quality_update",
    "message_template_components_update",
    "template_category_update",
];

/// One webhook, as it is written. Reading goes element by element instead: see [`crate::inbound::read`].
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Envelope {
    /// Always [`OBJECT`].
    pub object: String,
    /// Any number of accounts.
    pub entry: Vec<Entry>,
}

/// What happened in one business account.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The business account (WABA).
    pub id: String,
    /// Seconds since 1970; absent for messages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<i64>,
    /// Any number of changes.
    pub changes: Vec<Change>,
}

/// One change.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// What changed, such as [`MESSAGES`].
    pub field: String,
    /// Its shape depends on `field`; for [`MESSAGES`] a [`MessagesValue`].
    pub value: Value,
}

lenient! {
    /// `value` of a change of [`MESSAGES`] or [`ECHOES`].
    pub struct MessagesValue {
        /// Always `whatsapp`.
        messaging_product: String,
        /// The number it concerns.
        metadata: Metadata,
        /// Who wrote or received.
        contacts: List<Contact>,
        /// Customers' messages.
        messages: List<Message>,
        /// Messages sent from the phone app.
        message_echoes: List<Message>,
        /// Reports on our messages.
        statuses: List<Status>,
        /// Errors of the account or app.
        errors: List<ErrorObject>,
    }

    /// The number a change concerns.
    pub struct Metadata {
        /// For eyes only: its writing is not stable.
        display_phone_number: String,
        /// The routing key.
        phone_number_id: String,
    }

    /// What the platform says of a person. Source: Meta "Business-scoped user IDs", seen 2026-06-29.
    pub struct Contact {
        /// What the person shows of themself.
        profile: Profile,
        /// Phone in digits; absent when it may not be shared.
        wa_id: String,
        /// Business-scoped id.
        user_id: String,
        /// Business-scoped id across enrolled portfolios.
        parent_user_id: String,
        /// Only when the identity check is on.
        identity_key_hash: String,
    }

    /// What a person shows of themself.
    pub struct Profile {
        /// Chosen freely; may be blank.
        name: String,
        /// With or without `@`.
        username: String,
    }
}

impl Envelope {
    /// A webhook with one change of one account.
    pub fn of(waba_id: impl Into<String>, field: impl Into<String>, value: Value) -> Self {
        Self {
            object: OBJECT.to_owned(),
            entry: vec![Entry {
                id: waba_id.into(),
                time: None,
                changes: vec![Change { field: field.into(), value }],
            }],
        }
    }
}
