//! Connecting a number.

use std::time::Duration;

use tresen_domain::{
    agent::Permission,
    channel::{Channel, ChannelKind, DEFAULT_THREADING_WINDOW, Health, HealthState, PhoneNumberId, WabaId},
    id::ChannelId,
};
use tresen_storage::{channel as rows, journal};
use tresen_whatsapp::secret::AccessToken;

use super::fields::Problems;
use crate::{Desk, Refusal, Who, inbound::replay, list_changed::list_changed};

/// How long the platform may take to tell about the number before the channel is made without it.
const PATIENCE: Duration = Duration::from_secs(3);

/// What is needed to connect a number.
#[derive(Debug, Clone)]
pub struct CreateChannel {
    /// How.
    pub kind: ChannelKind,
    /// Shown to agents.
    pub name: String,
    /// Key of the Meta app in the configuration.
    pub app: String,
    /// The business account.
    pub waba_id: String,
    /// The number.
    pub phone_number_id: String,
    /// Of the system user.
    pub access_token: String,
    /// How long a finished ticket takes further messages; a day unless given.
    pub threading_window_minutes: Option<u32>,
    /// Blue ticks for the customer when a ticket is read; on unless given.
    pub sends_read_receipts: Option<bool>,
}

/// Connects a number. Messages that came for it before are applied right after.
///
/// The platform is asked for the number's looks and whether the token works; its silence does not stand in
/// the way, its answer becomes the channel's health.
///
/// # Errors
/// [`Refusal::Invalid`] with every field that does not fit, [`Refusal::NumberTaken`].
pub async fn create(desk: &Desk, who: &Who, command: CreateChannel) -> Result<Channel, Refusal> {
    who.needs(Permission::Administer)?;
    let mut problems = Problems::default();
    let now = desk.now();
    let token = problems.token(&command.access_token);
    let mut channel = Channel {
        id: ChannelId::new(desk.ids.as_ref(), now),
        kind: command.kind,
        name: problems.name(&command.name),
        app: problems.app(desk, &command.app),
        waba_id: WabaId(problems.vendor_id("waba_id", &command.waba_id)),
        phone_number_id: PhoneNumberId(problems.vendor_id("phone_number_id", &command.phone_number_id)),
        display_phone_number: String::new(),
        threading_window: command
            .threading_window_minutes
            .map_or(DEFAULT_THREADING_WINDOW, |minutes| problems.window(minutes)),
        sends_read_receipts: command.sends_read_receipts.unwrap_or(true),
        health: Health { state: HealthState::Unknown, detail: String::new(), since: now },
        created_at: now,
    };
    problems.refuse()?;
    let Some(token) = token else {
        return Err(Refusal::invalid("access_token", "required", "paste the access token"));
    };
    ask_platform(desk, &token, &mut channel).await;
    let actor = who.actor;
    let made = desk
        .store
        .write(move |tx| {
            if rows::find_by_number(tx, &channel.phone_number_id)?.is_some() {
                return Err(Refusal::NumberTaken);
            }
            if channel.display_phone_number.is_empty() {
                let seen = journal::list_unassigned(tx)?
                    .into_iter()
                    .find(|seen| seen.phone_number_id == channel.phone_number_id.0);
                channel.display_phone_number =
                    seen.and_then(|seen| seen.display_phone_number).unwrap_or_default();
            }
            rows::insert(tx, &channel, token.expose()).map_err(taken)?;
            list_changed(tx, actor, "channels", now)?;
            Ok(channel)
        })
        .await?;
    tracing::info!(channel = %made.id, "a number was connected");
    if let Err(fault) = replay(desk, &made.phone_number_id).await {
        tracing::error!(channel = %made.id, %fault, "messages that came before the channel were not all applied");
    }
    Ok(made)
}

/// Two administrators at once: the second learns the same as if it had been later.
fn taken(fault: tresen_storage::Fault) -> Refusal {
    if fault.is_conflict() { Refusal::NumberTaken } else { fault.into() }
}

async fn ask_platform(desk: &Desk, token: &AccessToken, channel: &mut Channel) {
    let asked =
        tokio::time::timeout(PATIENCE, desk.cloud.phone_number(token, &channel.phone_number_id)).await;
    match asked {
        Ok(Ok(number)) => {
            channel.display_phone_number = number.display_phone_number.unwrap_or_default();
            channel.health.state = HealthState::Ok;
        }
        Ok(Err(failure)) if failure.verdict().is_some_and(|verdict| verdict.is_credentials) => {
            channel.health.state = HealthState::BadCredentials;
            channel.health.detail = failure.to_string();
        }
        Ok(Err(_)) | Err(_) => {}
    }
}
