//! Pages of messages: of a ticket, of a whole thread, and single ones.

use tresen_domain::id::{MessageId, ThreadId, TicketId, Wamid};
use tresen_storage::{
    Fault, Tx,
    message::{self, MessageRow, Place},
    thread, ticket,
};

use crate::{
    Desk, Refusal, Who,
    view::{self, MessageView},
};

/// Messages, newest first, and where the next page begins.
#[derive(Debug)]
pub struct Page {
    /// The messages.
    pub items: Vec<MessageView>,
    /// The place of the last one, when there are more.
    pub next: Option<Place>,
}

/// Messages of a ticket.
///
/// # Errors
/// [`Refusal::NotFound`] when it may not be seen.
pub async fn of_ticket(
    desk: &Desk,
    who: &Who,
    id: TicketId,
    before: Option<Place>,
    limit: usize,
) -> Result<Page, Refusal> {
    let who = who.clone();
    desk.store
        .read(move |tx| {
            crate::ticket::visible(tx, &who, id)?;
            let rows = message::list_of_ticket(tx, id, before.unwrap_or(Place::END), one_more(limit))?;
            page(tx, rows, limit)
        })
        .await
}

/// Messages of a thread, of all its tickets. `around`: the page that begins 20 messages behind this one.
///
/// # Errors
/// [`Refusal::NotFound`] when no ticket of the thread may be seen.
pub async fn of_thread(
    desk: &Desk,
    who: &Who,
    id: ThreadId,
    before: Option<Place>,
    around: Option<MessageId>,
    limit: usize,
) -> Result<Page, Refusal> {
    let who = who.clone();
    desk.store
        .read(move |tx| {
            may_see_thread(tx, &who, id)?;
            let start = match (before, around) {
                (Some(place), _) => place,
                (None, Some(message)) => behind(tx, id, message)?,
                (None, None) => Place::END,
            };
            let rows = message::list_of_thread(tx, id, start, one_more(limit))?;
            page(tx, rows, limit)
        })
        .await
}

/// The place 20 messages after `message`, so that a page from there shows it in context.
fn behind(tx: &mut Tx<'_>, thread_id: ThreadId, message: MessageId) -> Result<Place, Refusal> {
    let found = message::get(tx, message)?
        .filter(|found| found.thread_id == thread_id)
        .ok_or(Refusal::NotFound { what: "message" })?;
    Ok(message::place_after(tx, thread_id, Place { sent_at: found.sent_at, seq: found.seq }, 20)?)
}

/// One message.
///
/// # Errors
/// [`Refusal::NotFound`] when it may not be seen.
pub async fn get(desk: &Desk, who: &Who, id: MessageId) -> Result<MessageView, Refusal> {
    let who = who.clone();
    desk.store
        .read(move |tx| {
            let row = message::get(tx, id)?.ok_or(Refusal::NotFound { what: "message" })?;
            may_see_thread(tx, &who, row.thread_id)?;
            view::messages(tx, &[row])?.pop().ok_or(Refusal::NotFound { what: "message" })
        })
        .await
}

/// The finder: messages with this wamid that may be seen.
///
/// # Errors
/// [`Refusal::Storage`] when the database fails.
pub async fn find_by_wamid(desk: &Desk, who: &Who, wamid: Wamid) -> Result<Vec<MessageView>, Refusal> {
    let who = who.clone();
    desk.store
        .read(move |tx| {
            let mut rows = Vec::new();
            for row in message::find_by_wamid_anywhere(tx, &wamid)? {
                if may_see_thread(tx, &who, row.thread_id).is_ok() {
                    rows.push(row);
                }
            }
            Ok(view::messages(tx, &rows)?)
        })
        .await
}

/// A thread may be seen by who may see any of its tickets: a case is not understood without what went before.
pub(crate) fn may_see_thread(tx: &mut Tx<'_>, who: &Who, id: ThreadId) -> Result<thread::Thread, Refusal> {
    let thread = thread::get(tx, id)?.ok_or(Refusal::NotFound { what: "thread" })?;
    if who.sight == tresen_domain::agent::Sight::All {
        return Ok(thread);
    }
    let tickets: Vec<TicketId> =
        ticket::list_of_thread(tx, id)?.into_iter().map(|summary| summary.ticket.id).collect();
    if ticket::list_by_ids(tx, &tickets, &who.sight)?.is_empty() {
        Err(Refusal::NotFound { what: "thread" })
    } else {
        Ok(thread)
    }
}

fn one_more(limit: usize) -> i64 {
    i64::try_from(limit.saturating_add(1)).unwrap_or(i64::MAX)
}

fn page(tx: &mut Tx<'_>, mut rows: Vec<MessageRow>, limit: usize) -> Result<Page, Refusal> {
    let has_more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| has_more).map(|row| Place { sent_at: row.sent_at, seq: row.seq });
    Ok::<_, Fault>(Page { items: view::messages(tx, &rows)?, next }).map_err(Refusal::from)
}
