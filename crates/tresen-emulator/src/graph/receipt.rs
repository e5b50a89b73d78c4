//! Blue ticks and "is typing" from the desk.

use std::time::Duration;

use serde_json::{Value, json};
use tresen_whatsapp::wire::outbound::{PRODUCT, ReadReceipt};

use super::error::Failure;
use crate::platform::Platform;

/// How long "is typing" shows. Source: Meta "Typing indicators", seen 2025-12-15.
const TYPING: Duration = Duration::from_secs(25);
/// Messages older than this can not be marked any more. Source: Meta "Mark messages as read", seen 2025-12-15.
const OLDEST: Duration = Duration::from_hours(30 * 24);

/// Marks the customer's message and all before it as read.
pub(crate) fn mark_read(platform: &Platform, phone_number_id: &str, body: &Value) -> Result<Value, Failure> {
    let receipt: ReadReceipt =
        serde_json::from_value(body.clone()).map_err(|error| Failure::invalid(error.to_string()))?;
    if receipt.messaging_product.as_deref() != Some(PRODUCT) {
        return Err(Failure::invalid("The parameter messaging_product is required"));
    }
    let wamid = receipt.message_id.ok_or_else(|| Failure::missing("message_id"))?;
    let unknown = || Failure::value(format!("Message with id '{wamid}' does not exist in this chat"));
    if receipt.typing_indicator.as_ref().is_some_and(|typing| typing.kind.as_deref() != Some("text")) {
        return Err(Failure::value("typing_indicator['type'] must be 'text'"));
    }
    let now = platform.now();
    let key = {
        let mut chats = platform.chats.lock();
        let Some(key) = chats.place(&wamid).filter(|key| key.phone_number_id == phone_number_id).cloned()
        else {
            // A reaction has an id but no place of its own; anything unheard of is refused.
            return if wamid.starts_with("wamid.") { Ok(json!({"success": true})) } else { Err(unknown()) };
        };
        let is_old = chats.message_mut(&wamid).is_some_and(|one| now.since(one.sent_at) > OLDEST);
        if is_old || !chats.open(&key).read_by_desk(&wamid) {
            return Err(unknown());
        }
        if receipt.typing_indicator.is_some() {
            chats.open(&key).typing_until = Some(now.plus(TYPING));
        }
        key
    };
    platform.tell_chat(&key);
    Ok(json!({"success": true}))
}
