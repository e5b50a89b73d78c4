//! The words of a list of tickets: which view, which statuses, in which order.

use serde::{Deserialize, Serialize};
use tresen_desk::ticket::View;
use tresen_domain::ticket::Status;
use tresen_storage::ticket;
use utoipa::ToSchema;

use crate::problem::{Answer, Problem};

/// A ready-made selection.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = TicketsView)]
pub(super) enum ViewWord {
    /// Assigned to the caller.
    Inbox,
    /// Without an agent.
    Unassigned,
    /// Mentioning the caller.
    Mentions,
    /// Snoozed tickets of the caller; of everybody for programs.
    Snoozed,
    /// Everything that may be seen.
    #[default]
    All,
}

impl From<ViewWord> for View {
    fn from(word: ViewWord) -> Self {
        match word {
            ViewWord::Inbox => Self::Inbox,
            ViewWord::Unassigned => Self::Unassigned,
            ViewWord::Mentions => Self::Mentions,
            ViewWord::Snoozed => Self::Snoozed,
            ViewWord::All => Self::All,
        }
    }
}

/// In which order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = TicketsSort)]
pub(super) enum SortWord {
    /// Who waits longest for our answer first, the rest by latest message.
    #[default]
    Waiting,
    /// Latest message first.
    Latest,
    /// The service window that ends first.
    Window,
}

impl From<SortWord> for ticket::Sort {
    fn from(word: SortWord) -> Self {
        match word {
            SortWord::Waiting => Self::Waiting,
            SortWord::Latest => Self::Latest,
            SortWord::Window => Self::Window,
        }
    }
}

/// Statuses by their words or the names of groups, separated by commas; none for all.
pub(super) fn statuses(text: Option<&str>) -> Answer<Vec<Status>> {
    let mut found = Vec::new();
    for word in text.unwrap_or("").split(',').map(str::trim).filter(|word| !word.is_empty()) {
        // `open` is a status and a group; the group is what a list means.
        match word {
            "open" => found.extend([Status::New, Status::Open]),
            "waiting" => found.extend([Status::WaitingCustomer, Status::WaitingInternal, Status::Snoozed]),
            "done" => found.extend([Status::Solved, Status::Closed]),
            word => found.push(Status::parse(word).ok_or_else(|| {
                Problem::field(
                    "status",
                    "unknown",
                    "statuses or `open`, `waiting`, `done`, with commas between",
                )
            })?),
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_statuses_mix_and_each_counts_once() {
        assert_eq!(statuses(None).unwrap(), []);
        assert_eq!(statuses(Some("open, new")).unwrap(), [Status::New, Status::Open]);
        assert_eq!(
            statuses(Some("snoozed,done,waiting")).unwrap(),
            [
                Status::WaitingCustomer,
                Status::WaitingInternal,
                Status::Snoozed,
                Status::Solved,
                Status::Closed
            ]
        );
        assert!(statuses(Some("opened")).is_err());
    }
}
