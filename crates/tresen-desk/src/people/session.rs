//! Finding the session behind a cookie, with every request.

use std::time::Duration;

use tresen_domain::{actor::Actor, agent::Sight, time::Timestamp};
use tresen_storage::{
    agent::{self, Agent},
    session::{self, Session},
};

use super::Secret;
use crate::{Desk, Refusal, Who};

/// A session that is not used for this long ends.
pub(super) const LIFE: Duration = Duration::from_hours(30 * 24);
/// Times of last use are written at most this often.
pub(super) const TOUCH_EVERY: Duration = Duration::from_mins(1);

/// A signed-in agent.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Their rights.
    pub who: Who,
    /// Their profile.
    pub agent: Agent,
    /// The browser they use.
    pub session: Session,
}

impl SignedIn {
    pub(super) fn new(agent: Agent, session: Session) -> Self {
        let who = Who {
            actor: Actor::Agent(agent.id),
            name: agent.display_name.clone(),
            role: agent.role,
            sight: Sight::of(agent.role, agent.visibility, agent.id, agent.team_ids.clone()),
        };
        Self { who, agent, session }
    }
}

/// The agent behind a session token; `None` for an unknown or ended one, or an agent who was switched off.
///
/// Moves the session's end; at most once a minute, so that reading stays reading. `address`: where the request
/// came from.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_session(desk: &Desk, token: &Secret, address: &str) -> Result<Option<SignedIn>, Refusal> {
    let digest = token.digest();
    let found: Option<(Agent, Session)> = desk
        .store
        .read::<_, Refusal, _>(move |tx| {
            let Some(session) = session::find_by_token(tx, &digest)? else { return Ok(None) };
            Ok(agent::get(tx, session.agent_id)?.map(|agent| (agent, session)))
        })
        .await?;
    let now = desk.now();
    let Some((agent, mut session)) =
        found.filter(|(agent, session)| agent.is_active && session.expires_at > now)
    else {
        return Ok(None);
    };
    if now.since(session.last_seen_at) >= TOUCH_EVERY {
        (session.last_seen_at, session.expires_at) = (now, now.plus(LIFE));
        address.clone_into(&mut session.address);
        touch(desk, &session, now).await;
    }
    Ok(Some(SignedIn::new(agent, session)))
}

/// Notes the use of a session. That it could not be noted is no reason to turn the agent away.
async fn touch(desk: &Desk, session: &Session, now: Timestamp) {
    let session = session.clone();
    let noted = desk
        .store
        .write::<_, Refusal, _>(move |tx| {
            session::touch(tx, session.id, &session.address, now, session.expires_at)?;
            agent::set_last_seen(tx, session.agent_id, now)?;
            Ok(())
        })
        .await;
    if let Err(refusal) = noted {
        tracing::warn!(%refusal, "the use of a session could not be noted");
    }
}
