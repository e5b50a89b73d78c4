//! One try to fetch a customer's file: from the platform to our disk, and what it is.

use tresen_domain::channel::Channel;
use tresen_storage::{
    BlobError,
    blob::Kept,
    channel as channels,
    media::{Found, MediaRow},
};
use tresen_whatsapp::{
    client::{Download, DownloadFailure},
    secret::AccessToken,
};
use url::Url;

use super::{failure::Failure, inspect::inspect};
use crate::{Desk, channel as health};

/// Fetches, checks and inspects; leaves blobs behind but changes no row.
///
/// The webhook's direct address is tried first while it is fresh; it saves a call, nothing else: whatever
/// goes wrong with it, the platform is asked for the real one.
pub(super) async fn fetch(desk: &Desk, media: &MediaRow) -> Result<Found, Failure> {
    let (channel, token) = channel_of(desk, media).await?;
    let kept = match direct(desk, media, &token).await {
        Some(Ok(kept)) => kept,
        Some(Err(failure @ DownloadOrBlob::Download(DownloadFailure::TooLarge { .. }))) => {
            return Err(failure.into());
        }
        Some(Err(_)) | None => asked(desk, media, &channel, &token).await?,
    };
    Ok(inspect(desk, kept, media.claimed_mime.clone()).await?)
}

async fn channel_of(desk: &Desk, media: &MediaRow) -> Result<(Channel, AccessToken), Failure> {
    let id = media.channel_id;
    let (channel, token) = desk
        .store
        .read(move |tx| -> Result<_, Failure> {
            Ok((channels::get(tx, id)?, channels::access_token(tx, id)?))
        })
        .await?;
    match (channel, token.and_then(|token| AccessToken::new(token).ok())) {
        (Some(channel), Some(token)) => Ok((channel, token)),
        _ => Err(Failure::no_channel()),
    }
}

/// From the address in the webhook; `None` when there is none.
async fn direct(desk: &Desk, media: &MediaRow, token: &AccessToken) -> Option<Result<Kept, DownloadOrBlob>> {
    let url = media.vendor_url.as_deref().and_then(|url| Url::parse(url).ok())?;
    Some(download(desk, token, &url, media.claimed_sha256).await)
}

/// From the address that the platform gives when asked for the file's id.
async fn asked(
    desk: &Desk,
    media: &MediaRow,
    channel: &Channel,
    token: &AccessToken,
) -> Result<Kept, Failure> {
    let vendor_id = media.vendor_id.as_deref().ok_or_else(Failure::nameless)?;
    let place = match desk.cloud.media_url(token, &channel.phone_number_id, vendor_id).await {
        Ok(place) => place,
        Err(failure) => {
            health::note_failure(desk, channel.id, &failure).await?;
            return Err(failure.into());
        }
    };
    let limit = desk.config.largest_inbound_file;
    if place.size_bytes.is_some_and(|size| size > limit) {
        return Err(Failure::too_large(limit));
    }
    let expected = media.claimed_sha256.or(place.sha256);
    Ok(download(desk, token, &place.url, expected).await?)
}

async fn download(
    desk: &Desk,
    token: &AccessToken,
    url: &Url,
    expected_sha256: Option<[u8; 32]>,
) -> Result<Kept, DownloadOrBlob> {
    let limit = desk.config.largest_inbound_file;
    let mut arriving: Download = desk.cloud.download(token, url, limit).await?;
    let mut file = desk.blobs.writer(limit).await.map_err(BlobError::from)?;
    while let Some(chunk) = arriving.next_chunk().await? {
        file.write(&chunk).await?;
    }
    Ok(file.finish(expected_sha256).await?)
}

/// Either side of a download may fail.
enum DownloadOrBlob {
    Download(DownloadFailure),
    Blob(BlobError),
}

impl From<DownloadFailure> for DownloadOrBlob {
    fn from(failure: DownloadFailure) -> Self {
        Self::Download(failure)
    }
}

impl From<BlobError> for DownloadOrBlob {
    fn from(error: BlobError) -> Self {
        Self::Blob(error)
    }
}

impl From<DownloadOrBlob> for Failure {
    fn from(failure: DownloadOrBlob) -> Self {
        match failure {
            DownloadOrBlob::Download(failure) => failure.into(),
            DownloadOrBlob::Blob(error) => error.into(),
        }
    }
}
