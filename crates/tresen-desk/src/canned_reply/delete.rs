//! Removing a canned reply.

use tresen_domain::{agent::Permission, id::CannedReplyId};
use tresen_storage::canned_reply as rows;

use super::fields::Reach;
use crate::{Desk, Refusal, Who, list_changed::list_changed};

/// Removes a canned reply; what was sent with it stays as it was.
///
/// # Errors
/// [`Refusal::NotFound`], also for one of a team that is not the asker's.
pub async fn delete(desk: &Desk, who: &Who, id: CannedReplyId) -> Result<(), Refusal> {
    who.needs(Permission::EditShared)?;
    let (who, now) = (who.clone(), desk.now());
    desk.store
        .write(move |tx| {
            let reach = Reach::of(tx, &who)?;
            rows::get(tx, id)?
                .filter(|reply| reach.covers(reply.team_id))
                .ok_or(Refusal::NotFound { what: "canned reply" })?;
            rows::delete(tx, id)?;
            Ok(list_changed(tx, who.actor, "canned_replies", now)?)
        })
        .await
}
