//! Channels. Their access tokens stand in the same row but are never part of a [`Channel`].

use std::time::Duration;

use tresen_domain::{
    channel::{Channel, ChannelKind, Health, HealthState, PhoneNumberId, WabaId},
    id::ChannelId,
};

use crate::{
    Fault, Tx, params,
    seam::{Row, word},
};

const COLUMNS: &str = "id, kind, name, app, waba_id, phone_number_id, display_phone_number, \
    threading_window_seconds, sends_read_receipts, health_state, health_detail, health_since_at, created_at";

/// Adds a channel.
///
/// # Errors
/// [`Fault::is_conflict`] when another channel has the number.
pub fn insert(tx: &mut Tx<'_>, channel: &Channel, access_token: &str) -> Result<(), Fault> {
    tx.execute(
        "insert into channels (id, kind, name, app, waba_id, phone_number_id, display_phone_number, access_token,
            threading_window_seconds, sends_read_receipts, health_state, health_detail, health_since_at, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        params![
            channel.id,
            channel.kind.as_str(),
            channel.name.as_str(),
            channel.app.as_str(),
            channel.waba_id.0.as_str(),
            channel.phone_number_id.0.as_str(),
            channel.display_phone_number.as_str(),
            access_token,
            seconds(channel.threading_window),
            channel.sends_read_receipts,
            channel.health.state.as_str(),
            channel.health.detail.as_str(),
            channel.health.since,
            channel.created_at
        ],
    )?;
    Ok(())
}

/// Writes what can be changed: all but kind, number, health and creation.
///
/// # Errors
/// When the engine refuses.
pub fn update(tx: &mut Tx<'_>, channel: &Channel) -> Result<(), Fault> {
    tx.execute(
        "update channels set name = $2, app = $3, waba_id = $4, display_phone_number = $5,
            threading_window_seconds = $6, sends_read_receipts = $7
         where id = $1",
        params![
            channel.id,
            channel.name.as_str(),
            channel.app.as_str(),
            channel.waba_id.0.as_str(),
            channel.display_phone_number.as_str(),
            seconds(channel.threading_window),
            channel.sends_read_receipts
        ],
    )?;
    Ok(())
}

/// Writes the health.
///
/// # Errors
/// When the engine refuses.
pub fn set_health(tx: &mut Tx<'_>, id: ChannelId, health: &Health) -> Result<(), Fault> {
    tx.execute(
        "update channels set health_state = $2, health_detail = $3, health_since_at = $4 where id = $1",
        params![id, health.state.as_str(), health.detail.as_str(), health.since],
    )?;
    Ok(())
}

/// Replaces the access token.
///
/// # Errors
/// When the engine refuses.
pub fn set_access_token(tx: &mut Tx<'_>, id: ChannelId, access_token: &str) -> Result<(), Fault> {
    tx.execute("update channels set access_token = $2 where id = $1", params![id, access_token])?;
    Ok(())
}

/// The access token, the only way to it; `None` for an unknown channel.
///
/// # Errors
/// When the engine refuses.
pub fn access_token(tx: &mut Tx<'_>, id: ChannelId) -> Result<Option<String>, Fault> {
    tx.query_one("select access_token from channels where id = $1", params![id], |row| row.get(0))
}

/// One channel.
///
/// # Errors
/// When the engine refuses.
pub fn get(tx: &mut Tx<'_>, id: ChannelId) -> Result<Option<Channel>, Fault> {
    tx.query_one(&format!("select {COLUMNS} from channels where id = $1"), params![id], read)
}

/// The channel of a number.
///
/// # Errors
/// When the engine refuses.
pub fn find_by_number(tx: &mut Tx<'_>, number: &PhoneNumberId) -> Result<Option<Channel>, Fault> {
    tx.query_one(
        &format!("select {COLUMNS} from channels where phone_number_id = $1"),
        params![number.0.as_str()],
        read,
    )
}

/// Every channel, in the order of creation. There are few.
///
/// # Errors
/// When the engine refuses.
pub fn list_all(tx: &mut Tx<'_>) -> Result<Vec<Channel>, Fault> {
    tx.query(&format!("select {COLUMNS} from channels order by id"), &[], read)
}

/// Channels in the order of creation, at most `limit`, those after `after`.
///
/// # Errors
/// When the engine refuses.
pub fn list(tx: &mut Tx<'_>, after: Option<ChannelId>, limit: i64) -> Result<Vec<Channel>, Fault> {
    let after = after.map_or(uuid::Uuid::nil(), |id| id.0);
    tx.query(
        &format!("select {COLUMNS} from channels where id > $1 order by id limit $2"),
        params![after, limit],
        read,
    )
}

/// Whether anybody ever wrote on it: such a channel is never deleted.
///
/// # Errors
/// When the engine refuses.
pub fn has_threads(tx: &mut Tx<'_>, id: ChannelId) -> Result<bool, Fault> {
    Ok(!tx.query("select 1 from threads where channel_id = $1 limit 1", params![id], |_| Ok(()))?.is_empty())
}

/// Removes a channel without threads, with its identities and templates; true when there was one.
///
/// # Errors
/// When threads or contacts' messages still point at it, or the engine refuses.
pub fn delete(tx: &mut Tx<'_>, id: ChannelId) -> Result<bool, Fault> {
    tx.execute("delete from templates where channel_id = $1", params![id])?;
    tx.execute("delete from identities where channel_id = $1", params![id])?;
    Ok(tx.execute("delete from channels where id = $1", params![id])? > 0)
}

fn seconds(span: Duration) -> i64 {
    i64::try_from(span.as_secs()).unwrap_or(i64::MAX)
}

fn read(row: &Row<'_>) -> Result<Channel, Fault> {
    Ok(Channel {
        id: row.get(0)?,
        kind: word("channels.kind", &row.get::<String>(1)?, ChannelKind::parse)?,
        name: row.get(2)?,
        app: row.get(3)?,
        waba_id: WabaId(row.get(4)?),
        phone_number_id: PhoneNumberId(row.get(5)?),
        display_phone_number: row.get(6)?,
        threading_window: Duration::from_secs(u64::try_from(row.get::<i64>(7)?).unwrap_or(0)),
        sends_read_receipts: row.get(8)?,
        health: Health {
            state: word("channels.health_state", &row.get::<String>(9)?, HealthState::parse)?,
            detail: row.get(10)?,
            since: row.get(11)?,
        },
        created_at: row.get(12)?,
    })
}
