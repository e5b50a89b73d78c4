//! Why a call failed, and what is known of its effect.

use std::time::Duration;

use tresen_domain::delivery::{DeliveryError, OUTCOME_UNKNOWN};

use crate::{
    errors::{self, Retry, Verdict},
    wire::error::{GraphError, Refusal},
};

/// A call that did not succeed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApiFailure {
    /// The platform said no: nothing was done.
    #[error("refused with {code} (HTTP {status}): {reason}")]
    Refused {
        /// HTTP status.
        status: u16,
        /// The platform's code; the HTTP status where it gave none.
        code: i64,
        /// What the code means.
        verdict: Verdict,
        /// English, the platform's words or ours.
        reason: String,
    },
    /// No answer came.
    #[error("no answer: {reason}")]
    Transport {
        /// `false` only when surely nothing left: then it may be sent again at once.
        was_sent: bool,
        /// English.
        reason: String,
    },
    /// An answer came that says nothing of what was done.
    #[error("the answer cannot be read (HTTP {status}): {reason}")]
    Unreadable {
        /// HTTP status.
        status: u16,
        /// English.
        reason: String,
    },
}

impl ApiFailure {
    pub(super) fn never_sent(reason: &str) -> Self {
        Self::Transport { was_sent: false, reason: reason.to_owned() }
    }

    /// Whether it may have been done: a send must wait for its status before it is repeated.
    pub const fn is_outcome_unknown(&self) -> bool {
        matches!(self, Self::Transport { was_sent: true, .. } | Self::Unreadable { .. })
    }

    /// What the platform's refusal means; `None` when it refused nothing.
    pub const fn verdict(&self) -> Option<Verdict> {
        match self {
            Self::Refused { verdict, .. } => Some(*verdict),
            Self::Transport { .. } | Self::Unreadable { .. } => None,
        }
    }

    /// The failure as a delivery keeps it.
    pub fn delivery_error(&self) -> DeliveryError {
        match self {
            Self::Refused { code, verdict, reason, .. } => DeliveryError {
                code: code.to_string(),
                reason: reason.clone(),
                is_retryable: verdict.retry.may_help(),
            },
            Self::Transport { .. } | Self::Unreadable { .. } => DeliveryError {
                code: OUTCOME_UNKNOWN.to_owned(),
                reason: self.to_string(),
                is_retryable: true,
            },
        }
    }

    /// Only a failure to connect proves that nothing left.
    pub(super) fn of_transport(error: reqwest::Error) -> Self {
        let was_sent = !(error.is_connect() || error.is_builder());
        Self::Transport { was_sent, reason: told(error) }
    }

    /// Reads an answer that is no success.
    ///
    /// With a code of the platform the table decides, whatever the HTTP status. Without one: 429, 408 and 503 mean
    /// that the request was not taken; any other 5xx comes from a gateway or a crash and leaves the outcome
    /// unknown; the rest is refused for good.
    pub(super) fn of_answer(status: u16, body: &[u8]) -> Self {
        let error = serde_json::from_slice::<Refusal>(body).ok().and_then(|body| body.error);
        if let Some((code, error)) = error.as_ref().and_then(|error| Some((error.code?, error))) {
            return Self::Refused { status, code, verdict: errors::class(code), reason: reason(error) };
        }
        let told = || format!("HTTP {status} without an error of the platform");
        match plain(status) {
            Some(verdict) => Self::Refused { status, code: i64::from(status), verdict, reason: told() },
            None => Self::Unreadable { status, reason: told() },
        }
    }
}

/// What an HTTP status means without a code; `None` when the outcome is unknown.
fn plain(status: u16) -> Option<Verdict> {
    let class = |retry, meaning| Verdict { retry, meaning, ..errors::UNKNOWN };
    let soon = Retry::After(Duration::from_secs(5));
    match status {
        401 | 403 => Some(Verdict {
            is_credentials: true,
            ..class(Retry::WhenCondition, "the access token is not valid")
        }),
        429 => Some(Verdict { is_throughput: true, ..class(soon, "too many calls") }),
        408 => Some(class(soon, "the request was too slow")),
        503 => Some(class(soon, "the service is not available")),
        400..=499 => Some(class(Retry::Never, "the request was refused")),
        _ => None,
    }
}

fn reason(error: &GraphError) -> String {
    let details = error.error_data.as_ref().and_then(|data| data.details.as_deref());
    [error.error_user_msg.as_deref(), details, error.message.as_deref()]
        .into_iter()
        .flatten()
        .find(|text| !text.trim().is_empty())
        .unwrap_or("no reason given")
        .to_owned()
}

/// The error and its causes in one line, without the address, which may hold a token.
pub(super) fn told(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut line = error.to_string();
    let mut cause = std::error::Error::source(&error);
    while let Some(one) = cause {
        line.push_str(": ");
        line.push_str(&one.to_string());
        cause = one.source();
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(status: u16, body: &str) -> (i64, Retry) {
        match ApiFailure::of_answer(status, body.as_bytes()) {
            ApiFailure::Refused { code, verdict, .. } => (code, verdict.retry),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_code_decides_whatever_the_status() {
        let body =
            r#"{"error":{"message":"(#131056) x","code":131056,"error_data":{"details":"slow down"}}}"#;
        assert_eq!(refused(400, body), (131_056, Retry::After(Duration::from_secs(4))));
        let body = r#"{"error":{"message":"x","code":131000}}"#;
        assert!(matches!(refused(500, body), (131_000, Retry::After(_))));
        assert!(ApiFailure::of_answer(401, br#"{"error":{"code":190}}"#).verdict().unwrap().is_credentials);
    }

    #[test]
    fn without_a_code_a_gateway_leaves_the_outcome_unknown() {
        for status in [500, 502, 504, 302] {
            assert!(ApiFailure::of_answer(status, b"<html>").is_outcome_unknown(), "{status}");
        }
        assert!(matches!(refused(503, ""), (503, Retry::After(_))));
        assert!(matches!(refused(429, "{}"), (429, Retry::After(_))));
        assert_eq!(refused(404, "not here"), (404, Retry::Never));
        assert!(ApiFailure::of_answer(401, b"").verdict().unwrap().is_credentials);
    }
}
