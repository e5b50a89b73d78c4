//! Finding contacts, and what belongs to one.

use serde::Serialize;
use tresen_domain::{
    agent::Sight,
    contact::Contact,
    id::{ContactId, ThreadId},
    phone::PhoneNumber,
    time::Timestamp,
};
use tresen_storage::{
    Fault, Tx, contact,
    message::{self, Place},
    search, thread as threads_table, ticket,
};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    Desk, Refusal, Who,
    view::{self, ContactView, MessageView, TicketView, WindowView},
};

/// Most contacts a search by name gives.
const MOST_FOUND: i64 = 100;

/// A page of contacts and where the next one begins.
#[derive(Debug)]
pub struct ContactPage {
    /// The contacts.
    pub items: Vec<ContactView>,
    /// The last one's instant and id, when there are more.
    pub next: Option<(Timestamp, ContactId)>,
}

/// A thread with the borders of its tickets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Thread)]
pub struct ThreadView {
    /// Our id.
    pub id: Uuid,
    /// Whose.
    pub contact_id: Uuid,
    /// Over which number.
    pub channel_id: Uuid,
    /// When free-form sending is allowed.
    pub window: WindowView,
    /// Its tickets that may be seen, newest first.
    pub tickets: Vec<ThreadBrief>,
}

/// A ticket as a part of its thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ThreadTicket)]
pub struct ThreadBrief {
    /// Our id.
    pub id: Uuid,
    /// What people call it.
    pub number: i64,
    /// In a few words.
    pub subject: String,
    /// Where it stands.
    pub status: &'static str,
    /// When it began.
    #[schema(value_type = String, format = DateTime)]
    pub opened_at: Timestamp,
    /// When it was solved or closed.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub closed_at: Option<Timestamp>,
}

/// Contacts by last message, or those found by a part of any of their names and addresses.
///
/// # Errors
/// [`Refusal::Storage`] when the database fails.
pub async fn list(
    desk: &Desk,
    query: Option<String>,
    before: Option<(Timestamp, ContactId)>,
    limit: usize,
) -> Result<ContactPage, Refusal> {
    let query = query.map(|query| query.trim().to_owned()).filter(|query| !query.is_empty());
    desk.store
        .read(move |tx| {
            if let Some(query) = query {
                let mut ids = search::find_names(tx, &query, MOST_FOUND)?;
                if let Ok(phone) = PhoneNumber::parse(&query) {
                    ids.extend(search::find_names(tx, phone.digits(), MOST_FOUND)?);
                } else if let Some(local) = local_digits(&query) {
                    ids.extend(search::find_names(tx, &local, MOST_FOUND)?);
                }
                ids.sort_unstable();
                ids.dedup();
                let mut rows = contact::list_by_ids(tx, &ids)?;
                rows.retain(|row| before.is_none_or(|before| key(row) < before));
                rows.sort_by_key(|row| std::cmp::Reverse(key(row)));
                return page(tx, rows, limit);
            }
            let wanted = i64::try_from(limit.saturating_add(1)).unwrap_or(i64::MAX);
            let rows = contact::list(tx, before, wanted)?;
            page(tx, rows, limit)
        })
        .await
        .map_err(Refusal::from)
}

/// The order of every list of contacts, falling.
fn key(row: &Contact) -> (Timestamp, ContactId) {
    (row.last_message_at.unwrap_or(Timestamp::EPOCH), row.id)
}

fn page(tx: &mut Tx<'_>, mut rows: Vec<Contact>, limit: usize) -> Result<ContactPage, Fault> {
    let has_more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| has_more).map(key);
    Ok(ContactPage { items: view::contacts(tx, rows)?, next })
}

/// Refuses an id that nobody has.
fn exists(tx: &mut Tx<'_>, id: ContactId) -> Result<(), Refusal> {
    contact::get(tx, id)?.map(|_| ()).ok_or(Refusal::NotFound { what: "contact" })
}

/// A number as people write it at home (`0151 2345-678`): its digits without the leading zero.
pub(crate) fn local_digits(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_number = text.chars().all(|ch| ch.is_ascii_digit() || " -/().+".contains(ch));
    (is_number && digits.len() >= 4).then(|| digits.trim_start_matches('0').to_owned())
}

/// Contacts with exactly this address, in any usual writing.
///
/// # Errors
/// [`Refusal::Storage`] when the database fails.
pub async fn by_identity(desk: &Desk, value: String) -> Result<ContactPage, Refusal> {
    desk.store
        .read(move |tx| {
            let mut writings = vec![value.trim().trim_start_matches('@').to_owned()];
            if let Ok(phone) = PhoneNumber::parse(&value) {
                writings.extend(phone.variants().iter().map(|variant| variant.digits().to_owned()));
            }
            let mut ids = Vec::new();
            for writing in writings {
                ids.extend(contact::list_by_identity(tx, &writing, MOST_FOUND)?);
            }
            ids.sort_unstable();
            ids.dedup();
            let rows = contact::list_by_ids(tx, &ids)?;
            Ok::<_, Fault>(ContactPage { items: view::contacts(tx, rows)?, next: None })
        })
        .await
        .map_err(Refusal::from)
}

/// One contact.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn get(desk: &Desk, id: ContactId) -> Result<ContactView, Refusal> {
    desk.store
        .read(move |tx| {
            let row = contact::get(tx, id)?.ok_or(Refusal::NotFound { what: "contact" })?;
            view::contacts(tx, vec![row])?.pop().ok_or(Refusal::NotFound { what: "contact" })
        })
        .await
}

/// A contact's tickets that may be seen, newest first, at most 200.
///
/// # Errors
/// [`Refusal::NotFound`] for an unknown contact.
pub async fn tickets(desk: &Desk, who: &Who, id: ContactId) -> Result<Vec<TicketView>, Refusal> {
    let sight = who.sight.clone();
    desk.store
        .read(move |tx| {
            exists(tx, id)?;
            let summaries = ticket::list_of_contact(tx, id, &sight, 200)?;
            Ok(view::tickets(tx, summaries)?)
        })
        .await
}

/// A contact's messages with files that may be seen, newest first.
///
/// # Errors
/// [`Refusal::NotFound`] for an unknown contact.
pub async fn media(
    desk: &Desk,
    who: &Who,
    id: ContactId,
    before: Option<Place>,
    limit: usize,
) -> Result<(Vec<MessageView>, Option<Place>), Refusal> {
    let sight = who.sight.clone();
    desk.store
        .read(move |tx| {
            exists(tx, id)?;
            let wanted = i64::try_from(limit.saturating_add(1)).unwrap_or(i64::MAX);
            let mut rows =
                message::list_of_contact_media(tx, id, &sight, before.unwrap_or(Place::END), wanted)?;
            let has_more = rows.len() > limit;
            rows.truncate(limit);
            let next =
                rows.last().filter(|_| has_more).map(|row| Place { sent_at: row.sent_at, seq: row.seq });
            Ok((view::messages(tx, &rows)?, next))
        })
        .await
}

/// A contact's threads with their tickets that may be seen; a thread in which nothing may be seen is left out.
///
/// # Errors
/// [`Refusal::NotFound`] for an unknown contact.
pub async fn threads(desk: &Desk, who: &Who, id: ContactId) -> Result<Vec<ThreadView>, Refusal> {
    let who = who.clone();
    desk.store
        .read(move |tx| {
            exists(tx, id)?;
            let mut views = Vec::new();
            for thread in threads_table::list_of_contact(tx, id)? {
                let view = thread_view(tx, &who, thread)?;
                if who.sight == Sight::All || !view.tickets.is_empty() {
                    views.push(view);
                }
            }
            Ok(views)
        })
        .await
}

/// One thread.
///
/// # Errors
/// [`Refusal::NotFound`] when none of its tickets may be seen.
pub async fn thread(desk: &Desk, who: &Who, id: ThreadId) -> Result<ThreadView, Refusal> {
    let who = who.clone();
    desk.store
        .read(move |tx| {
            let thread = crate::message::may_see_thread(tx, &who, id)?;
            Ok(thread_view(tx, &who, thread)?)
        })
        .await
}

fn thread_view(tx: &mut Tx<'_>, who: &Who, thread: threads_table::Thread) -> Result<ThreadView, Fault> {
    let ids: Vec<_> =
        ticket::list_of_thread(tx, thread.id)?.into_iter().map(|summary| summary.ticket.id).collect();
    let mut seen = ticket::list_by_ids(tx, &ids, &who.sight)?;
    seen.sort_by_key(|summary| std::cmp::Reverse((summary.ticket.opened_at, summary.ticket.id)));
    Ok(ThreadView {
        id: thread.id.0,
        contact_id: thread.contact_id.0,
        channel_id: thread.channel_id.0,
        window: WindowView::of(thread.window),
        tickets: seen
            .into_iter()
            .map(|summary| ThreadBrief {
                id: summary.ticket.id.0,
                number: summary.ticket.number,
                subject: summary.ticket.subject,
                status: summary.ticket.status.as_str(),
                opened_at: summary.ticket.opened_at,
                closed_at: summary.ticket.closed_at.or(summary.ticket.solved_at),
            })
            .collect(),
    })
}
