//! Deliveries: the outbox. A row exists before its call; the call's outcome ends it.

use tresen_domain::{
    delivery::{DeliveryError, DeliveryState},
    id::{ChannelId, DeliveryId, MessageId, ThreadId, Wamid},
    time::Timestamp,
};
use uuid::Uuid;

use crate::{
    Fault, Topic, Tx, params,
    seam::{Row, word},
};

/// Where an attempt stands with our own worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Waits for its turn.
    Queued,
    /// The call is (or was, before a crash) under way.
    Sending,
    /// The call ended without an answer: only a status can tell.
    Unknown,
    /// Over, well or not.
    Ended,
}

impl Phase {
    /// The word kept in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Unknown => "unknown",
            Self::Ended => "ended",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        [Self::Queued, Self::Sending, Self::Unknown, Self::Ended]
            .into_iter()
            .find(|phase| phase.as_str() == word)
    }
}

/// One attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Our id.
    pub id: DeliveryId,
    /// What is sent.
    pub message_id: MessageId,
    /// Its place: attempts of one thread go out in this order.
    pub message_seq: i64,
    /// Through which channel.
    pub channel_id: ChannelId,
    /// To whom.
    pub thread_id: ThreadId,
    /// Counted from 1.
    pub attempt: i64,
    /// Where it stands.
    pub phase: Phase,
    /// Calls made for it so far.
    pub tries: i64,
    /// Not before; for `unknown`: when it is given up.
    pub due_at: Timestamp,
    /// When it was queued.
    pub created_at: Timestamp,
}

/// A status whose message is not known yet.
#[derive(Debug, Clone, PartialEq)]
pub struct ParkedStatus {
    /// Our id.
    pub id: Uuid,
    /// The channel.
    pub channel_id: ChannelId,
    /// The message it reports on.
    pub wamid: Wamid,
    /// How far it came.
    pub state: DeliveryState,
    /// By the platform's clock.
    pub at: Timestamp,
    /// Why it failed.
    pub error: Option<DeliveryError>,
    /// When it was put aside.
    pub parked_at: Timestamp,
}

const COLUMNS: &str =
    "id, message_id, message_seq, channel_id, thread_id, attempt, phase, tries, due_at, created_at";

/// Queues an attempt and wakes the worker.
///
/// # Errors
/// When the engine refuses.
pub fn insert(tx: &mut Tx<'_>, delivery: &Delivery) -> Result<(), Fault> {
    tx.execute(
        "insert into deliveries (id, message_id, message_seq, channel_id, thread_id, attempt, phase, tries, due_at, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            delivery.id,
            delivery.message_id,
            delivery.message_seq,
            delivery.channel_id,
            delivery.thread_id,
            delivery.attempt,
            delivery.phase.as_str(),
            delivery.tries,
            delivery.due_at,
            delivery.created_at
        ],
    )?;
    tx.wake(Topic::Outbox);
    Ok(())
}

/// The first open attempt of each thread, soonest due first: what may be sent next, in order per recipient.
/// Channels whose credentials are refused are left out.
///
/// # Errors
/// When the engine refuses.
pub fn list_heads(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Delivery>, Fault> {
    tx.query(
        &format!(
            "select {COLUMNS} from deliveries d where phase <> 'ended'
             and not exists (select 1 from deliveries e where e.thread_id = d.thread_id and e.phase <> 'ended'
               and (e.message_seq < d.message_seq or (e.message_seq = d.message_seq and e.attempt < d.attempt)))
             and not exists (select 1 from channels c where c.id = d.channel_id and c.health_state = 'bad_credentials')
             order by due_at, message_seq limit $1"
        ),
        params![limit],
        read,
    )
}

/// Moves an attempt on.
///
/// # Errors
/// When the engine refuses.
pub fn set_phase(
    tx: &mut Tx<'_>,
    id: DeliveryId,
    phase: Phase,
    tries: i64,
    due_at: Timestamp,
) -> Result<(), Fault> {
    tx.execute(
        "update deliveries set phase = $2, tries = $3, due_at = $4 where id = $1 and phase <> 'ended'",
        params![id, phase.as_str(), tries, due_at],
    )?;
    tx.wake(Topic::Outbox);
    Ok(())
}

/// Ends every open attempt of a message; answers whether there was one.
///
/// # Errors
/// When the engine refuses.
pub fn end(tx: &mut Tx<'_>, message_id: MessageId, now: Timestamp) -> Result<bool, Fault> {
    let ended = tx.execute(
        "update deliveries set phase = 'ended', ended_at = $2 where message_id = $1 and phase <> 'ended'",
        params![message_id, now],
    )?;
    tx.wake(Topic::Outbox);
    Ok(ended > 0)
}

/// The open attempt of a message.
///
/// # Errors
/// When the engine refuses.
pub fn find_open(tx: &mut Tx<'_>, message_id: MessageId) -> Result<Option<Delivery>, Fault> {
    tx.query_one(
        &format!("select {COLUMNS} from deliveries where message_id = $1 and phase <> 'ended'"),
        params![message_id],
        read,
    )
}

/// After a restart: attempts whose call was under way have an unknown outcome until `give_up_at`.
///
/// # Errors
/// When the engine refuses.
pub fn doubt_all_sending(tx: &mut Tx<'_>, give_up_at: Timestamp) -> Result<Vec<MessageId>, Fault> {
    tx.query(
        "update deliveries set phase = 'unknown', due_at = $1 where phase = 'sending' returning message_id",
        params![give_up_at],
        |row| row.get(0),
    )
}

/// Puts a status aside until its message is known. The same report twice is kept once.
///
/// # Errors
/// When the engine refuses.
pub fn park_status(tx: &mut Tx<'_>, status: &ParkedStatus) -> Result<(), Fault> {
    tx.execute(
        "insert into parked_statuses (id, channel_id, wamid, state, at, error, pricing, parked_at) values ($1, $2, $3, $4, $5, $6, null, $7)
         on conflict (channel_id, wamid, state) do nothing",
        params![
            status.id,
            status.channel_id,
            status.wamid.as_str(),
            status.state.as_str(),
            status.at,
            status.error.as_ref().map(|error| serde_json::json!(error)),
            status.parked_at
        ],
    )?;
    Ok(())
}

/// Takes the statuses that were put aside for a message, in the order of their instants.
///
/// # Errors
/// When the engine refuses.
pub fn take_parked_statuses(
    tx: &mut Tx<'_>,
    channel_id: ChannelId,
    wamid: &Wamid,
) -> Result<Vec<ParkedStatus>, Fault> {
    let mut all = tx.query(
        "delete from parked_statuses where channel_id = $1 and wamid = $2 returning id, channel_id, wamid, state, at, error, parked_at",
        params![channel_id, wamid.as_str()],
        |row| {
            Ok(ParkedStatus {
                id: row.get(0)?,
                channel_id: row.get(1)?,
                wamid: Wamid(row.get(2)?),
                state: word("parked_statuses.state", &row.get::<String>(3)?, DeliveryState::parse)?,
                at: row.get(4)?,
                error: row.get::<Option<serde_json::Value>>(5)?.and_then(|error| serde_json::from_value(error).ok()),
                parked_at: row.get(6)?,
            })
        },
    )?;
    all.sort_by_key(|status| status.at);
    Ok(all)
}

/// Forgets statuses put aside before `before` whose message never became known; answers how many.
///
/// # Errors
/// When the engine refuses.
pub fn drop_old_parked(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, Fault> {
    tx.execute("delete from parked_statuses where parked_at < $1", params![before])
}

fn read(row: &Row<'_>) -> Result<Delivery, Fault> {
    Ok(Delivery {
        id: row.get(0)?,
        message_id: row.get(1)?,
        message_seq: row.get(2)?,
        channel_id: row.get(3)?,
        thread_id: row.get(4)?,
        attempt: row.get(5)?,
        phase: word("deliveries.phase", &row.get::<String>(6)?, Phase::parse)?,
        tries: row.get(7)?,
        due_at: row.get(8)?,
        created_at: row.get(9)?,
    })
}
