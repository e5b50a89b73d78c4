//! Giving an agent a new first password.

use tresen_domain::{agent::Permission, id::AgentId};
use tresen_storage::{agent, session};

use super::{Secret, password};
use crate::{Desk, Refusal, Who};

/// Makes a new password, ends every session of the agent, answers the password; it is not shown again.
///
/// # Errors
/// [`Refusal::Forbidden`] below administrator; [`Refusal::NotFound`].
pub async fn reset_password(desk: &Desk, who: &Who, id: AgentId) -> Result<Secret, Refusal> {
    who.needs(Permission::Administer)?;
    let first = Secret::first_password()?;
    let hash = password::hash(first.clone()).await?;
    desk.store
        .write(move |tx| {
            if agent::get(tx, id)?.is_none() {
                return Err(Refusal::NotFound { what: "agent" });
            }
            agent::set_password_hash(tx, id, &hash)?;
            session::delete_others(tx, id, None)?;
            Ok(())
        })
        .await?;
    Ok(first)
}
