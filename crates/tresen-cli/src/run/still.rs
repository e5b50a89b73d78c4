//! Whether the desk has work under way: for tests, for the demo's story, for a calm end.

use std::fmt;

use tresen_desk::Desk;
use tresen_storage::{
    Fault,
    delivery::{self, Phase},
    journal, media,
};

/// Name of the inbound worker's cursor.
const INBOUND: &str = "inbound";

/// What is still to be done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unsettled {
    /// Kept webhooks that were not applied.
    pub webhooks: usize,
    /// Messages that wait for their call, or are in it.
    pub sends: usize,
    /// Sends whose outcome is unknown.
    pub unknown: usize,
    /// Files that wait to be fetched.
    pub has_files: bool,
}

impl Unsettled {
    /// Nothing is under way.
    pub fn is_still(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Display for Unsettled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let files = if self.has_files { "some" } else { "no" };
        write!(
            f,
            "{} webhooks to apply, {} messages to send, {} of unknown outcome, {files} files to fetch",
            self.webhooks, self.sends, self.unknown
        )
    }
}

/// Looks at what is under way.
///
/// # Errors
/// When the database fails.
pub async fn unsettled(desk: &Desk) -> Result<Unsettled, Fault> {
    desk.store
        .read(|tx| {
            let cursor = journal::cursor(tx, INBOUND)?;
            let heads = delivery::list_heads(tx, 1_000)?;
            let unknown = heads.iter().filter(|head| head.phase == Phase::Unknown).count();
            Ok(Unsettled {
                webhooks: journal::list_after(tx, cursor, 100)?.len(),
                sends: heads.len().saturating_sub(unknown),
                unknown,
                has_files: media::next_due(tx)?.is_some(),
            })
        })
        .await
}
