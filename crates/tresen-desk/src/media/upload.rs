//! An agent's file: streamed to the disk, checked, made fit, kept.

use tokio::sync::Semaphore;
use tresen_domain::{
    agent::Permission,
    id::{ChannelId, MediaId},
};
use tresen_storage::{
    BlobError,
    blob::{BlobWriter, Kept},
    channel as channels,
    media::{self as rows, MediaRow, UploadedMedia},
};
use tresen_vision::{document::safe_file_name, limits::MAX_DOCUMENT_BYTES};

use super::{
    inspect::inspect,
    prepare::{Prepared, Purpose, prepare},
};
use crate::{Desk, Refusal, Who};

/// Files that are checked and converted at once, each in memory.
static CHECKING: Semaphore = Semaphore::const_new(2);

/// A file on its way in. Nothing stays of it unless [`Upload::finish`] answers `Ok`.
pub struct Upload {
    file: BlobWriter,
}

/// What the agent says of a file.
#[derive(Debug, Clone)]
pub struct FileFacts {
    /// As what it is to be sent.
    pub purpose: Purpose,
    /// The channel it will go out on.
    pub channel_id: ChannelId,
    /// As on the agent's disk; made safe here.
    pub file_name: Option<String>,
    /// Claimed by the browser; only refines kinds of plain text.
    pub claimed_mime: Option<String>,
}

impl Upload {
    /// Begins a file. `purpose`, where it is known already, gives a tighter limit.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`].
    pub async fn begin(desk: &Desk, who: &Who, purpose: Option<Purpose>) -> Result<Self, Refusal> {
        who.needs(Permission::Answer)?;
        let limit = purpose.map_or(MAX_DOCUMENT_BYTES, Purpose::limit_bytes);
        Ok(Self { file: desk.blobs.writer(limit).await? })
    }

    /// Adds a piece.
    ///
    /// # Errors
    /// [`Refusal::MediaRejected`] as soon as the file is too large.
    pub async fn write(&mut self, piece: &[u8]) -> Result<(), Refusal> {
        self.file.write(piece).await.map_err(refused)
    }

    /// Checks the file, converts it where the platform would not take it as it is, and keeps it.
    ///
    /// Pictures that are too large, WebP and GIF become JPEG; recordings in WebM become Ogg.
    ///
    /// # Errors
    /// [`Refusal::MediaRejected`] in plain words; [`Refusal::Invalid`] for an unknown channel.
    pub async fn finish(mut self, desk: &Desk, who: &Who, facts: FileFacts) -> Result<MediaRow, Refusal> {
        let FileFacts { purpose, channel_id, file_name, claimed_mime } = facts;
        if self.file.size_bytes() > purpose.limit_bytes() {
            return Err(too_large(purpose.limit_bytes()));
        }
        if desk.store.read(move |tx| channels::get(tx, channel_id)).await?.is_none() {
            return Err(Refusal::invalid("channel_id", "unknown", "no such channel"));
        }
        let permit = CHECKING.acquire().await;
        let content = self.file.content().await?;
        let claimed = claimed_mime.clone();
        let prepared = tokio::task::spawn_blocking(move || prepare(purpose, &content, claimed.as_deref()))
            .await
            .map_err(|_| tresen_storage::Fault::other("check a file", "it was not carried out"))??;
        drop(permit);
        let Prepared { converted, mime, is_voice } = prepared;
        let kept: Kept = match converted {
            Some(converted) => desk.blobs.put_bytes(&converted).await?,
            None => self.file.finish(None).await.map_err(refused)?,
        };
        let mut found = inspect(desk, kept, claimed_mime).await?;
        mime.clone_into(&mut found.mime);
        let now = desk.now();
        let media = UploadedMedia {
            id: MediaId::new(desk.ids.as_ref(), now),
            channel_id,
            kind: purpose.kind(),
            is_voice,
            file_name: Some(safe_file_name(file_name.as_deref(), mime)),
            found,
            uploaded_by: who.agent_id(),
            created_at: now,
        };
        desk.store
            .write(move |tx| {
                rows::insert_uploaded(tx, &media)?;
                rows::get(tx, media.id)?.ok_or(Refusal::NotFound { what: "file" })
            })
            .await
    }
}

fn refused(error: BlobError) -> Refusal {
    match error {
        BlobError::TooLarge { limit } => too_large(limit),
        BlobError::Fault(fault) => fault.into(),
        BlobError::HashMismatch { .. } => {
            Refusal::MediaRejected { check: "media_changed".to_owned(), reason: error.to_string() }
        }
    }
}

fn too_large(limit: u64) -> Refusal {
    Refusal::MediaRejected {
        check: "media_too_large".to_owned(),
        reason: format!("the file has more than {limit} bytes"),
    }
}
