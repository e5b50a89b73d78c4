//! Teams named in a request must exist.

use tresen_domain::id::TeamId;
use tresen_storage::{Tx, team};

use crate::Refusal;

/// The same ids sorted, each once.
///
/// # Errors
/// [`Refusal::Invalid`] naming the first that does not exist.
pub(super) fn known(tx: &mut Tx<'_>, mut ids: Vec<TeamId>) -> Result<Vec<TeamId>, Refusal> {
    ids.sort_unstable();
    ids.dedup();
    for id in &ids {
        if team::get(tx, *id)?.is_none() {
            return Err(Refusal::invalid("team_ids", "unknown", format!("there is no team {id}")));
        }
    }
    Ok(ids)
}
