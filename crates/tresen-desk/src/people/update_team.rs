//! Renaming a team or giving it another colour.

use tresen_domain::{agent::Permission, id::TeamId};
use tresen_storage::team::{self, Team};

use super::{create_team::name_taken, text::Fields};
use crate::{Desk, Refusal, Who, list_changed::list_changed};

/// What to change; `None` leaves it.
#[derive(Debug, Clone, Default)]
pub struct UpdateTeam {
    /// New name.
    pub name: Option<String>,
    /// New colour; empty for none.
    pub color: Option<String>,
}

/// Changes a team.
///
/// # Errors
/// [`Refusal::Forbidden`] below administrator, [`Refusal::NotFound`], [`Refusal::Conflict`] when the name is
/// taken, [`Refusal::Invalid`].
pub async fn update_team(desk: &Desk, who: &Who, id: TeamId, command: UpdateTeam) -> Result<Team, Refusal> {
    who.needs(Permission::Administer)?;
    let mut fields = Fields::default();
    let name = command.name.map(|name| fields.name("name", &name));
    let color = command.color.map(|color| fields.color("color", &color));
    fields.end()?;
    let (actor, now) = (who.actor, desk.now());
    desk.store
        .write(move |tx| {
            let mut team = team::get(tx, id)?.ok_or(Refusal::NotFound { what: "team" })?;
            team.name = name.unwrap_or(team.name);
            team.color = color.unwrap_or(team.color);
            if team::find_by_name(tx, &team.name)?.is_some_and(|other| other != id) {
                return Err(name_taken(&team.name));
            }
            team::update(tx, &team)?;
            list_changed(tx, actor, "teams", now)?;
            Ok(team)
        })
        .await
}
