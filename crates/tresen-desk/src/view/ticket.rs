//! A ticket as shown.

use std::collections::HashMap;

use serde::Serialize;
use tresen_domain::{
    id::MessageId,
    markup::plain_preview,
    phone::PhoneNumber,
    ticket::{Owner, Ticket},
    time::Timestamp,
    window::{ServiceWindow, WindowKind},
};
use tresen_storage::{Fault, Tx, message, ticket::TicketSummary};
use utoipa::ToSchema;
use uuid::Uuid;

/// Characters of a last message that lists show.
const PREVIEW: usize = 160;

/// A ticket with what every list shows beside it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = Ticket)]
pub struct TicketView {
    /// Our id.
    pub id: Uuid,
    /// What people call it.
    pub number: i64,
    /// In a few words; may be empty.
    pub subject: String,
    /// Type of request; may be empty.
    #[serde(rename = "type")]
    pub kind: String,
    /// `new`, `open`, `waiting_customer`, `waiting_internal`, `snoozed`, `solved`, `closed`.
    pub status: &'static str,
    /// `low`, `normal`, `high`, `urgent`.
    pub priority: &'static str,
    /// The number it runs over.
    pub channel_id: Uuid,
    /// The chat it is a part of.
    pub thread_id: Uuid,
    /// Whose case.
    pub contact: ContactBrief,
    /// Who is responsible.
    pub owner: OwnerView,
    /// Labels, sorted.
    pub tags: Vec<String>,
    /// Customer's messages nobody has looked at.
    pub unread_count: i64,
    /// Send time of the customer's first message without an answer.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub waiting_since_at: Option<Timestamp>,
    /// End of the snooze.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub snoozed_until_at: Option<Timestamp>,
    /// When it began.
    #[schema(value_type = String, format = DateTime)]
    pub opened_at: Timestamp,
    /// Last change of any kind.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Timestamp,
    /// When it was last solved.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub solved_at: Option<Timestamp>,
    /// When it was closed.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub closed_at: Option<Timestamp>,
    /// Last message in either direction, by send time.
    #[schema(value_type = String, format = DateTime)]
    pub last_message_at: Timestamp,
    /// Newest message that the customer can see.
    pub last_message: Option<LastMessage>,
    /// When free-form sending is allowed.
    pub window: WindowView,
    /// Grows with every change; send it back to guard against lost updates.
    pub version: i64,
}

/// The contact of a ticket, in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = TicketContact)]
pub struct ContactBrief {
    /// Our id.
    pub id: Uuid,
    /// Name to show; never empty.
    pub name: String,
    /// With `+`.
    pub phone: Option<String>,
    /// Without `@`.
    pub username: Option<String>,
}

/// Who is responsible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Owner)]
pub struct OwnerView {
    /// `agent`, `queue`, `bot` or `nobody`.
    pub kind: &'static str,
    /// For `agent`.
    pub agent_id: Option<Uuid>,
    /// The team, also while an agent of it is the owner.
    pub team_id: Option<Uuid>,
}

/// The newest message of a ticket, in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct LastMessage {
    /// Our id.
    pub id: Uuid,
    /// `in` or `out`.
    pub direction: &'static str,
    /// `contact`, `agent`, `bot`, `system` or `phone_app`.
    pub author_kind: &'static str,
    /// As in a message.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Text without marks, at most 160 characters.
    pub text: Option<String>,
    /// Send time.
    #[schema(value_type = String, format = DateTime)]
    pub sent_at: Timestamp,
    /// For `out`.
    pub delivery_state: Option<&'static str>,
}

/// A service window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ServiceWindow)]
pub struct WindowView {
    /// `customer_service`, or null while the customer never wrote.
    pub kind: Option<&'static str>,
    /// When it ends or ended; free-form sending stops a minute before.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub expires_at: Option<Timestamp>,
}

impl OwnerView {
    /// The owner of a ticket as shown.
    pub fn of(ticket: &Ticket) -> Self {
        let team_id = match ticket.owner {
            Owner::Queue(team) => Some(team),
            _ => ticket.team_id,
        };
        Self {
            kind: ticket.owner.kind().as_str(),
            agent_id: ticket.owner.agent_id().map(|id| id.0),
            team_id: team_id.map(|id| id.0),
        }
    }
}

impl WindowView {
    /// A window as shown.
    pub fn of(window: ServiceWindow) -> Self {
        Self {
            kind: window.expires_at.map(|_| WindowKind::CustomerService.as_str()),
            expires_at: window.expires_at,
        }
    }
}

/// Tickets as shown, in the same order.
///
/// # Errors
/// When the engine refuses.
pub fn tickets(tx: &mut Tx<'_>, summaries: Vec<TicketSummary>) -> Result<Vec<TicketView>, Fault> {
    let ids: Vec<MessageId> = summaries.iter().filter_map(|summary| summary.last_message_id).collect();
    let mut last: HashMap<MessageId, LastMessage> =
        message::list_by_ids(tx, &ids)?.into_iter().map(|row| (row.id, last_message(&row))).collect();
    Ok(summaries.into_iter().map(|summary| one(summary, &mut last)).collect())
}

fn one(summary: TicketSummary, last: &mut HashMap<MessageId, LastMessage>) -> TicketView {
    let TicketSummary { ticket, contact_name, contact_phone, contact_username, window, last_message_id } =
        summary;
    let owner = OwnerView::of(&ticket);
    TicketView {
        id: ticket.id.0,
        number: ticket.number,
        subject: ticket.subject,
        kind: ticket.kind,
        status: ticket.status.as_str(),
        priority: ticket.priority.as_str(),
        channel_id: ticket.channel_id.0,
        thread_id: ticket.thread_id.0,
        contact: ContactBrief {
            id: ticket.contact_id.0,
            name: contact_name,
            phone: contact_phone
                .map(|digits| PhoneNumber::parse(&digits).map_or(digits, |phone| phone.to_string())),
            username: contact_username,
        },
        owner,
        tags: ticket.tags,
        unread_count: ticket.unread_count,
        waiting_since_at: ticket.waiting_since,
        snoozed_until_at: ticket.snoozed_until,
        opened_at: ticket.opened_at,
        updated_at: ticket.updated_at,
        solved_at: ticket.solved_at,
        closed_at: ticket.closed_at,
        last_message_at: ticket.last_message_at,
        last_message: last_message_id.and_then(|id| last.remove(&id)),
        window: WindowView::of(window),
        version: ticket.version,
    }
}

fn last_message(row: &message::MessageRow) -> LastMessage {
    LastMessage {
        id: row.id.0,
        direction: row.direction.as_str(),
        author_kind: row.author_kind.as_str(),
        kind: row.kind.as_str(),
        text: row
            .text
            .as_deref()
            .filter(|_| row.deleted_at.is_none())
            .map(|text| plain_preview(text, PREVIEW)),
        sent_at: row.sent_at,
        delivery_state: row.delivery.as_ref().map(|delivery| delivery.state.as_str()),
    }
}
