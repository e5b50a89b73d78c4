//! A file as shown.

use serde::Serialize;
use tresen_domain::media::MediaState;
use tresen_storage::media::MediaRow;
use utoipa::ToSchema;
use uuid::Uuid;

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Media)]
pub struct MediaView {
    /// Our id.
    pub id: Uuid,
    /// `pending`, `ready`, `failed`, `expired` or `deleted`.
    pub state: &'static str,
    /// `image`, `video`, `audio`, `document` or `sticker`.
    pub kind: &'static str,
    /// What the bytes say; null until ready.
    pub mime: Option<String>,
    /// Safe to show.
    pub file_name: Option<String>,
    /// Length.
    pub size_bytes: Option<u64>,
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
    /// Address of a small picture, where there is one.
    pub preview_url: Option<String>,
    /// Address of the file, once ready.
    pub url: Option<String>,
    /// Why it is not there.
    pub error: Option<MediaErrorView>,
}

/// Why a file is not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = MediaError)]
pub struct MediaErrorView {
    /// Stable word.
    pub code: String,
    /// In English.
    pub reason: String,
}

/// A file as shown.
pub fn media(row: MediaRow) -> MediaView {
    let is_ready = row.state == MediaState::Ready;
    let address = |what: &str| format!("/api/v1/media/{}/{what}", row.id);
    MediaView {
        id: row.id.0,
        state: row.state.as_str(),
        kind: row.kind.as_str(),
        preview_url: (is_ready && row.preview_sha256.is_some()).then(|| address("preview")),
        url: is_ready.then(|| address("content")),
        mime: row.mime,
        file_name: row.file_name.filter(|_| is_ready),
        size_bytes: row.size_bytes,
        width: row.width,
        height: row.height,
        duration_ms: row.duration_ms,
        pages: row.pages,
        is_voice: row.is_voice,
        error: row
            .error_code
            .filter(|_| !is_ready)
            .map(|code| MediaErrorView { code, reason: row.error_reason.unwrap_or_default() }),
    }
}
