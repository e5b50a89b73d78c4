//! Giving a file out, to those who may see a ticket that holds it.

use std::ops::Range;

use tresen_domain::{agent::Permission, id::MediaId, media::MediaState};
use tresen_storage::{
    Fault, Tx,
    blob::BlobStream,
    media::{self as rows, MediaRow},
};
use tresen_vision::{document::safe_file_name, sniff::is_inline_safe};

use crate::{Desk, Refusal, Who};

/// Which form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rendition {
    /// The file itself.
    Original,
    /// A small JPEG of a picture or a film.
    Preview,
}

/// A file that the asker may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// Found from the bytes, never what somebody claimed.
    pub mime: String,
    /// Safe on any disk; still to be escaped for headers.
    pub file_name: String,
    /// Whether a browser may show it in a page: kinds that cannot carry scripts.
    pub is_inline_safe: bool,
    /// Length of the whole file.
    pub size_bytes: u64,
    /// Names the content for ever: the same address never has another one.
    pub sha256: [u8; 32],
}

impl Content {
    /// The bytes, or `range` of them.
    ///
    /// # Errors
    /// [`Refusal::MediaGone`] when they vanished from the disk.
    pub async fn stream(&self, desk: &Desk, range: Option<Range<u64>>) -> Result<BlobStream, Refusal> {
        desk.blobs.stream(&self.sha256, range).await?.ok_or(Refusal::MediaGone)
    }
}

/// Finds a file that somebody may have: who sees a ticket with it, or who uploaded it and has not sent it yet.
///
/// # Errors
/// [`Refusal::NotFound`] also for those who may not have it; [`Refusal::MediaNotReady`] while it is being fetched;
/// [`Refusal::MediaGone`] when it was given up or deleted.
pub async fn open_content(
    desk: &Desk,
    who: &Who,
    id: MediaId,
    rendition: Rendition,
) -> Result<Content, Refusal> {
    who.needs(Permission::Answer)?;
    let who = who.clone();
    let media = desk
        .store
        .read(move |tx| {
            let media = rows::get(tx, id)?.ok_or(Refusal::NotFound { what: "file" })?;
            if !may_have(tx, &who, &media)? {
                return Err(Refusal::NotFound { what: "file" });
            }
            Ok(media)
        })
        .await?;
    match media.state {
        MediaState::Ready => {}
        MediaState::Pending => return Err(Refusal::MediaNotReady),
        MediaState::Failed | MediaState::Expired | MediaState::Deleted => return Err(Refusal::MediaGone),
    }
    let (sha256, mime) = match rendition {
        Rendition::Original => (media.sha256.ok_or(Refusal::MediaGone)?, media.mime.unwrap_or_default()),
        Rendition::Preview => {
            (media.preview_sha256.ok_or(Refusal::NotFound { what: "preview" })?, "image/jpeg".to_owned())
        }
    };
    let size_bytes = desk.blobs.size_of(&sha256).await?.ok_or_else(|| {
        tracing::error!(media = %id, "a file that should be ready is not on the disk");
        Refusal::MediaGone
    })?;
    Ok(Content {
        file_name: safe_file_name(media.file_name.as_deref(), &mime),
        is_inline_safe: is_inline_safe(&mime),
        mime,
        size_bytes,
        sha256,
    })
}

/// Whether somebody may see or send a file: who sees a ticket with it, or who uploaded it and has not sent it yet.
///
/// # Errors
/// When the engine refuses.
pub fn may_have(tx: &mut Tx<'_>, who: &Who, media: &MediaRow) -> Result<bool, Fault> {
    if rows::is_visible(tx, media.id, &who.sight)? {
        return Ok(true);
    }
    let is_own = media.vendor_id.is_none() && media.uploaded_by == who.agent_id();
    Ok(is_own && rows::places(tx, media.id)?.is_empty())
}
