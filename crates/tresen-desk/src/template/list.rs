//! Reading templates.

use tresen_domain::{
    agent::Permission,
    id::{ChannelId, TemplateId},
};
use tresen_storage::template::{self as rows, Template};

use crate::{Desk, Refusal, Who};

/// Templates of one channel or of all, at most `limit`, those after `after`.
///
/// # Errors
/// [`Refusal::Forbidden`].
pub async fn list(
    desk: &Desk,
    who: &Who,
    channel_id: Option<ChannelId>,
    after: Option<TemplateId>,
    limit: i64,
) -> Result<Vec<Template>, Refusal> {
    who.needs(Permission::Answer)?;
    desk.store.read(move |tx| Ok(rows::list(tx, channel_id, after, limit)?)).await
}
