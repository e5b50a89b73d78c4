//! Answers to buttons, rows and forms of ours.

use serde_json::{Value, json};
use tresen_domain::message::{InboundBody, MessageKind};

use super::{super::repair, object, shown};
use crate::wire::message::{Button, Choice, FormReply, Interactive};

/// Answer to an interactive message; `None` when it carries no answer.
pub(super) fn interactive(wire: &Interactive) -> Option<InboundBody> {
    match wire.kind.as_deref()? {
        "button_reply" => Some(chosen("button_reply", wire.button_reply.as_ref()?)),
        "list_reply" => Some(chosen("list_reply", wire.list_reply.as_ref()?)),
        "nfm_reply" => Some(form(wire.nfm_reply.as_ref()?)),
        "call_permission_reply" => {
            let detail = json!({ "kind": "call_permission_reply", "data": wire.call_permission_reply });
            Some(shown(MessageKind::Interactive, None, None, object(detail)))
        }
        _ => None,
    }
}

/// Tap on a template's quick reply.
pub(super) fn button(wire: &Button) -> Option<InboundBody> {
    let text = wire.text.clone().or_else(|| wire.payload.clone())?;
    Some(shown(MessageKind::Button, Some(text), None, object(json!({ "payload": wire.payload }))))
}

fn chosen(kind: &str, wire: &Choice) -> InboundBody {
    let detail = json!({
        "kind": kind, "id": wire.id, "title": wire.title, "description": wire.description,
    });
    shown(MessageKind::Interactive, wire.title.clone().or_else(|| wire.id.clone()), None, object(detail))
}

/// A form that was filled in; what it holds is kept as it is, text that is no JSON as text.
fn form(wire: &FormReply) -> InboundBody {
    let kind = match wire.name.as_deref() {
        Some("address_message") => "address_reply",
        _ => "flow_reply",
    };
    let data = match &wire.response_json {
        Some(Value::String(text)) => repair::parse(text.as_bytes()).unwrap_or_else(|_| json!(text)),
        Some(other) => other.clone(),
        None => Value::Null,
    };
    let detail = json!({ "kind": kind, "title": wire.body, "data": data });
    shown(MessageKind::Interactive, wire.body.clone(), None, object(detail))
}
