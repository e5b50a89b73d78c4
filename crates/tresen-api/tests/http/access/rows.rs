//! Every operation of the API: who may use it, on what, with which body, and what the right caller is answered.

use serde_json::{Value, json};
use tresen_domain::agent::Role;

use super::subject::Subject;
use crate::furnish;

/// One operation.
pub(super) struct Row {
    pub(super) operation: &'static str,
    /// The least role, or `None` for an operation that needs no sign-in.
    pub(super) least: Option<Role>,
    pub(super) subject: Subject,
    /// A body that the right caller is answered `status` to.
    pub(super) body: fn() -> Value,
    pub(super) status: u16,
}

const fn row(
    operation: &'static str,
    least: Role,
    subject: Subject,
    body: fn() -> Value,
    status: u16,
) -> Row {
    Row { operation, least: Some(least), subject, body, status }
}

fn none() -> Value {
    Value::Null
}

/// Unique within the test run.
fn unique() -> u32 {
    use std::sync::atomic::{AtomicU32, Ordering};
    static MADE: AtomicU32 = AtomicU32::new(0);
    MADE.fetch_add(1, Ordering::Relaxed)
}

pub(super) const ROWS: &[Row] = &[
    Row {
        operation: "POST /session",
        least: None,
        subject: Subject::None,
        body: || json!({"email": "nobody@laden.test", "password": "wrong"}),
        status: 401,
    },
    row("GET /session", Role::Agent, Subject::Browser, none, 200),
    row("DELETE /session", Role::Agent, Subject::Browser, none, 204),
    row("GET /sessions", Role::Agent, Subject::None, none, 200),
    row("DELETE /sessions/{id}", Role::Agent, Subject::OwnSession, none, 204),
    row("PATCH /me", Role::Agent, Subject::Browser, || json!({"locale": "en"}), 200),
    row(
        "POST /me/password",
        Role::Agent,
        Subject::Browser,
        // Nobody here has a password: the current one is always wrong.
        || json!({"current": "wrong", "new": "long enough"}),
        422,
    ),
    row("GET /agents", Role::Agent, Subject::None, none, 200),
    row(
        "POST /agents",
        Role::Admin,
        Subject::None,
        || json!({"email": format!("new{}@laden.test", unique()), "display_name": "New", "role": "agent"}),
        201,
    ),
    row("PATCH /agents/{id}", Role::Admin, Subject::Agent, || json!({"display_name": "Renamed"}), 200),
    row("POST /agents/{id}/password", Role::Admin, Subject::Agent, none, 200),
    row("GET /teams", Role::Agent, Subject::None, none, 200),
    row("POST /teams", Role::Admin, Subject::None, || json!({"name": format!("New {}", unique())}), 201),
    row("PATCH /teams/{id}", Role::Admin, Subject::Team, || json!({"color": "moss"}), 200),
    row("DELETE /teams/{id}", Role::Admin, Subject::Team, none, 204),
    // A plain request passes the door and learns that a socket is wanted.
    row("GET /live", Role::Agent, Subject::None, none, 422),
    row("GET /api-keys", Role::Admin, Subject::None, none, 200),
    row("POST /api-keys", Role::Admin, Subject::None, || json!({"name": "New", "role": "agent"}), 201),
    row("DELETE /api-keys/{id}", Role::Admin, Subject::ApiKey, none, 204),
    row("GET /channels", Role::Agent, Subject::None, none, 200),
    row("POST /channels", Role::Admin, Subject::None, || furnish::new_channel(unique()), 201),
    row("GET /channels/{id}", Role::Agent, Subject::Channel, none, 200),
    row("PATCH /channels/{id}", Role::Admin, Subject::Channel, || json!({"name": "Renamed"}), 200),
    row("DELETE /channels/{id}", Role::Admin, Subject::Channel, none, 204),
    row("POST /channels/{id}/check", Role::Admin, Subject::Channel, none, 200),
    // The platform cannot be reached from here.
    row("POST /channels/{id}/templates/sync", Role::Agent, Subject::Channel, none, 409),
    row("GET /templates", Role::Agent, Subject::None, none, 200),
    row("GET /canned-replies", Role::Agent, Subject::None, none, 200),
    row(
        "POST /canned-replies",
        Role::Agent,
        Subject::None,
        || json!({"shortcut": format!("new{}", unique()), "title": "New", "text": "Hallo"}),
        201,
    ),
    row("PATCH /canned-replies/{id}", Role::Agent, Subject::CannedReply, || json!({"title": "Renamed"}), 200),
    row("DELETE /canned-replies/{id}", Role::Agent, Subject::CannedReply, none, 204),
    row(
        "POST /canned-replies/{id}/render",
        Role::Agent,
        Subject::CannedReply,
        || json!({"ticket_id": furnish::TICKET}),
        200,
    ),
    row("GET /drafts", Role::Agent, Subject::Browser, none, 200),
    row("GET /tickets/{id}/draft", Role::Agent, Subject::Draft, none, 200),
    row(
        "PUT /tickets/{id}/draft",
        Role::Agent,
        Subject::Draft,
        || json!({"kind": "note", "text": "Rückruf", "reply_to": null}),
        200,
    ),
    row("DELETE /tickets/{id}/draft", Role::Agent, Subject::OwnDraft, none, 204),
    // A file needs a form; what comes without one is refused, but only behind the sign-in.
    row("POST /media", Role::Agent, Subject::None, none, 415),
    row("POST /media/{id}/fetch", Role::Agent, Subject::LostFile, none, 202),
    row("GET /media/{id}/content", Role::Agent, Subject::File, none, 200),
    row("GET /media/{id}/preview", Role::Agent, Subject::File, none, 200),
    row("GET /tickets", Role::Agent, Subject::None, none, 200),
    row("GET /tickets/counts", Role::Agent, Subject::None, none, 200),
    row("GET /tickets/{id}", Role::Agent, Subject::Ticket, none, 200),
    row("GET /tickets/{id}/events", Role::Agent, Subject::Ticket, none, 200),
    // The contact has no address on the channel.
    row(
        "POST /tickets",
        Role::Agent,
        Subject::None,
        || json!({"contact_id": furnish::CONTACT, "channel_id": furnish::CHANNEL}),
        422,
    ),
    row("PATCH /tickets/{id}", Role::Agent, Subject::Ticket, || json!({"priority": "high"}), 200),
    row("POST /tickets/{id}/read", Role::Agent, Subject::Ticket, none, 204),
    row("POST /tickets/{id}/unread", Role::Agent, Subject::Ticket, none, 204),
    row("GET /tickets/{id}/messages", Role::Agent, Subject::Ticket, none, 200),
    row(
        "POST /tickets/{id}/messages",
        Role::Agent,
        Subject::Ticket,
        || json!({"type": "note", "text": "Rückruf"}),
        201,
    ),
    row("GET /threads/{id}", Role::Agent, Subject::Thread, none, 200),
    row("GET /threads/{id}/messages", Role::Agent, Subject::Thread, none, 200),
    // The query is missing.
    row("GET /messages", Role::Agent, Subject::None, none, 422),
    row("GET /messages/{id}", Role::Agent, Subject::Message, none, 200),
    // A customer's message is not ours to send.
    row("POST /messages/{id}/retry", Role::Agent, Subject::Message, none, 409),
    row("GET /contacts", Role::Agent, Subject::None, none, 200),
    row(
        "POST /contacts",
        Role::Agent,
        Subject::None,
        || {
            let phone = format!("+4930{:07}", unique());
            json!({"display_name": "Neu", "channel_id": furnish::CHANNEL, "phone": phone})
        },
        201,
    ),
    row("GET /contacts/{id}", Role::Agent, Subject::Contact, none, 200),
    row("PATCH /contacts/{id}", Role::Agent, Subject::Contact, || json!({"notes": "Stammkundin"}), 200),
    row("GET /contacts/{id}/media", Role::Agent, Subject::Contact, none, 200),
    row("GET /contacts/{id}/threads", Role::Agent, Subject::Contact, none, 200),
    row("GET /contacts/{id}/tickets", Role::Agent, Subject::Contact, none, 200),
    row("GET /tags", Role::Agent, Subject::None, none, 200),
    // The query is missing.
    row("GET /search", Role::Agent, Subject::None, none, 422),
    row("GET /notices", Role::Agent, Subject::None, none, 200),
    row("POST /notices/read", Role::Agent, Subject::None, || json!({"all": true}), 204),
    row("GET /journal/{seq}", Role::Admin, Subject::Webhook, none, 200),
    row("GET /unassigned-numbers", Role::Admin, Subject::None, none, 200),
    row("GET /parked-items", Role::Admin, Subject::None, none, 200),
    row("POST /parked-items/{id}/retry", Role::Admin, Subject::Parked, none, 202),
];
