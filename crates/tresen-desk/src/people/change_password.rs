//! Changing one's own password.

use tresen_storage::{agent, session};

use super::{Secret, SignedIn, password};
use crate::{Desk, Refusal};

/// The old and the new one.
#[derive(Debug, Clone)]
pub struct ChangePassword {
    /// Proves that it is the agent and not an open browser.
    pub current: Secret,
    /// At least 10 characters.
    pub new: Secret,
}

/// Keeps the new password and ends every other session of the agent.
///
/// # Errors
/// [`Refusal::Invalid`] when the current one is wrong or the new one does not fit.
pub async fn change_password(
    desk: &Desk,
    signed_in: &SignedIn,
    command: ChangePassword,
) -> Result<(), Refusal> {
    password::check("new", &command.new)?;
    let (agent_id, session_id) = (signed_in.agent.id, signed_in.session.id);
    let hash = desk.store.read::<_, Refusal, _>(move |tx| Ok(agent::password_hash(tx, agent_id)?)).await?;
    if !password::fits(command.current, hash).await? {
        return Err(Refusal::invalid("current", "wrong", "this is not the current password"));
    }
    let hash = password::hash(command.new).await?;
    desk.store
        .write::<_, Refusal, _>(move |tx| {
            agent::set_password_hash(tx, agent_id, &hash)?;
            session::delete_others(tx, agent_id, Some(session_id))?;
            Ok(())
        })
        .await
}
