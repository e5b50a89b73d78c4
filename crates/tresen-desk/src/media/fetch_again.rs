//! A person asks for a file once more.

use tresen_domain::{agent::Permission, id::MediaId, media::MediaState};
use tresen_storage::media as rows;

use super::worker::announce;
use crate::{Desk, Refusal, Who};

/// Lets a customer's file be fetched again at once, whether it was given up or waits for its next try.
///
/// # Errors
/// [`Refusal::NotFound`] unless a ticket with the file may be seen; [`Refusal::Conflict`] for a file that is
/// ready or is not the customer's.
pub async fn fetch_again(desk: &Desk, who: &Who, id: MediaId) -> Result<(), Refusal> {
    who.needs(Permission::Answer)?;
    let (sight, now) = (who.sight.clone(), desk.now());
    desk.store
        .write(move |tx| {
            if !rows::is_visible(tx, id, &sight)? {
                return Err(Refusal::NotFound { what: "file" });
            }
            if !rows::fetch_again(tx, id, now)? {
                return Err(Refusal::conflict("the file is not one that can be fetched again"));
            }
            Ok(announce(tx, id, MediaState::Pending, now)?)
        })
        .await
}
