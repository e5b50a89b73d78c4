//! Making a team.

use tresen_domain::{agent::Permission, id::TeamId};
use tresen_storage::team::{self, Team};

use super::text::Fields;
use crate::{Desk, Refusal, Who, list_changed::list_changed};

/// A new group.
#[derive(Debug, Clone)]
pub struct CreateTeam {
    /// Unique, whatever its case.
    pub name: String,
    /// A word of the palette or `#rrggbb`; empty for none.
    pub color: String,
}

/// Makes a team without members.
///
/// # Errors
/// [`Refusal::Forbidden`] below administrator, [`Refusal::Conflict`] when the name is taken, [`Refusal::Invalid`].
pub async fn create_team(desk: &Desk, who: &Who, command: CreateTeam) -> Result<Team, Refusal> {
    who.needs(Permission::Administer)?;
    let mut fields = Fields::default();
    let name = fields.name("name", &command.name);
    let color = fields.color("color", &command.color);
    fields.end()?;
    let (actor, now) = (who.actor, desk.now());
    let team =
        Team { id: TeamId::new(desk.ids.as_ref(), now), name, color, created_at: now, member_ids: vec![] };
    desk.store
        .write(move |tx| {
            if team::find_by_name(tx, &team.name)?.is_some() {
                return Err(name_taken(&team.name));
            }
            team::insert(tx, &team)?;
            list_changed(tx, actor, "teams", now)?;
            Ok(team)
        })
        .await
}

pub(super) fn name_taken(name: &str) -> Refusal {
    Refusal::conflict(format!("there is a team `{name}` already"))
}
