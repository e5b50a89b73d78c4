//! Writing and reading one message.

use serde_json::Value;
use tresen_domain::{
    delivery::{DeliveryError, DeliveryState, DeliveryTimes},
    id::{AgentId, ChannelId, ContactId, MediaId, MessageId, ThreadId, TicketId, Wamid},
    message::{AuthorKind, Direction, MessageKind},
    time::Timestamp,
};

use crate::{
    Fault, Tx, params,
    seam::{Row, word},
};

/// How far a message of ours has come.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredDelivery {
    /// The furthest state of its attempts.
    pub state: DeliveryState,
    /// When each state was reached.
    pub times: DeliveryTimes,
    /// Which attempt, counted from 1.
    pub attempt: i64,
    /// The call ended without an answer; its status is awaited.
    pub is_uncertain: bool,
    /// Why it failed.
    pub error: Option<DeliveryError>,
}

/// A message as kept.
#[derive(Debug, Clone, PartialEq)]
pub struct MessageRow {
    /// Its place among all messages, in the order in which they were kept; 0 before it is.
    pub seq: i64,
    /// Our id.
    pub id: MessageId,
    /// The channel.
    pub channel_id: ChannelId,
    /// The thread.
    pub thread_id: ThreadId,
    /// The ticket it belongs to.
    pub ticket_id: Option<TicketId>,
    /// The customer.
    pub contact_id: ContactId,
    /// The platform's id, once known.
    pub wamid: Option<Wamid>,
    /// The part of it that does not depend on how the peer is addressed.
    pub wamid_token: Option<String>,
    /// The browser's own id of an optimistic send.
    pub client_id: Option<String>,
    /// Which way.
    pub direction: Direction,
    /// Kind of author.
    pub author_kind: AuthorKind,
    /// The agent, for agents.
    pub author_id: Option<AgentId>,
    /// What it is.
    pub kind: MessageKind,
    /// Text, caption, or the rendered text of a template.
    pub text: Option<String>,
    /// The file.
    pub media_id: Option<MediaId>,
    /// What only this kind has.
    pub detail: Option<Value>,
    /// Of a template: name, language, values and what was rendered.
    pub template: Option<Value>,
    /// What it refers to: `message_id`, `wamid`, `is_forwarded`, `is_frequently_forwarded`.
    pub context: Option<Value>,
    /// Of a note: who is mentioned.
    pub mentions: Vec<AgentId>,
    /// Emoji by author kind: `{"contact":"👍"}`.
    pub reactions: Option<Value>,
    /// The ad it came from.
    pub referral: Option<Value>,
    /// Send time: the customer's clock for `in`, ours for the rest.
    pub sent_at: Timestamp,
    /// When it was kept.
    pub received_at: Timestamp,
    /// When the customer changed it.
    pub edited_at: Option<Timestamp>,
    /// When the customer took it back.
    pub deleted_at: Option<Timestamp>,
    /// For `out`.
    pub delivery: Option<StoredDelivery>,
}

pub(super) const COLUMNS: &str = "m.seq, m.id, m.channel_id, m.thread_id, m.ticket_id, m.contact_id, m.wamid, m.wamid_token, m.client_id, m.direction, \
    m.author_kind, m.author_id, m.kind, m.text, m.media_id, m.detail, m.template, m.context, m.mentions, m.reactions, m.referral, m.sent_at, \
    m.received_at, m.edited_at, m.deleted_at, m.delivery_state, m.delivery_times, m.delivery_attempt, m.delivery_is_uncertain, m.delivery_error";

/// Writes a new message. Answers its place, or `None` when one with this wamid is on the channel already.
///
/// # Errors
/// When the engine refuses.
pub fn insert(tx: &mut Tx<'_>, message: &MessageRow) -> Result<Option<i64>, Fault> {
    let delivery = message.delivery.as_ref();
    tx.query_one(
        "insert into messages (id, channel_id, thread_id, ticket_id, contact_id, wamid, wamid_token, client_id, direction, author_kind, author_id,
           kind, text, media_id, detail, template, context, mentions, reactions, referral, sent_at, received_at, edited_at, deleted_at,
           delivery_state, delivery_times, delivery_attempt, delivery_is_uncertain, delivery_error)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, null, null, $23, $24, $25, $26, $27)
         on conflict (channel_id, wamid) where wamid is not null do nothing returning seq",
        params![
            message.id,
            message.channel_id,
            message.thread_id,
            message.ticket_id,
            message.contact_id,
            message.wamid.as_ref().map(Wamid::as_str),
            message.wamid_token.as_deref(),
            message.client_id.as_deref(),
            message.direction.as_str(),
            message.author_kind.as_str(),
            message.author_id,
            message.kind.as_str(),
            message.text.as_deref(),
            message.media_id,
            message.detail.as_ref(),
            message.template.as_ref(),
            message.context.as_ref(),
            (!message.mentions.is_empty()).then(|| serde_json::json!(message.mentions)),
            message.reactions.as_ref(),
            message.referral.as_ref(),
            message.sent_at,
            message.received_at,
            delivery.map(|delivery| delivery.state.as_str()),
            delivery.map(|delivery| serde_json::json!(delivery.times)),
            delivery.map_or(0, |delivery| delivery.attempt),
            delivery.is_some_and(|delivery| delivery.is_uncertain),
            delivery.and_then(|delivery| delivery.error.as_ref()).map(|error| serde_json::json!(error))
        ],
        |row| row.get(0),
    )
}

/// Writes how far a message has come.
///
/// # Errors
/// When the engine refuses.
pub fn set_delivery(tx: &mut Tx<'_>, id: MessageId, delivery: &StoredDelivery) -> Result<(), Fault> {
    tx.execute(
        "update messages set delivery_state = $2, delivery_times = $3, delivery_attempt = $4, delivery_is_uncertain = $5, delivery_error = $6 where id = $1",
        params![
            id,
            delivery.state.as_str(),
            serde_json::json!(delivery.times),
            delivery.attempt,
            delivery.is_uncertain,
            delivery.error.as_ref().map(|error| serde_json::json!(error))
        ],
    )?;
    Ok(())
}

/// Notes the platform's id of a message of ours.
///
/// # Errors
/// When the engine refuses.
pub fn set_wamid(tx: &mut Tx<'_>, id: MessageId, wamid: &Wamid, token: Option<&str>) -> Result<(), Fault> {
    tx.execute(
        "update messages set wamid = $2, wamid_token = $3 where id = $1",
        params![id, wamid.as_str(), token],
    )?;
    Ok(())
}

/// Writes the reactions to a message.
///
/// # Errors
/// When the engine refuses.
pub fn set_reactions(tx: &mut Tx<'_>, id: MessageId, reactions: Option<&Value>) -> Result<(), Fault> {
    tx.execute("update messages set reactions = $2 where id = $1", params![id, reactions])?;
    Ok(())
}

/// Writes the text a customer changed a message to.
///
/// # Errors
/// When the engine refuses.
pub fn set_text(tx: &mut Tx<'_>, id: MessageId, text: Option<&str>, at: Timestamp) -> Result<(), Fault> {
    tx.execute("update messages set text = $2, edited_at = $3 where id = $1", params![id, text, at])?;
    Ok(())
}

/// Notes that a customer took a message back.
///
/// # Errors
/// When the engine refuses.
pub fn set_deleted(tx: &mut Tx<'_>, id: MessageId, at: Timestamp) -> Result<(), Fault> {
    tx.execute("update messages set deleted_at = $2 where id = $1", params![id, at])?;
    Ok(())
}

/// One message.
///
/// # Errors
/// When the engine refuses.
pub fn get(tx: &mut Tx<'_>, id: MessageId) -> Result<Option<MessageRow>, Fault> {
    tx.query_one(&format!("select {COLUMNS} from messages m where m.id = $1"), params![id], read)
}

/// The message with this wamid on a channel.
///
/// # Errors
/// When the engine refuses.
pub fn find_by_wamid(
    tx: &mut Tx<'_>,
    channel_id: ChannelId,
    wamid: &Wamid,
) -> Result<Option<MessageRow>, Fault> {
    tx.query_one(
        &format!("select {COLUMNS} from messages m where m.channel_id = $1 and m.wamid = $2"),
        params![channel_id, wamid.as_str()],
        read,
    )
}

/// The message that a browser gave this id in a thread.
///
/// # Errors
/// When the engine refuses.
pub fn find_by_client_id(
    tx: &mut Tx<'_>,
    thread_id: ThreadId,
    client_id: &str,
) -> Result<Option<MessageRow>, Fault> {
    tx.query_one(
        &format!("select {COLUMNS} from messages m where m.thread_id = $1 and m.client_id = $2"),
        params![thread_id, client_id],
        read,
    )
}

/// Messages with this wamid on any channel.
///
/// # Errors
/// When the engine refuses.
pub fn find_by_wamid_anywhere(tx: &mut Tx<'_>, wamid: &Wamid) -> Result<Vec<MessageRow>, Fault> {
    tx.query(
        &format!("select {COLUMNS} from messages m where m.wamid = $1 limit 2"),
        params![wamid.as_str()],
        read,
    )
}

/// The only message of a thread with this token; `None` also when there are several.
///
/// # Errors
/// When the engine refuses.
pub fn find_by_token(tx: &mut Tx<'_>, thread_id: ThreadId, token: &str) -> Result<Option<MessageRow>, Fault> {
    let found = tx.query(
        &format!("select {COLUMNS} from messages m where m.thread_id = $1 and m.wamid_token = $2 limit 2"),
        params![thread_id, token],
        read,
    )?;
    Ok(if found.len() == 1 { found.into_iter().next() } else { None })
}

pub(super) fn read(row: &Row<'_>) -> Result<MessageRow, Fault> {
    let state: Option<String> = row.get(25)?;
    let delivery = match state {
        None => None,
        Some(state) => Some(StoredDelivery {
            state: word("messages.delivery_state", &state, DeliveryState::parse)?,
            times: row
                .get::<Option<Value>>(26)?
                .and_then(|times| serde_json::from_value(times).ok())
                .unwrap_or_default(),
            attempt: row.get(27)?,
            is_uncertain: row.get(28)?,
            error: row.get::<Option<Value>>(29)?.and_then(|error| serde_json::from_value(error).ok()),
        }),
    };
    Ok(MessageRow {
        seq: row.get(0)?,
        id: row.get(1)?,
        channel_id: row.get(2)?,
        thread_id: row.get(3)?,
        ticket_id: row.get(4)?,
        contact_id: row.get(5)?,
        wamid: row.get::<Option<String>>(6)?.map(Wamid),
        wamid_token: row.get(7)?,
        client_id: row.get(8)?,
        direction: word("messages.direction", &row.get::<String>(9)?, Direction::parse)?,
        author_kind: word("messages.author_kind", &row.get::<String>(10)?, AuthorKind::parse)?,
        author_id: row.get(11)?,
        kind: word("messages.kind", &row.get::<String>(12)?, MessageKind::parse)?,
        text: row.get(13)?,
        media_id: row.get(14)?,
        detail: row.get(15)?,
        template: row.get(16)?,
        context: row.get(17)?,
        mentions: row
            .get::<Option<Value>>(18)?
            .and_then(|list| serde_json::from_value(list).ok())
            .unwrap_or_default(),
        reactions: row.get(19)?,
        referral: row.get(20)?,
        sent_at: row.get(21)?,
        received_at: row.get(22)?,
        edited_at: row.get(23)?,
        deleted_at: row.get(24)?,
        delivery,
    })
}
