//! Signing in with e-mail and password.

use tresen_domain::id::SessionId;
use tresen_storage::{
    agent::{self, Agent},
    session::{self, Session},
};

use super::{Secret, SignInGate, SignedIn, password, session::LIFE};
use crate::{Desk, Refusal};

/// What a browser sends.
#[derive(Debug, Clone)]
pub struct SignIn {
    /// In any case, with or without white space around it.
    pub email: String,
    /// The password.
    pub password: Secret,
    /// What the browser calls itself; kept cut to 200 characters.
    pub user_agent: String,
    /// Where the request came from.
    pub address: String,
}

/// Opens a session. Answers its token, which is shown to nobody else, ever.
///
/// # Errors
/// [`Refusal::InvalidCredentials`] for a wrong password, an unknown e-mail and an agent who was switched off,
/// all after the same work. [`Refusal::RateLimited`] after too many of them.
pub async fn sign_in(desk: &Desk, gate: &SignInGate, command: SignIn) -> Result<(SignedIn, Secret), Refusal> {
    let email = command.email.trim().to_lowercase();
    let entered_at = desk.now();
    gate.enter(&email, &command.address, entered_at)?;
    let asked = email.clone();
    let known: Option<(Agent, String)> = desk
        .store
        .read::<_, Refusal, _>(move |tx| {
            let Some(agent) = agent::find_by_email(tx, &asked)? else { return Ok(None) };
            let hash = agent::password_hash(tx, agent.id)?;
            Ok(hash.filter(|_| agent.is_active).map(|hash| (agent, hash)))
        })
        .await?;
    let (agent, hash) = known.unzip();
    let fits = password::fits(command.password, hash).await?;
    let agent = agent.filter(|_| fits).ok_or(Refusal::InvalidCredentials)?;
    gate.succeeded(&email, &command.address, desk.now());
    open_session(desk, agent, &command.user_agent, command.address).await
}

async fn open_session(
    desk: &Desk,
    mut agent: Agent,
    user_agent: &str,
    address: String,
) -> Result<(SignedIn, Secret), Refusal> {
    let now = desk.now();
    let token = Secret::random("")?;
    let session = Session {
        id: SessionId::new(desk.ids.as_ref(), now),
        agent_id: agent.id,
        csrf_token: Secret::random("")?.expose().to_owned(),
        user_agent: user_agent.chars().filter(|one| !one.is_control()).take(200).collect(),
        address,
        created_at: now,
        last_seen_at: now,
        expires_at: now.plus(LIFE),
    };
    agent.last_seen_at = Some(now);
    let (kept, digest) = (session.clone(), token.digest());
    desk.store
        .write::<_, Refusal, _>(move |tx| {
            session::insert(tx, &kept, &digest)?;
            agent::set_last_seen(tx, kept.agent_id, now)?;
            Ok(())
        })
        .await?;
    Ok((SignedIn::new(agent, session), token))
}
