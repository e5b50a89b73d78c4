//! Read and unread: what an agent has looked at.

use serde_json::json;
use tresen_domain::{
    agent::Permission,
    event::{EventKind, NewEvent},
    id::TicketId,
};
use tresen_storage::{event, notice, thread, ticket};

use super::visible;
use crate::{Desk, Refusal, Who};

/// Nothing is unread any more; one's mentions there are seen; blue ticks go out where the channel shows them.
///
/// # Errors
/// [`Refusal::NotFound`] when it may not be seen.
pub async fn mark_read(desk: &Desk, who: &Who, id: TicketId) -> Result<(), Refusal> {
    who.needs(Permission::Answer)?;
    let (now, who) = (desk.now(), who.clone());
    let receipt = desk
        .store
        .write(move |tx| {
            let before = visible(tx, &who, id)?;
            if let Some(agent_id) = who.agent_id()
                && notice::mark_mentions_read(tx, agent_id, id, now)? > 0
            {
                event::append(
                    tx,
                    &NewEvent::of_desk(EventKind::ListChanged, who.actor, now, json!({ "list": "counts" })),
                )?;
            }
            if before.unread_count == 0 {
                return Ok(None);
            }
            let mut after = before.clone();
            after.unread_count = 0;
            after.version = before.version.saturating_add(1);
            let Some(thread) = thread::get(tx, before.thread_id)? else { return Ok(None) };
            ticket::update(tx, &before, &after, thread.window)?;
            event::append(
                tx,
                &NewEvent::of_ticket(EventKind::TicketRead, who.actor, &after, now, json!({})),
            )?;
            let channel = tresen_storage::channel::get(tx, before.channel_id)?
                .filter(|channel| channel.sends_read_receipts);
            let token = tresen_storage::channel::access_token(tx, before.channel_id)?;
            Ok::<_, Refusal>(channel.zip(token).zip(thread.last_inbound_wamid))
        })
        .await?;
    if let Some(((channel, token), wamid)) = receipt {
        let cloud = desk.cloud.clone();
        // Blue ticks are a courtesy: a failure is logged and not repeated.
        tokio::spawn(async move {
            let Ok(token) = tresen_whatsapp::client::AccessToken::new(token) else { return };
            if let Err(failure) = cloud.mark_read(&token, &channel.phone_number_id, &wamid).await {
                tracing::debug!(%failure, "the customer sees no blue ticks");
            }
        });
    }
    Ok(())
}

/// Shows the ticket as unread again, for everybody.
///
/// # Errors
/// [`Refusal::NotFound`] when it may not be seen.
pub async fn mark_unread(desk: &Desk, who: &Who, id: TicketId) -> Result<(), Refusal> {
    who.needs(Permission::Answer)?;
    let (now, who) = (desk.now(), who.clone());
    desk.store
        .write(move |tx| {
            let before = visible(tx, &who, id)?;
            if before.unread_count > 0 || before.status.is_done() {
                return Ok(());
            }
            let mut after = before.clone();
            after.unread_count = 1;
            after.version = before.version.saturating_add(1);
            let window = thread::get(tx, before.thread_id)?.map(|thread| thread.window).unwrap_or_default();
            ticket::update(tx, &before, &after, window)?;
            event::append(
                tx,
                &NewEvent::of_ticket(EventKind::TicketUnread, who.actor, &after, now, json!({})),
            )?;
            Ok(())
        })
        .await
}
