//! Bringing a file to the platform, so that a message can name it.

use std::{io, time::Duration};

use futures_util::TryStreamExt;
use tresen_domain::{channel::Channel, id::MediaId, media::MediaState};
use tresen_storage::{Fault, channel as channels, media as rows};
use tresen_vision::document::safe_file_name;
use tresen_whatsapp::{
    client::{ApiFailure, MediaBody},
    secret::AccessToken,
};

use crate::Desk;

/// The platform keeps an upload for 30 days; a day less, so that none runs out on its way.
/// Source: Meta "Media", seen 2026-09-11.
const UPLOAD_GOOD_FOR: Duration = Duration::from_hours(29 * 24);

/// Why a file did not reach the platform.
#[derive(Debug, thiserror::Error)]
pub enum UploadFailure {
    /// There is no such file, or it was deleted or given up.
    #[error("the file is gone")]
    Missing,
    /// A customer's file that is still being fetched.
    #[error("the file is not ready yet")]
    NotReady,
    /// The channel has no usable token.
    #[error("the channel has no usable access token")]
    NoToken,
    /// The platform did not take it. Uploading again does no harm, also when the outcome is unknown.
    #[error(transparent)]
    Platform(#[from] ApiFailure),
    /// The disk or the database failed.
    #[error(transparent)]
    Storage(#[from] Fault),
}

/// The platform's id of a file, good for the number of `channel`: the one of an earlier upload, or a new one.
///
/// A file is uploaded once per 30 days on its own channel; on another channel each time.
///
/// # Errors
/// [`UploadFailure`].
pub async fn ensure_uploaded(desk: &Desk, id: MediaId, channel: &Channel) -> Result<String, UploadFailure> {
    let channel_id = channel.id;
    let (media, token) = desk
        .store
        .read(move |tx| -> Result<_, Fault> {
            Ok((rows::get(tx, id)?, channels::access_token(tx, channel_id)?))
        })
        .await?;
    let media = media.ok_or(UploadFailure::Missing)?;
    match media.state {
        MediaState::Ready => {}
        MediaState::Pending => return Err(UploadFailure::NotReady),
        MediaState::Failed | MediaState::Expired | MediaState::Deleted => return Err(UploadFailure::Missing),
    }
    let is_home = media.channel_id == channel.id;
    if let (true, Some(upload_id), Some(at)) = (is_home, &media.upload_id, media.upload_at)
        && at.plus(UPLOAD_GOOD_FOR) > desk.now()
    {
        return Ok(upload_id.clone());
    }
    let token = token.and_then(|token| AccessToken::new(token).ok()).ok_or(UploadFailure::NoToken)?;
    let (Some(sha256), Some(mime)) = (media.sha256, media.mime.as_deref()) else {
        return Err(UploadFailure::Missing);
    };
    let file = desk.blobs.stream(&sha256, None).await?.ok_or(UploadFailure::Missing)?;
    let body = MediaBody::from_stream(file.chunks.map_err(io::Error::other), file.size_bytes);
    let name = safe_file_name(media.file_name.as_deref(), mime);
    let upload_id = desk.cloud.upload_media(&token, &channel.phone_number_id, mime, &name, body).await?;
    if is_home {
        let (kept, now) = (upload_id.clone(), desk.now());
        desk.store.write(move |tx| rows::set_upload(tx, id, &kept, now)).await?;
    }
    Ok(upload_id)
}
