//! The fact that a shared list changed: browsers read it again.

use serde_json::json;
use tresen_domain::{
    actor::Actor,
    event::{EventKind, NewEvent},
    time::Timestamp,
};
use tresen_storage::{Fault, Tx, event};

/// Appends the fact. `list`: one of the names of a live frame's `refresh`.
pub(crate) fn list_changed(
    tx: &mut Tx<'_>,
    actor: Actor,
    list: &'static str,
    now: Timestamp,
) -> Result<(), Fault> {
    event::append(tx, &NewEvent::of_desk(EventKind::ListChanged, actor, now, json!({ "list": list })))?;
    Ok(())
}
