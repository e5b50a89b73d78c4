//! Messages that somebody sent from the phone app of the same number.

use serde::Deserialize;
use serde_json::Value;
use tresen_domain::message::Inbound;

use super::{
    content::{self, Core},
    sender::Claim,
    walk::{Around, kind_of},
};
use crate::wire::message::Message;

/// Reads one element of `message_echoes`; the sender is the customer, since that is whose thread it belongs to.
pub(super) fn read_echo(around: &Around, value: &Value) -> Result<Inbound, String> {
    let message =
        Message::deserialize(value).map_err(|_| format!("no object but {}", kind_of(Some(value))))?;
    let core = Core::of(around, &message)?;
    let claim = Claim {
        phone: message.to.as_ref(),
        user_id: message.to_user_id.as_ref(),
        parent_user_id: message.to_parent_user_id.as_ref(),
    };
    let customer = claim.sender(&around.contacts);
    if customer.is_unknown() {
        return Err(claim.why_unknown());
    }
    let body = content::body(&message)?;
    Ok(Inbound::Echo(Box::new(core.message(customer, body, message))))
}
