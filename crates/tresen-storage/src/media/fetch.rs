//! Fetching: who may try which file when, and what became of it.

use std::time::Duration;

use tresen_domain::{id::MediaId, media::MediaState, time::Timestamp};

use super::{COLUMNS, MediaRow, read, whole};
use crate::{Fault, Topic, Tx, params};

/// What a file turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Address of the content.
    pub sha256: [u8; 32],
    /// Its length.
    pub size_bytes: u64,
    /// What the bytes say.
    pub mime: String,
    /// Address of the preview.
    pub preview_sha256: Option<[u8; 32]>,
    /// In pixels, as shown.
    pub width: Option<u32>,
    /// In pixels, as shown.
    pub height: Option<u32>,
    /// Of sound and films.
    pub duration_ms: Option<u64>,
    /// Of documents that have pages.
    pub pages: Option<u32>,
}

/// A file that the caller alone may fetch until `until`.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The file, with the present try counted.
    pub media: MediaRow,
    /// After this another may try: the caller renews it while it works.
    pub until: Timestamp,
}

/// Claims at most `most` pending files that are due, the longest due first.
///
/// A claim is nothing but a later due time: who dies with it does no harm, whoever looks next goes on.
///
/// # Errors
/// When the engine refuses.
pub fn claim_due(
    tx: &mut Tx<'_>,
    now: Timestamp,
    claim_for: Duration,
    most: i64,
) -> Result<Vec<Claim>, Fault> {
    let due = tx.query(
        &format!(
            "select {COLUMNS} from media where state = 'pending' and due_at <= $1 order by due_at, id limit $2"
        ),
        params![now, most],
        read,
    )?;
    let until = now.plus(claim_for);
    let mut claims = Vec::with_capacity(due.len());
    for media in due {
        let tries = media.tries.saturating_add(1);
        let claimed = tx.execute(
            "update media set due_at = $3, tries = $4 where id = $1 and due_at = $2 and state = 'pending'",
            params![media.id, media.due_at, until, tries],
        )?;
        if claimed == 1 {
            claims.push(Claim { media: MediaRow { tries, due_at: Some(until), ..media }, until });
        }
    }
    Ok(claims)
}

/// Keeps a claim alive; false when it was lost to another, whose result then counts.
///
/// # Errors
/// When the engine refuses.
pub fn renew_claim(
    tx: &mut Tx<'_>,
    id: MediaId,
    held_until: Timestamp,
    until: Timestamp,
) -> Result<bool, Fault> {
    let renewed = tx.execute(
        "update media set due_at = $3 where id = $1 and due_at = $2 and state = 'pending'",
        params![id, held_until, until],
    )?;
    Ok(renewed == 1)
}

/// When the next pending file is due; `None` when none is pending.
///
/// # Errors
/// When the engine refuses.
pub fn next_due(tx: &mut Tx<'_>) -> Result<Option<Timestamp>, Fault> {
    let next =
        tx.query_one("select min(due_at) from media where state = 'pending'", &[], |row| row.get(0))?;
    Ok(next.flatten())
}

/// Makes a pending file ready; false when it was not pending any more.
///
/// # Errors
/// When the engine refuses.
pub fn set_ready(
    tx: &mut Tx<'_>,
    id: MediaId,
    found: &Found,
    file_name: Option<&str>,
    at: Timestamp,
) -> Result<bool, Fault> {
    let changed = tx.execute(
        "update media set state = 'ready', due_at = null, error_code = null, error_reason = null, vendor_url = null,
            sha256 = $2, size_bytes = $3, mime = $4, preview_sha256 = $5, width = $6, height = $7,
            duration_ms = $8, pages = $9, file_name = $10, ready_at = $11
         where id = $1 and state = 'pending'",
        params![
            id,
            found.sha256.as_slice(),
            whole(found.size_bytes),
            found.mime.as_str(),
            found.preview_sha256.as_ref().map(<[u8; 32]>::as_slice),
            found.width,
            found.height,
            found.duration_ms.map(whole),
            found.pages,
            file_name,
            at
        ],
    )?;
    Ok(changed == 1)
}

/// Leaves a file pending and notes why this try failed. The direct address is forgotten: it was tried.
///
/// # Errors
/// When the engine refuses.
pub fn set_retry(
    tx: &mut Tx<'_>,
    id: MediaId,
    due_at: Timestamp,
    error_code: &str,
    error_reason: &str,
) -> Result<(), Fault> {
    tx.execute(
        "update media set due_at = $2, error_code = $3, error_reason = $4, vendor_url = null
         where id = $1 and state = 'pending'",
        params![id, due_at, error_code, error_reason],
    )?;
    Ok(())
}

/// Ends the tries of a pending file as `state` (failed or expired); false when it was not pending any more.
///
/// # Errors
/// When the engine refuses.
pub fn set_ended(
    tx: &mut Tx<'_>,
    id: MediaId,
    state: MediaState,
    error_code: &str,
    error_reason: &str,
) -> Result<bool, Fault> {
    let changed = tx.execute(
        "update media set state = $2, due_at = null, error_code = $3, error_reason = $4, vendor_url = null
         where id = $1 and state = 'pending'",
        params![id, state.as_str(), error_code, error_reason],
    )?;
    Ok(changed == 1)
}

/// Lets a file from the platform be fetched again at once: one that was given up, or one that waits for its
/// next try. False for files in other states and for files of ours.
///
/// # Errors
/// When the engine refuses.
pub fn fetch_again(tx: &mut Tx<'_>, id: MediaId, now: Timestamp) -> Result<bool, Fault> {
    let changed = tx.execute(
        "update media set state = 'pending', tries = 0, due_at = $2, error_code = null, error_reason = null
         where id = $1 and vendor_id is not null and state in ('failed', 'expired', 'pending')",
        params![id, now],
    )?;
    if changed == 1 {
        tx.wake(Topic::Media);
    }
    Ok(changed == 1)
}
