//! Making our copy of a channel's templates what the platform has.

use std::collections::BTreeMap;

use tresen_domain::{
    actor::Actor,
    agent::Permission,
    id::{ChannelId, IdSource, TemplateId},
    time::Timestamp,
};
use tresen_storage::{
    Fault, Tx, channel,
    template::{self as rows, Template},
};
use tresen_whatsapp::{client::ListedTemplate, secret::AccessToken};

use crate::{Desk, Refusal, Who, channel as health, list_changed::list_changed};

/// What became of our copy.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Synced {
    /// New to us.
    pub added: u32,
    /// Changed at the platform.
    pub updated: u32,
    /// Gone at the platform.
    pub removed: u32,
}

/// Asks the platform for all templates of a channel's account and takes them over.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::ChannelUnavailable`] when the platform does not answer or refuses.
pub async fn sync(desk: &Desk, who: &Who, channel_id: ChannelId) -> Result<Synced, Refusal> {
    who.needs(Permission::Answer)?;
    take(desk, who.actor, channel_id).await
}

/// The same after the platform told of a change. A failure is logged: the next change or request tries again.
pub async fn refresh(desk: &Desk, channel_id: ChannelId) {
    if let Err(refusal) = take(desk, Actor::System, channel_id).await {
        tracing::warn!(channel = %channel_id, %refusal, "templates were not refreshed");
    }
}

async fn take(desk: &Desk, actor: Actor, channel_id: ChannelId) -> Result<Synced, Refusal> {
    let (channel, token) = desk
        .store
        .read(move |tx| -> Result<_, Fault> {
            Ok((channel::get(tx, channel_id)?, channel::access_token(tx, channel_id)?))
        })
        .await?;
    let channel = channel.ok_or(Refusal::NotFound { what: "channel" })?;
    let token = token.and_then(|token| AccessToken::new(token).ok()).ok_or_else(|| {
        Refusal::ChannelUnavailable { reason: "the channel has no access token".to_owned() }
    })?;
    let listed = match desk.cloud.list_templates(&token, &channel.waba_id).await {
        Ok(listed) => listed,
        Err(failure) => {
            health::note_failure(desk, channel_id, &failure).await?;
            return Err(Refusal::ChannelUnavailable { reason: failure.to_string() });
        }
    };
    let (ids, now) = (desk.ids.clone(), desk.now());
    desk.store
        .write(move |tx| {
            let synced = take_over(tx, ids.as_ref(), channel_id, listed, now)?;
            if synced != Synced::default() {
                list_changed(tx, actor, "templates", now)?;
            }
            Ok(synced)
        })
        .await
}

fn take_over(
    tx: &mut Tx<'_>,
    ids: &dyn IdSource,
    channel_id: ChannelId,
    listed: Vec<ListedTemplate>,
    now: Timestamp,
) -> Result<Synced, Fault> {
    let mut ours: BTreeMap<(String, String), Template> = rows::list_by_channel(tx, channel_id)?
        .into_iter()
        .map(|one| ((one.name.clone(), one.language.clone()), one))
        .collect();
    let mut synced = Synced::default();
    // What `compose` cannot send (carousels, forms, one-time codes) is of no use to agents yet.
    for theirs in listed.into_iter().filter(|one| one.is_sendable) {
        let before = ours.remove(&(theirs.name.clone(), theirs.language.clone()));
        let template = Template {
            id: before.as_ref().map_or_else(|| TemplateId::new(ids, now), |before| before.id),
            channel_id,
            vendor_id: theirs.vendor_id,
            name: theirs.name,
            language: theirs.language,
            category: theirs.category.to_lowercase(),
            status: theirs.status.to_lowercase(),
            quality: theirs.quality.map(|quality| quality.to_lowercase()),
            body: theirs.body,
            synced_at: now,
        };
        match &before {
            None => synced.added += 1,
            Some(before) if Template { synced_at: now, ..before.clone() } != template => synced.updated += 1,
            Some(_) => {}
        }
        rows::upsert(tx, &template)?;
    }
    for gone in ours.into_values() {
        rows::delete(tx, gone.id)?;
        synced.removed += 1;
    }
    Ok(synced)
}
