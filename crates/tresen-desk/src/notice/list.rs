//! The list behind the bell.

use tresen_domain::{id::NoticeId, time::Timestamp};
use tresen_storage::{Fault, notice};

use crate::{
    Desk, Refusal, Who,
    view::{self, NoticeView},
};

/// A page of notices and where the next one begins.
#[derive(Debug)]
pub struct NoticesPage {
    /// The notices, newest first.
    pub items: Vec<NoticeView>,
    /// Instant and id of the last one, when there are more.
    pub next: Option<(Timestamp, NoticeId)>,
}

/// One's own notices, newest first. Programs have none.
///
/// # Errors
/// [`Refusal::Storage`] when the database fails.
pub async fn list(
    desk: &Desk,
    who: &Who,
    is_unread_only: bool,
    before: Option<(Timestamp, NoticeId)>,
    limit: usize,
) -> Result<NoticesPage, Refusal> {
    let Some(agent_id) = who.agent_id() else { return Ok(NoticesPage { items: Vec::new(), next: None }) };
    let wanted = i64::try_from(limit.saturating_add(1)).unwrap_or(i64::MAX);
    desk.store
        .read(move |tx| {
            let mut rows = notice::list(tx, agent_id, is_unread_only, before, wanted)?;
            let has_more = rows.len() > limit;
            rows.truncate(limit);
            let next = rows.last().filter(|_| has_more).map(|row| (row.at, row.id));
            Ok::<_, Fault>(NoticesPage { items: view::notices(rows), next })
        })
        .await
        .map_err(Refusal::from)
}
