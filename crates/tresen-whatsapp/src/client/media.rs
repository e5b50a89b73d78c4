//! Uploads, and where a customer's file lies. Source: Meta "Media", seen 2026-09-11.

use std::{io, time::Duration};

use bytes::Bytes;
use futures_util::Stream;
use reqwest::{
    Body, Method,
    multipart::{Form, Part},
};
use tresen_domain::channel::PhoneNumberId;
use url::Url;

use super::{AccessToken, ApiFailure, CloudClient, answer::call};
use crate::{
    limits::FILE_NAME_LIMIT,
    wire::{
        outbound::PRODUCT,
        response::{MediaInfo, Uploaded},
    },
};

/// Longest upload: 100 MB over a slow line.
const UPLOAD: Duration = Duration::from_mins(10);

/// A file to be uploaded.
#[derive(Debug)]
pub struct MediaBody {
    body: Body,
    length_bytes: u64,
}

impl MediaBody {
    /// A file in memory.
    pub fn from_bytes(bytes: Bytes) -> Self {
        Self { length_bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX), body: Body::from(bytes) }
    }

    /// A file read as it is sent. `length_bytes` must be exact, else the call fails.
    pub fn from_stream(
        stream: impl Stream<Item = io::Result<Bytes>> + Send + 'static,
        length_bytes: u64,
    ) -> Self {
        Self { body: Body::wrap_stream(stream), length_bytes }
    }
}

/// Where a file lies, and what the platform says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaUrl {
    /// Good for 5 minutes; only for [`CloudClient::download`].
    pub url: Url,
    /// Claimed by the sender's device.
    pub mime: Option<String>,
    /// SHA-256 of the file.
    pub sha256: Option<[u8; 32]>,
    /// Of the file.
    pub size_bytes: Option<u64>,
}

impl CloudClient {
    /// Uploads a file and says its id, good for 30 days and for this number only.
    ///
    /// A wrong `mime` is not noticed here but by error 131053 once the message is sent.
    pub async fn upload_media(
        &self,
        token: &AccessToken,
        number: &PhoneNumberId,
        mime: &str,
        file_name: &str,
        body: MediaBody,
    ) -> Result<String, ApiFailure> {
        let name: String = file_name.chars().filter(|ch| !ch.is_control()).take(FILE_NAME_LIMIT).collect();
        let part = Part::stream_with_length(body.body, body.length_bytes)
            .file_name(if name.is_empty() { "file".to_owned() } else { name })
            .mime_str(mime)
            .map_err(|_| ApiFailure::never_sent("the type of the file is no MIME type"))?;
        let form =
            Form::new().text("messaging_product", PRODUCT).text("type", mime.to_owned()).part("file", part);
        let request = self
            .request(Method::POST, token, &[&number.0, "media"])
            .map(|one| one.multipart(form).timeout(UPLOAD));
        let uploaded: Uploaded = call("upload media", request).await?;
        uploaded.id.filter(|id| !id.is_empty()).ok_or_else(|| ApiFailure::Unreadable {
            status: 200,
            reason: "the answer holds no media id".to_owned(),
        })
    }

    /// Where a file lies. Naming the number makes the platform check that the file belongs to it.
    pub async fn media_url(
        &self,
        token: &AccessToken,
        number: &PhoneNumberId,
        media_id: &str,
    ) -> Result<MediaUrl, ApiFailure> {
        let request = self
            .request(Method::GET, token, &[media_id])
            .map(|one| one.query(&[("phone_number_id", number.0.as_str())]));
        let info: MediaInfo = call("media url", request).await?;
        let url = info.url.as_deref().and_then(|url| Url::parse(url).ok());
        Ok(MediaUrl {
            url: url.ok_or_else(|| ApiFailure::Unreadable {
                status: 200,
                reason: "the answer holds no address".to_owned(),
            })?,
            mime: info.mime_type,
            sha256: info.sha256.and_then(|text| hex::decode(text.trim()).ok()?.try_into().ok()),
            size_bytes: info.file_size,
        })
    }
}
