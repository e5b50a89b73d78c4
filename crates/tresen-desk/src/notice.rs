//! Notices: told to one agent, at the top right and in the list behind the bell.

mod list;

use serde_json::json;
use tresen_domain::{
    actor::Actor,
    event::{EventKind, NewEvent},
    id::NoticeId,
};
use tresen_storage::{
    Fault, Tx, event,
    notice::{self, Notice},
};

pub use list::{NoticesPage, list};

use crate::{Desk, Refusal, Who};

/// A message will not arrive; text is the code.
pub const MESSAGE_FAILED: &str = "message_failed";
/// Somebody mentioned the agent in a note; text is an excerpt.
pub const MENTION: &str = "mention";
/// Somebody gave the agent a ticket; text is empty.
pub const ASSIGNED: &str = "assigned";
/// A channel cannot send; text is its name.
pub const CHANNEL_TROUBLE: &str = "channel_trouble";

/// Writes a notice and tells the agent's screens.
pub(crate) fn tell(tx: &mut Tx<'_>, notice: &Notice) -> Result<(), Fault> {
    notice::insert(tx, notice)?;
    let data = json!({ "notice_id": notice.id, "agent_id": notice.agent_id });
    let event = NewEvent::of_desk(EventKind::NoticeAdded, Actor::System, notice.at, data);
    event::append(tx, &NewEvent { message_id: notice.message_id, ..event }).map(|_| ())
}

/// Marks one's notices as seen; an empty list means all.
///
/// # Errors
/// [`Refusal::Storage`] when the database fails. Programs have no notices: nothing happens.
pub async fn mark_read(desk: &Desk, who: &Who, ids: Vec<NoticeId>) -> Result<(), Refusal> {
    let (Some(agent_id), now) = (who.agent_id(), desk.now()) else { return Ok(()) };
    desk.store.write(move |tx| notice::mark_read(tx, agent_id, &ids, now)).await?;
    Ok(())
}
