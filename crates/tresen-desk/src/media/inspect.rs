//! What a file is and shows, found from its bytes alone.

use bytes::Bytes;
use tokio::sync::Semaphore;
use tresen_storage::{Fault, media::Found};
use tresen_vision::{
    document, image,
    sniff::{Family, agreed_mime, sniff},
    video, voice,
};

use crate::Desk;

/// One file at a time: a picture may take half a gigabyte while it is drawn.
static DRAWING: Semaphore = Semaphore::const_new(1);

/// What the bytes tell.
struct Facts {
    mime: &'static str,
    width: Option<u32>,
    height: Option<u32>,
    duration_ms: Option<u64>,
    pages: Option<u32>,
    preview: Option<Vec<u8>>,
}

/// Looks at a file that is kept and keeps a preview of it. A file that cannot be read has none; that is no failure.
///
/// # Errors
/// When the disk fails.
pub(super) async fn inspect(
    desk: &Desk,
    kept: tresen_storage::blob::Kept,
    claimed_mime: Option<String>,
) -> Result<Found, Fault> {
    let permit = DRAWING.acquire().await;
    let content = match desk.blobs.get_bytes(&kept.sha256, u64::MAX).await {
        Ok(Some(content)) => content,
        Ok(None) => return Err(Fault::other("inspect a file", "the file has vanished")),
        Err(error) => return Err(Fault::other("inspect a file", error.to_string())),
    };
    let facts = tokio::task::spawn_blocking(move || look(&content, claimed_mime.as_deref()))
        .await
        .map_err(|_| Fault::other("inspect a file", "it was not carried out"))?;
    drop(permit);
    let preview_sha256 = match &facts.preview {
        Some(preview) => Some(desk.blobs.put_bytes(preview).await?.sha256),
        None => None,
    };
    Ok(Found {
        sha256: kept.sha256,
        size_bytes: kept.size_bytes,
        mime: facts.mime.to_owned(),
        preview_sha256,
        width: facts.width,
        height: facts.height,
        duration_ms: facts.duration_ms,
        pages: facts.pages,
    })
}

fn look(content: &Bytes, claimed_mime: Option<&str>) -> Facts {
    let found = sniff(content);
    let mut facts = Facts {
        mime: agreed_mime(claimed_mime, content),
        width: None,
        height: None,
        duration_ms: None,
        pages: None,
        preview: None,
    };
    match found.family {
        Family::Image => {
            if let Ok(picture) = image::inspect(content) {
                facts.width = Some(picture.width);
                facts.height = Some(picture.height);
                facts.preview = drawn(image::preview(content, image::PREVIEW_SIDE));
            }
        }
        Family::Video => {
            if let Ok(film) = video::inspect(content) {
                facts.width = Some(film.width).filter(|width| *width > 0);
                facts.height = Some(film.height).filter(|height| *height > 0);
            }
            facts.duration_ms = millis(content);
            facts.preview = drawn(video::poster(content, image::PREVIEW_SIDE));
        }
        Family::Audio => facts.duration_ms = millis(content),
        Family::Document => facts.pages = document::page_count(content),
        Family::Unknown => {}
    }
    facts
}

fn drawn(preview: Result<image::Preview, tresen_vision::Unreadable>) -> Option<Vec<u8>> {
    match preview {
        Ok(preview) => Some(preview.bytes),
        Err(unreadable) => {
            tracing::debug!(%unreadable, "a file has no preview");
            None
        }
    }
}

fn millis(content: &[u8]) -> Option<u64> {
    voice::duration(content).and_then(|length| u64::try_from(length.as_millis()).ok())
}
