//! How many tickets stand where: kept with every change, so that no screen counts.

use tresen_domain::{
    id::{AgentId, TeamId},
    ticket::{OwnerKind, Status, Ticket},
};
use uuid::Uuid;

use crate::{Fault, Tx, params, seam::word};

/// One kept number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// Status of these tickets.
    pub status: Status,
    /// Kind of owner.
    pub owner_kind: OwnerKind,
    /// The owning agent, if it is one.
    pub owner_agent_id: Option<AgentId>,
    /// The team, if any.
    pub team_id: Option<TeamId>,
    /// Whether somebody has unread messages there.
    pub is_unread: bool,
    /// How many.
    pub tickets: i64,
}

/// Every kept number above zero.
///
/// # Errors
/// When the engine refuses.
pub fn counts(tx: &mut Tx<'_>) -> Result<Vec<Count>, Fault> {
    tx.query("select status, owner_kind, owner_agent_id, team_id, is_unread, tickets from ticket_counts where tickets > 0", &[], |row| {
        let filled = |id: Uuid| (!id.is_nil()).then_some(id);
        Ok(Count {
            status: word("ticket_counts.status", &row.get::<String>(0)?, Status::parse)?,
            owner_kind: word("ticket_counts.owner_kind", &row.get::<String>(1)?, OwnerKind::parse)?,
            owner_agent_id: filled(row.get(2)?).map(AgentId),
            team_id: filled(row.get(3)?).map(TeamId),
            is_unread: row.get(4)?,
            tickets: row.get(5)?,
        })
    })
}

/// Takes a ticket out of the number it was in and puts it into the one it is in now.
pub(super) fn moved(tx: &mut Tx<'_>, before: Option<&Ticket>, after: Option<&Ticket>) -> Result<(), Fault> {
    let (before, after) = (before.map(place), after.map(place));
    if before == after {
        return Ok(());
    }
    for (place, by) in [(before, -1_i64), (after, 1)] {
        if let Some((status, owner_kind, agent, team, is_unread)) = place {
            tx.execute(
                "insert into ticket_counts (status, owner_kind, owner_agent_id, team_id, is_unread, tickets) values ($1, $2, $3, $4, $5, $6)
                 on conflict (status, owner_kind, owner_agent_id, team_id, is_unread) do update set tickets = ticket_counts.tickets + excluded.tickets",
                params![status.as_str(), owner_kind.as_str(), agent, team, is_unread, by],
            )?;
        }
    }
    Ok(())
}

fn place(ticket: &Ticket) -> (Status, OwnerKind, Uuid, Uuid, bool) {
    let agent = ticket.owner.agent_id().map_or(Uuid::nil(), |id| id.0);
    let team = ticket.team_id.map_or(Uuid::nil(), |id| id.0);
    (ticket.status, ticket.owner.kind(), agent, team, ticket.unread_count > 0)
}
