//! Webhooks read into the desk's own words, element by element.
//!
//! An element that cannot be read becomes an item with its reason; its neighbours are read as ever. A message whose
//! kind or content is unknown becomes a visible placeholder, for the customer did write something.

mod content;
mod echo;
mod repair;
mod sender;
mod status;
mod system;
mod token;
mod walk;

pub use token::wamid_token;

use serde_json::Value;
use tresen_domain::message::{Inbound, InboundItem};

use crate::wire::envelope::OBJECT;

/// The whole body cannot be read. It stays in the journal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotReadable {
    /// No JSON, cut off, or nested too deep.
    #[error("the body is no JSON: {category} in line {line}, column {column}")]
    NotJson {
        /// `syntax`, `data`, `io` or `end of file`.
        category: &'static str,
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
    /// JSON, but no object.
    #[error("the body is no JSON object")]
    NotAnObject,
}

/// Reads **all** entries, changes and lists of a webhook.
///
/// One item for each message, echo, status, error and template change, in the order of the payload; one
/// [`Inbound::Ignored`] for each change of a field that the desk has no use for. An echo's `sender` is the customer
/// to whom it was sent, since that is whose thread it belongs to. Half pairs of surrogates and bytes that are no
/// UTF-8 are replaced by U+FFFD, NUL characters are dropped, so that every text can be kept in either database.
///
/// # Errors
/// [`NotReadable`] only when the body as a whole is no JSON object.
pub fn read(body: &[u8]) -> Result<Vec<InboundItem>, NotReadable> {
    let value = repair::parse(body)?;
    let root = value.as_object().ok_or(NotReadable::NotAnObject)?;
    match root.get("object").and_then(Value::as_str) {
        Some(OBJECT) => Ok(walk::entries(root.get("entry"))),
        other => Ok(vec![InboundItem {
            place: "object".to_owned(),
            phone_number_id: None,
            waba_id: None,
            display_phone_number: None,
            inbound: Ok(Inbound::Ignored { field: walk::word(other.unwrap_or("no object")) }),
        }]),
    }
}
