//! Why a try to fetch a file failed, and whether another one is worth it.

use std::time::Duration;

use tresen_domain::{media::MediaState, time::Timestamp};
use tresen_storage::{BlobError, Fault, media::MediaRow};
use tresen_whatsapp::client::{ApiFailure, DownloadFailure};

/// The platform keeps a customer's file this long. Source: Meta "Media", seen 2026-09-11.
const KEPT_BY_PLATFORM: Duration = Duration::from_hours(7 * 24);
/// Pauses after the first, second … try; the last one repeats.
const PAUSES: [Duration; 6] = [
    Duration::from_secs(10),
    Duration::from_mins(1),
    Duration::from_mins(5),
    Duration::from_mins(30),
    Duration::from_hours(2),
    Duration::from_hours(6),
];
/// The word of [`Failure::code`] after which a second one of its kind is final.
const HASH_MISMATCH: &str = "hash_mismatch";

/// A try that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failure {
    /// Stable word, translated in the UI.
    pub(super) code: &'static str,
    /// Plain English.
    pub(super) reason: String,
    worth: Worth,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Worth {
    /// It may pass.
    Again,
    /// Once more, then not.
    Once,
    /// Another try ends the same way.
    Never,
}

/// What becomes of the file after a try that failed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Tried again then.
    Retry(Timestamp),
    /// Given up as failed or expired.
    End(MediaState),
}

impl Failure {
    fn new(code: &'static str, reason: impl ToString, worth: Worth) -> Self {
        Self { code, reason: reason.to_string(), worth }
    }

    /// The channel has no usable token, or is gone.
    pub(super) fn no_channel() -> Self {
        Self::new("channel_unavailable", "the channel has no usable access token", Worth::Again)
    }

    /// The webhook named no file.
    pub(super) fn nameless() -> Self {
        Self::new("media_missing", "the platform named no file", Worth::Never)
    }

    /// Known to be too large before it was fetched.
    pub(super) fn too_large(limit_bytes: u64) -> Self {
        Self::new("media_too_large", format!("the file has more than {limit_bytes} bytes"), Worth::Never)
    }

    /// What the desk does next with a file whose present try failed at `now`.
    pub(super) fn next(&self, media: &MediaRow, now: Timestamp) -> Next {
        let is_second = media.error_code.as_deref() == Some(self.code);
        if self.worth == Worth::Never || (self.worth == Worth::Once && is_second) {
            return Next::End(MediaState::Failed);
        }
        let tried = usize::try_from(media.tries).unwrap_or(usize::MAX).saturating_sub(1);
        let pause = PAUSES.get(tried).or(PAUSES.last()).copied().unwrap_or(Duration::from_hours(6));
        let due = now.plus(pause);
        if due > media.created_at.plus(KEPT_BY_PLATFORM) {
            Next::End(MediaState::Expired)
        } else {
            Next::Retry(due)
        }
    }
}

impl From<ApiFailure> for Failure {
    fn from(failure: ApiFailure) -> Self {
        match &failure {
            ApiFailure::Refused { verdict, .. } if verdict.is_credentials => {
                Self::new("channel_unavailable", failure, Worth::Again)
            }
            ApiFailure::Refused { verdict, .. } if !verdict.retry.may_help() => {
                Self::new("media_refused", failure, Worth::Never)
            }
            _ => Self::new("platform_unavailable", failure, Worth::Again),
        }
    }
}

impl From<DownloadFailure> for Failure {
    fn from(failure: DownloadFailure) -> Self {
        match &failure {
            DownloadFailure::TooLarge { limit_bytes } => Self::too_large(*limit_bytes),
            DownloadFailure::HostNotAllowed => Self::new("media_host_not_allowed", failure, Worth::Never),
            DownloadFailure::Gone => Self::new("media_address_expired", failure, Worth::Again),
            DownloadFailure::Credentials => Self::new("channel_unavailable", failure, Worth::Again),
            one if one.may_help() => Self::new("platform_unavailable", failure, Worth::Again),
            _ => Self::new("media_refused", failure, Worth::Never),
        }
    }
}

impl From<BlobError> for Failure {
    fn from(error: BlobError) -> Self {
        match error {
            BlobError::TooLarge { limit } => Self::too_large(limit),
            BlobError::HashMismatch { .. } => Self::new(HASH_MISMATCH, error, Worth::Once),
            BlobError::Fault(fault) => fault.into(),
        }
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        tracing::error!(%fault, "a file could not be kept");
        Self::new("storage_unavailable", "the file could not be kept on our side", Worth::Again)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tresen_domain::{
        id::{ChannelId, MediaId},
        media::MediaKind,
    };

    fn media(tries: u32, error_code: Option<&str>) -> MediaRow {
        MediaRow {
            id: MediaId(uuid::Uuid::nil()),
            channel_id: ChannelId(uuid::Uuid::nil()),
            state: MediaState::Pending,
            kind: MediaKind::Image,
            vendor_id: None,
            vendor_url: None,
            claimed_mime: None,
            claimed_sha256: None,
            mime: None,
            file_name: None,
            size_bytes: None,
            sha256: None,
            preview_sha256: None,
            width: None,
            height: None,
            duration_ms: None,
            pages: None,
            is_voice: false,
            error_code: error_code.map(str::to_owned),
            error_reason: None,
            tries,
            due_at: None,
            created_at: Timestamp::EPOCH,
            ready_at: None,
            uploaded_by: None,
            upload_id: None,
            upload_at: None,
        }
    }

    #[test]
    fn pauses_grow_until_the_platform_has_forgotten_the_file() {
        let gone = Failure::from(DownloadFailure::Gone);
        let pause = |tries| match gone.next(&media(tries, None), Timestamp::EPOCH) {
            Next::Retry(due) => due.as_seconds(),
            Next::End(_) => -1,
        };
        assert_eq!([1, 2, 3, 4, 5, 6, 99].map(pause), [10, 60, 300, 1_800, 7_200, 21_600, 21_600]);
        let late = Timestamp::EPOCH.plus(KEPT_BY_PLATFORM);
        assert_eq!(gone.next(&media(30, None), late), Next::End(MediaState::Expired));
    }

    #[test]
    fn other_content_than_announced_is_final_the_second_time() {
        let mismatch = Failure::from(BlobError::HashMismatch { found: [0; 32] });
        assert!(matches!(mismatch.next(&media(1, None), Timestamp::EPOCH), Next::Retry(_)));
        let again = media(2, Some("hash_mismatch"));
        assert_eq!(mismatch.next(&again, Timestamp::EPOCH), Next::End(MediaState::Failed));
    }

    #[test]
    fn too_large_and_foreign_hosts_are_final_at_once() {
        for failure in [DownloadFailure::TooLarge { limit_bytes: 5 }, DownloadFailure::HostNotAllowed] {
            let next = Failure::from(failure).next(&media(1, None), Timestamp::EPOCH);
            assert_eq!(next, Next::End(MediaState::Failed));
        }
    }
}
