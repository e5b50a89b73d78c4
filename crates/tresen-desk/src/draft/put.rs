//! Keeping what somebody types.

use tresen_domain::{
    agent::Permission,
    draft::{DRAFT_LIMIT, Draft, DraftKind},
    id::{MessageId, TicketId},
};
use tresen_storage::{draft as rows, message};

use super::{check_ticket, writer};
use crate::{Desk, Refusal, Who, list_changed::list_changed};

/// What stands in the composer.
#[derive(Debug, Clone)]
pub struct PutDraft {
    /// What it will become.
    pub kind: DraftKind,
    /// As typed; an empty one removes the draft.
    pub text: String,
    /// The message it answers.
    pub reply_to: Option<MessageId>,
}

/// Keeps one's draft in a ticket in place of the earlier one.
///
/// The lists of drafts are announced only when a draft comes or goes, not with every keystroke.
///
/// # Errors
/// [`Refusal::NotFound`] for a ticket one may not see; [`Refusal::TextTooLong`].
pub async fn put(desk: &Desk, who: &Who, ticket_id: TicketId, command: PutDraft) -> Result<Draft, Refusal> {
    who.needs(Permission::Answer)?;
    let length = command.text.chars().count();
    if length > DRAFT_LIMIT {
        return Err(Refusal::TextTooLong { length, limit: DRAFT_LIMIT });
    }
    let (who, now) = (who.clone(), desk.now());
    let draft = Draft {
        agent_id: writer(&who)?,
        ticket_id,
        kind: command.kind,
        text: command.text,
        reply_to: command.reply_to,
        updated_at: now,
    };
    desk.store
        .write(move |tx| {
            check_ticket(tx, &who, ticket_id)?;
            if let Some(id) = draft.reply_to
                && message::get(tx, id)?.is_none()
            {
                return Err(Refusal::invalid("reply_to", "unknown", "no such message"));
            }
            let was_there = rows::get(tx, draft.agent_id, ticket_id)?.is_some();
            let stays = !draft.text.is_empty() || draft.reply_to.is_some();
            if stays {
                rows::put(tx, &draft)?;
            } else {
                rows::delete(tx, draft.agent_id, ticket_id)?;
            }
            if was_there != stays {
                list_changed(tx, who.actor, "drafts", now)?;
            }
            Ok(draft)
        })
        .await
}
