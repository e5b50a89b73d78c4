//! Ending sessions: one's own browser, or another of one's own.

use tresen_domain::id::SessionId;
use tresen_storage::session;

use super::SignedIn;
use crate::{Desk, Refusal, Who};

/// Ends the session of this browser.
///
/// # Errors
/// When the database fails.
pub async fn sign_out(desk: &Desk, signed_in: &SignedIn) -> Result<(), Refusal> {
    let id = signed_in.session.id;
    desk.store.write::<_, Refusal, _>(move |tx| Ok(session::delete(tx, id).map(|_| ())?)).await
}

/// Ends one of one's own sessions.
///
/// # Errors
/// [`Refusal::NotFound`] for somebody else's, and for programs, which have none.
pub async fn end_session(desk: &Desk, who: &Who, id: SessionId) -> Result<(), Refusal> {
    let missing = Refusal::NotFound { what: "session" };
    let Some(agent_id) = who.agent_id() else { return Err(missing) };
    desk.store
        .write(move |tx| {
            if session::get(tx, id, agent_id)?.is_none() {
                return Err(missing);
            }
            session::delete(tx, id)?;
            Ok(())
        })
        .await
}
