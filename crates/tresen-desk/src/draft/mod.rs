//! Drafts: unsent text, kept so that it is there on the next device and after a crash.

mod delete;
mod list;
mod put;

pub use delete::delete;
pub use list::{get, list};
pub use put::{PutDraft, put};

use tresen_domain::id::{AgentId, TicketId};
use tresen_storage::{Tx, ticket};

use crate::{Refusal, Who};

/// The agent who types; for programs there are no drafts.
fn writer(who: &Who) -> Result<AgentId, Refusal> {
    who.agent_id().ok_or(Refusal::NotFound { what: "draft" })
}

/// Refuses a ticket that does not exist or may not be seen.
fn check_ticket(tx: &mut Tx<'_>, who: &Who, id: TicketId) -> Result<(), Refusal> {
    if ticket::may_see(tx, id, &who.sight)? { Ok(()) } else { Err(Refusal::NotFound { what: "ticket" }) }
}
