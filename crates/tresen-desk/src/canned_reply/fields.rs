//! What may stand in a canned reply, and who may touch which.

use tresen_domain::{agent::Role, id::TeamId, split::TEXT_LIMIT};
use tresen_storage::{Fault, Tx, agent, team};

use crate::{FieldProblem, Refusal, Who};

const SHORTCUT_LIMIT: usize = 40;
const TITLE_LIMIT: usize = 120;

/// The shortcut as it is kept: lower case, without a leading `/`, without white space.
pub(super) fn shortcut(text: &str, problems: &mut Vec<FieldProblem>) -> String {
    let text = text.trim().trim_start_matches('/').to_lowercase();
    if text.is_empty() {
        problems.push(FieldProblem::new("shortcut", "required", "give it a short name to type"));
    } else if text.chars().count() > SHORTCUT_LIMIT {
        problems.push(FieldProblem::new(
            "shortcut",
            "too_long",
            format!("at most {SHORTCUT_LIMIT} characters"),
        ));
    } else if !text.chars().all(|one| one.is_alphanumeric() || matches!(one, '-' | '_' | '.')) {
        problems.push(FieldProblem::new("shortcut", "format", "letters, digits, `-`, `_` and `.` only"));
    }
    text
}

/// The trimmed title.
pub(super) fn title(text: &str, problems: &mut Vec<FieldProblem>) -> String {
    let text = text.trim().to_owned();
    if text.is_empty() {
        problems.push(FieldProblem::new("title", "required", "say what it is for"));
    } else if text.chars().count() > TITLE_LIMIT {
        problems.push(FieldProblem::new("title", "too_long", format!("at most {TITLE_LIMIT} characters")));
    }
    text
}

/// The text, with its line breaks.
pub(super) fn text(text: &str, problems: &mut Vec<FieldProblem>) -> String {
    let text = text.trim_end().to_owned();
    if text.trim().is_empty() {
        problems.push(FieldProblem::new("text", "required", "write the reply"));
    } else if text.chars().count() > TEXT_LIMIT {
        problems.push(FieldProblem::new("text", "too_long", format!("at most {TEXT_LIMIT} characters")));
    }
    text
}

/// The teams whose canned replies somebody sees and edits.
pub(super) enum Reach {
    /// Of every team.
    Every,
    /// Of these, besides those for everybody.
    Teams(Vec<TeamId>),
}

impl Reach {
    /// Supervisors reach all; agents their own teams.
    pub(super) fn of(tx: &mut Tx<'_>, who: &Who) -> Result<Self, Fault> {
        if who.role >= Role::Supervisor {
            return Ok(Self::Every);
        }
        Ok(Self::Teams(match who.agent_id() {
            Some(id) => agent::team_ids(tx, id)?,
            None => Vec::new(),
        }))
    }

    pub(super) fn covers(&self, team_id: Option<TeamId>) -> bool {
        match (self, team_id) {
            (Self::Every, _) | (_, None) => true,
            (Self::Teams(teams), Some(team)) => teams.contains(&team),
        }
    }

    /// Refuses a team that does not exist or that the asker does not reach.
    pub(super) fn check(&self, tx: &mut Tx<'_>, team_id: Option<TeamId>) -> Result<(), Refusal> {
        match team_id {
            Some(id) if team::get(tx, id)?.is_none() || !self.covers(team_id) => {
                Err(Refusal::invalid("team_id", "unknown", "choose one of your teams, or none for everybody"))
            }
            _ => Ok(()),
        }
    }
}
