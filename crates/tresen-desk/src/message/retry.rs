//! Sending a failed message again: a new attempt of the same message.

use std::sync::Arc;

use serde_json::json;
use tresen_domain::{
    agent::Permission,
    delivery::{DeliveryState, DeliveryTimes},
    event::{EventKind, NewEvent},
    id::MessageId,
};
use tresen_storage::{
    delivery, event,
    message::{self, StoredDelivery},
    thread,
};

use super::queue::attempt;
use crate::{Desk, Refusal, Who, ticket::visible, view::MessageView};

/// Queues a new attempt of a failed message.
///
/// # Errors
/// [`Refusal::MessageNotRetryable`] when it did not fail; [`Refusal::WindowClosed`] for free-form content outside the
/// window; [`Refusal::NotFound`] when it may not be seen.
pub async fn retry(desk: &Desk, who: &Who, id: MessageId) -> Result<MessageView, Refusal> {
    who.needs(Permission::Answer)?;
    let (ids, now, who) = (Arc::clone(&desk.ids), desk.now(), who.clone());
    desk.store
        .write(move |tx| {
            let message = message::get(tx, id)?.ok_or(Refusal::NotFound { what: "message" })?;
            let ticket = visible(tx, &who, message.ticket_id.ok_or(Refusal::NotFound { what: "message" })?)?;
            let failed = message.delivery.as_ref().filter(|delivery| delivery.state == DeliveryState::Failed);
            let Some(failed) = failed else {
                return Err(Refusal::MessageNotRetryable {
                    reason: "only a message that failed can be sent again".to_owned(),
                });
            };
            let thread = thread::get(tx, message.thread_id)?.ok_or(Refusal::NotFound { what: "thread" })?;
            thread.window.admit(message.kind.is_free_form(), now)?;
            let number = failed.attempt.saturating_add(1);
            let fresh = StoredDelivery {
                state: DeliveryState::Queued,
                times: DeliveryTimes::default(),
                attempt: number,
                is_uncertain: false,
                error: None,
            };
            message::set_delivery(tx, id, &fresh)?;
            delivery::insert(tx, &attempt(ids.as_ref(), now, &message, message.seq, number))?;
            event::append(
                tx,
                &NewEvent::of_ticket(
                    EventKind::DeliveryRetried,
                    who.actor,
                    &ticket,
                    now,
                    json!({ "attempt": number }),
                )
                .with_message(id),
            )?;
            let rows = message::list_by_ids(tx, &[id])?;
            crate::view::messages(tx, &rows)?.pop().ok_or(Refusal::NotFound { what: "message" })
        })
        .await
}
