//! Dissolving a team: its tickets go back to no team.

use serde_json::json;
use tresen_domain::{
    actor::Actor,
    agent::{Permission, Sight},
    event::{EventKind, NewEvent},
    id::TeamId,
    ticket::Owner,
    time::Timestamp,
};
use tresen_storage::{
    Tx, team,
    ticket::{self, Filter, Sort, TicketSummary},
};

use crate::{Desk, Refusal, Who, list_changed::list_changed};

/// Tickets moved in one unit of work, so that nobody waits behind a large team.
const AT_ONCE: usize = 200;

/// Dissolves a team. Its members stay, its tickets lose their team, those in its queue have no owner then.
///
/// # Errors
/// [`Refusal::Forbidden`] below administrator; [`Refusal::NotFound`].
pub async fn delete_team(desk: &Desk, who: &Who, id: TeamId) -> Result<(), Refusal> {
    who.needs(Permission::Administer)?;
    let (actor, now) = (who.actor, desk.now());
    loop {
        let is_done = desk
            .store
            .write(move |tx| {
                if team::get(tx, id)?.is_none() {
                    return Err(Refusal::NotFound { what: "team" });
                }
                let filter = Filter { team_id: Some(id), ..Filter::default() };
                let (tickets, more) =
                    ticket::list(tx, &filter, &Sight::All, Sort::Latest, None, now, AT_ONCE)?;
                for summary in &tickets {
                    release(tx, actor, summary, now)?;
                }
                if more.is_some() {
                    return Ok(false);
                }
                team::delete(tx, id)?;
                for list in ["teams", "agents", "canned_replies"] {
                    list_changed(tx, actor, list, now)?;
                }
                Ok(true)
            })
            .await?;
        if is_done {
            return Ok(());
        }
    }
}

fn release(tx: &mut Tx<'_>, actor: Actor, summary: &TicketSummary, now: Timestamp) -> Result<(), Refusal> {
    let before = &summary.ticket;
    let mut after = before.clone();
    after.team_id = None;
    if let Owner::Queue(_) = before.owner {
        after.owner = Owner::Nobody;
    }
    after.updated_at = now;
    after.version += 1;
    ticket::update(tx, before, &after, summary.window)?;
    let data = json!({
        "from": before.owner.kind(),
        "to": after.owner.kind(),
        "team_id": null,
    });
    tresen_storage::event::append(
        tx,
        &NewEvent::of_ticket(EventKind::OwnerChanged, actor, &after, now, data),
    )?;
    Ok(())
}
