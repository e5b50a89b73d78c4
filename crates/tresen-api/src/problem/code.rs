//! The table of codes: stable, tested, translated by the UI.

use axum::http::StatusCode;

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeRow {
    /// The code.
    pub code: Code,
    /// As written in answers.
    pub word: &'static str,
    /// Its HTTP status.
    pub status: u16,
    /// In a few English words, the same for every problem of this code.
    pub title: &'static str,
}

macro_rules! codes {
    ($($variant:ident = $word:literal, $status:literal, $title:literal;)*) => {
        /// Why a request was not carried out. The words never change.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $title] $variant,)* }

        /// Every code with its word, status and title.
        pub const CODES: &[CodeRow] = &[
            $(CodeRow { code: Code::$variant, word: $word, status: $status, title: $title },)*
        ];

        impl Code {
            /// The row of the table.
            pub const fn row(self) -> CodeRow {
                match self {
                    $(Self::$variant => CodeRow { code: self, word: $word, status: $status, title: $title },)*
                }
            }
        }
    };
}

codes! {
    Unauthenticated = "unauthenticated", 401, "Sign in or send a key";
    CsrfMissing = "csrf_missing", 403, "The token against forged requests is missing or wrong";
    Forbidden = "forbidden", 403, "The role does not allow it";
    NotFound = "not_found", 404, "There is no such thing";
    MethodNotAllowed = "method_not_allowed", 405, "This address does not take this method";
    ValidationFailed = "validation_failed", 422, "Fields do not fit";
    MalformedJson = "malformed_json", 400, "The body is not JSON";
    PayloadTooLarge = "payload_too_large", 413, "The body is too large";
    UnsupportedMediaType = "unsupported_media_type", 415, "The body has another type than expected";
    RateLimited = "rate_limited", 429, "Too many requests";
    Conflict = "conflict", 409, "Something stands in the way";
    VersionConflict = "version_conflict", 409, "Somebody else changed it first";
    WindowClosed = "window_closed", 409, "The service window is closed";
    TicketClosed = "ticket_closed", 409, "The ticket is closed";
    MessageNotRetryable = "message_not_retryable", 409, "The message cannot be sent again";
    TextTooLong = "text_too_long", 422, "The text is too long";
    MediaRejected = "media_rejected", 422, "The file cannot be sent";
    TemplateUnknown = "template_unknown", 422, "There is no such template";
    TemplateNotApproved = "template_not_approved", 409, "The template is not approved";
    TemplateValuesMissing = "template_values_missing", 422, "Values of the template are missing or do not fit";
    ChannelUnavailable = "channel_unavailable", 409, "The channel cannot be used";
    InvalidCredentials = "invalid_credentials", 401, "E-mail or password is wrong";
    LastAdmin = "last_admin", 409, "Nobody would be left who can administer";
    EmailTaken = "email_taken", 409, "The e-mail address belongs to another agent";
    NumberTaken = "number_taken", 409, "The number is connected already";
    IdempotencyKeyReused = "idempotency_key_reused", 422, "The key came with another request before";
    IdempotencyInProgress = "idempotency_in_progress", 409, "The same request is still running";
    MediaNotReady = "media_not_ready", 409, "The file is not ready yet";
    MediaGone = "media_gone", 410, "The file is gone";
    StorageUnavailable = "storage_unavailable", 503, "The desk cannot keep or read anything right now";
    Internal = "internal", 500, "The desk made a mistake";
}

impl Code {
    /// Its HTTP status.
    pub(crate) fn status(self) -> StatusCode {
        StatusCode::from_u16(self.row().status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_stands_once_with_a_word_of_its_own() {
        let mut words: Vec<&str> = CODES.iter().map(|row| row.word).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), CODES.len());
        for row in CODES {
            assert_eq!(row.code.row(), *row);
            assert!(
                row.code.status().is_client_error() || row.code.status().is_server_error(),
                "{}",
                row.word
            );
            assert!(row.word.bytes().all(|letter| letter.is_ascii_lowercase() || letter == b'_'));
        }
    }
}
