//! Reports on our messages.

use serde::Deserialize;
use serde_json::Value;
use tresen_domain::{
    delivery::{DeliveryError, DeliveryState},
    id::{MessageId, Wamid},
    message::{Inbound, InboundStatus},
};

use super::{
    sender::Claim,
    walk::{Around, delivery_error, kind_of, word},
};
use crate::wire::status::Status;

/// Reads one element of `statuses`. Words that say nothing of an arrival are ignored.
pub(super) fn read_status(around: &Around, value: &Value) -> Result<Inbound, String> {
    let status = Status::deserialize(value).map_err(|_| format!("no object but {}", kind_of(Some(value))))?;
    let word = status.status.as_deref().map(word).ok_or("a status without a word")?;
    let state = match word.as_str() {
        "sent" => DeliveryState::Sent,
        "delivered" => DeliveryState::Delivered,
        "read" => DeliveryState::Read,
        "played" => DeliveryState::Played,
        "failed" => DeliveryState::Failed,
        _ => return Ok(Inbound::Ignored { field: format!("messages.statuses.{word}") }),
    };
    let wamid = status.id.clone().filter(|id| !id.is_empty()).ok_or("a status without the message's id")?;
    let at = status.timestamp.or(around.entry_time).ok_or("a status without a time")?.0;
    let error = (state == DeliveryState::Failed).then(|| failure(&status));
    let is_group = status.recipient_type.as_deref() == Some("group");
    let recipient = Claim {
        phone: if is_group { status.recipient_participant_id.as_ref() } else { status.recipient_id.as_ref() },
        user_id: status.recipient_participant_user_id.as_ref().or(status.recipient_user_id.as_ref()),
        parent_user_id: status.recipient_parent_user_id.as_ref(),
    }
    .sender(&around.contacts);
    Ok(Inbound::Status(Box::new(InboundStatus {
        wamid: Wamid(wamid),
        callback: status
            .biz_opaque_callback_data
            .as_deref()
            .and_then(|data| data.trim().parse::<MessageId>().ok()),
        state,
        at,
        error,
        recipient,
        pricing: status.pricing.filter(Value::is_object),
        entry_point: status.conversation.filter(Value::is_object),
    })))
}

/// The first error with a code; a failure without one is still a failure.
fn failure(status: &Status) -> DeliveryError {
    status.errors.iter().flat_map(|errors| &errors.0).find_map(delivery_error).unwrap_or_else(|| {
        DeliveryError {
            code: "0".to_owned(),
            reason: "the platform gave no reason".to_owned(),
            is_retryable: false,
        }
    })
}
