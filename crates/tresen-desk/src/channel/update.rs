//! Changing a channel. Its number stays: another number is another channel.

use tresen_domain::{
    agent::Permission,
    channel::{Channel, Health, HealthState, WabaId},
    id::ChannelId,
};
use tresen_storage::{Topic, channel as rows};

use super::fields::Problems;
use crate::{Desk, Refusal, Who, list_changed::list_changed};

/// What to change; what is not given stays.
#[derive(Debug, Clone, Default)]
pub struct UpdateChannel {
    /// Shown to agents.
    pub name: Option<String>,
    /// Key of the Meta app in the configuration.
    pub app: Option<String>,
    /// The business account.
    pub waba_id: Option<String>,
    /// Replaces the token; the queue is let go again.
    pub access_token: Option<String>,
    /// How long a finished ticket takes further messages.
    pub threading_window_minutes: Option<u32>,
    /// Blue ticks for the customer when a ticket is read.
    pub sends_read_receipts: Option<bool>,
}

/// Changes a channel. A new token makes its health unknown, so that what was held is tried again.
///
/// # Errors
/// [`Refusal::Invalid`] with every field that does not fit, [`Refusal::NotFound`].
pub async fn update(
    desk: &Desk,
    who: &Who,
    id: ChannelId,
    command: UpdateChannel,
) -> Result<Channel, Refusal> {
    who.needs(Permission::Administer)?;
    let mut problems = Problems::default();
    let name = command.name.as_deref().map(|name| problems.name(name));
    let app = command.app.as_deref().map(|app| problems.app(desk, app));
    let waba_id = command.waba_id.as_deref().map(|id| WabaId(problems.vendor_id("waba_id", id)));
    let token = command.access_token.as_deref().and_then(|token| problems.token(token));
    let window = command.threading_window_minutes.map(|minutes| problems.window(minutes));
    problems.refuse()?;
    let (actor, now) = (who.actor, desk.now());
    desk.store
        .write(move |tx| {
            let before = rows::get(tx, id)?.ok_or(Refusal::NotFound { what: "channel" })?;
            let mut channel = Channel {
                name: name.unwrap_or(before.name),
                app: app.unwrap_or(before.app),
                waba_id: waba_id.unwrap_or(before.waba_id),
                threading_window: window.unwrap_or(before.threading_window),
                sends_read_receipts: command.sends_read_receipts.unwrap_or(before.sends_read_receipts),
                ..before
            };
            rows::update(tx, &channel)?;
            if let Some(token) = &token {
                rows::set_access_token(tx, id, token.expose())?;
                channel.health = Health { state: HealthState::Unknown, detail: String::new(), since: now };
                rows::set_health(tx, id, &channel.health)?;
                tx.wake(Topic::Outbox);
                tx.wake(Topic::Media);
            }
            list_changed(tx, actor, "channels", now)?;
            Ok(channel)
        })
        .await
}
