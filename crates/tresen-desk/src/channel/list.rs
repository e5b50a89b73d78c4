//! Reading channels: every agent may, answering needs their names and states.

use tresen_domain::{agent::Permission, channel::Channel, id::ChannelId};
use tresen_storage::channel as rows;

use crate::{Desk, Refusal, Who};

/// Channels in the order in which they were connected, at most `limit`, those after `after`.
///
/// # Errors
/// [`Refusal::Forbidden`].
pub async fn list(
    desk: &Desk,
    who: &Who,
    after: Option<ChannelId>,
    limit: i64,
) -> Result<Vec<Channel>, Refusal> {
    who.needs(Permission::Answer)?;
    desk.store.read(move |tx| Ok(rows::list(tx, after, limit)?)).await
}

/// One channel.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn get(desk: &Desk, who: &Who, id: ChannelId) -> Result<Channel, Refusal> {
    who.needs(Permission::Answer)?;
    desk.store.read(move |tx| rows::get(tx, id)?.ok_or(Refusal::NotFound { what: "channel" })).await
}
