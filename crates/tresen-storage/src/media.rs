//! Media: what is known of each file. The bytes lie in [`Blobs`](crate::Blobs).

mod fetch;
mod sight;

use tresen_domain::{
    id::{AgentId, ChannelId, MediaId},
    media::{MediaKind, MediaState},
    message::InboundMedia,
    time::Timestamp,
};

use crate::{
    Fault, Topic, Tx, params,
    seam::{Row, Value, word},
};

pub use fetch::{
    Claim, Found, claim_due, fetch_again, next_due, renew_claim, set_ended, set_ready, set_retry,
};
pub use sight::{Place, is_visible, places};

const COLUMNS: &str = "id, channel_id, state, kind, vendor_id, vendor_url, claimed_mime, claimed_sha256, mime, \
    file_name, size_bytes, sha256, preview_sha256, width, height, duration_ms, pages, is_voice, error_code, \
    error_reason, tries, due_at, created_at, ready_at, uploaded_by, upload_id, upload_at";

/// Everything that is known of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaRow {
    /// Our id.
    pub id: MediaId,
    /// The channel it came on or goes out on.
    pub channel_id: ChannelId,
    /// How far it is.
    pub state: MediaState,
    /// As what it is sent and shown.
    pub kind: MediaKind,
    /// The platform's id of a file from a customer, good for 7 days.
    pub vendor_id: Option<String>,
    /// The direct address out of the webhook, good for 5 minutes.
    pub vendor_url: Option<String>,
    /// Claimed by the sender's device.
    pub claimed_mime: Option<String>,
    /// Announced by the platform.
    pub claimed_sha256: Option<[u8; 32]>,
    /// What the bytes say; `None` until ready.
    pub mime: Option<String>,
    /// Safe to show and to offer for saving; the claimed name until ready.
    pub file_name: Option<String>,
    /// Length; `None` until ready.
    pub size_bytes: Option<u64>,
    /// Address of the content; `None` until ready.
    pub sha256: Option<[u8; 32]>,
    /// Address of the preview, for pictures and films that could be read.
    pub preview_sha256: Option<[u8; 32]>,
    /// In pixels, as shown.
    pub width: Option<u32>,
    /// In pixels, as shown.
    pub height: Option<u32>,
    /// Of sound and films.
    pub duration_ms: Option<u64>,
    /// Of documents that have pages.
    pub pages: Option<u32>,
    /// A voice note rather than a sound file.
    pub is_voice: bool,
    /// Why the last try failed: a stable word.
    pub error_code: Option<String>,
    /// The same in plain English.
    pub error_reason: Option<String>,
    /// Tries so far.
    pub tries: u32,
    /// When the next try is due, while pending.
    pub due_at: Option<Timestamp>,
    /// When it was announced or uploaded.
    pub created_at: Timestamp,
    /// When it was kept.
    pub ready_at: Option<Timestamp>,
    /// Who uploaded it, for files of ours.
    pub uploaded_by: Option<AgentId>,
    /// The platform's id after our upload.
    pub upload_id: Option<String>,
    /// When we uploaded it; its id is good for 30 days.
    pub upload_at: Option<Timestamp>,
}

/// A file that a webhook announced.
#[derive(Debug, Clone)]
pub struct NewMedia {
    /// Our id.
    pub id: MediaId,
    /// The channel it came on.
    pub channel_id: ChannelId,
    /// As what it is shown.
    pub kind: MediaKind,
    /// What the webhook says of it.
    pub announced: InboundMedia,
    /// Now.
    pub created_at: Timestamp,
}

/// A file that an agent uploaded; its content is kept already.
#[derive(Debug, Clone)]
pub struct UploadedMedia {
    /// Our id.
    pub id: MediaId,
    /// The channel it will go out on.
    pub channel_id: ChannelId,
    /// As what it will be sent.
    pub kind: MediaKind,
    /// To be sent as a voice note.
    pub is_voice: bool,
    /// Safe, shown to the customer.
    pub file_name: Option<String>,
    /// What the bytes say.
    pub found: Found,
    /// Who uploaded it; programs with a key have no agent.
    pub uploaded_by: Option<AgentId>,
    /// Now.
    pub created_at: Timestamp,
}

/// Adds a file to be fetched at once, and wakes who fetches.
///
/// # Errors
/// When the engine refuses.
pub fn insert_pending(tx: &mut Tx<'_>, media: &NewMedia) -> Result<(), Fault> {
    let announced = &media.announced;
    tx.execute(
        "insert into media (id, channel_id, state, kind, vendor_id, vendor_url, claimed_mime, claimed_sha256,
            file_name, is_voice, tries, due_at, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $11, $11)",
        params![
            media.id,
            media.channel_id,
            MediaState::Pending.as_str(),
            media.kind.as_str(),
            announced.vendor_id.as_str(),
            announced.url.as_deref(),
            announced.mime.as_str(),
            announced.sha256.as_ref().map(<[u8; 32]>::as_slice),
            announced.file_name.as_deref(),
            announced.is_voice,
            media.created_at
        ],
    )?;
    tx.wake(Topic::Media);
    Ok(())
}

/// Adds a file of ours; it is ready.
///
/// # Errors
/// When the engine refuses.
pub fn insert_uploaded(tx: &mut Tx<'_>, media: &UploadedMedia) -> Result<(), Fault> {
    let found = &media.found;
    tx.execute(
        "insert into media (id, channel_id, state, kind, mime, file_name, size_bytes, sha256, preview_sha256,
            width, height, duration_ms, pages, is_voice, tries, created_at, ready_at, uploaded_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 0, $15, $15, $16)",
        params![
            media.id,
            media.channel_id,
            MediaState::Ready.as_str(),
            media.kind.as_str(),
            found.mime.as_str(),
            media.file_name.as_deref(),
            whole(found.size_bytes),
            found.sha256.as_slice(),
            found.preview_sha256.as_ref().map(<[u8; 32]>::as_slice),
            found.width,
            found.height,
            found.duration_ms.map(whole),
            found.pages,
            media.is_voice,
            media.created_at,
            media.uploaded_by
        ],
    )?;
    Ok(())
}

/// One file.
///
/// # Errors
/// When the engine refuses.
pub fn get(tx: &mut Tx<'_>, id: MediaId) -> Result<Option<MediaRow>, Fault> {
    tx.query_one(&format!("select {COLUMNS} from media where id = $1"), params![id], read)
}

/// Those of `ids` that exist, in no particular order.
///
/// # Errors
/// When the engine refuses.
pub fn list_by_ids(tx: &mut Tx<'_>, ids: &[MediaId]) -> Result<Vec<MediaRow>, Fault> {
    let mut found = Vec::with_capacity(ids.len());
    for group in ids.chunks(MOST_IDS) {
        let places: Vec<String> = (1..=group.len()).map(|at| format!("${at}")).collect();
        let sql = format!("select {COLUMNS} from media where id in ({})", places.join(", "));
        let ids: Vec<Value<'_>> = group.iter().copied().map(Value::from).collect();
        found.extend(tx.query(&sql, &ids, read)?);
    }
    Ok(found)
}

/// Most ids in one statement, so that few different texts are prepared.
const MOST_IDS: usize = 100;

/// Remembers the platform's id after our upload.
///
/// # Errors
/// When the engine refuses.
pub fn set_upload(tx: &mut Tx<'_>, id: MediaId, upload_id: &str, at: Timestamp) -> Result<(), Fault> {
    tx.execute("update media set upload_id = $2, upload_at = $3 where id = $1", params![id, upload_id, at])?;
    Ok(())
}

/// Forgets the platform's id: the platform does not know it any more.
///
/// # Errors
/// When the engine refuses.
pub fn forget_upload(tx: &mut Tx<'_>, id: MediaId) -> Result<(), Fault> {
    tx.execute("update media set upload_id = null, upload_at = null where id = $1", params![id])?;
    Ok(())
}

/// Lengths of files stay far below the largest `bigint`.
fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn read(row: &Row<'_>) -> Result<MediaRow, Fault> {
    Ok(MediaRow {
        id: row.get(0)?,
        channel_id: row.get(1)?,
        state: word("media.state", &row.get::<String>(2)?, MediaState::parse)?,
        kind: word("media.kind", &row.get::<String>(3)?, MediaKind::parse)?,
        vendor_id: row.get(4)?,
        vendor_url: row.get(5)?,
        claimed_mime: row.get(6)?,
        claimed_sha256: hash(row, 7)?,
        mime: row.get(8)?,
        file_name: row.get(9)?,
        size_bytes: number(row, 10)?,
        sha256: hash(row, 11)?,
        preview_sha256: hash(row, 12)?,
        width: number(row, 13)?,
        height: number(row, 14)?,
        duration_ms: number(row, 15)?,
        pages: number(row, 16)?,
        is_voice: row.get(17)?,
        error_code: row.get(18)?,
        error_reason: row.get(19)?,
        tries: number(row, 20)?.unwrap_or(0),
        due_at: row.get(21)?,
        created_at: row.get(22)?,
        ready_at: row.get(23)?,
        uploaded_by: row.get(24)?,
        upload_id: row.get(25)?,
        upload_at: row.get(26)?,
    })
}

fn hash(row: &Row<'_>, at: usize) -> Result<Option<[u8; 32]>, Fault> {
    row.get::<Option<Vec<u8>>>(at)?
        .map(<[u8; 32]>::try_from)
        .transpose()
        .map_err(|_| Fault::other(format!("read column {at}"), "a SHA-256 has 32 bytes"))
}

fn number<T: TryFrom<i64>>(row: &Row<'_>, at: usize) -> Result<Option<T>, Fault> {
    row.get::<Option<i64>>(at)?
        .map(T::try_from)
        .transpose()
        .map_err(|_| Fault::other(format!("read column {at}"), "the number does not fit"))
}
