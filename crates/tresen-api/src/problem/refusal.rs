//! From refusals of use cases to problems. A new refusal does not compile until it has its code here.

use std::time::Duration;

use serde_json::{Value, json};
use tresen_desk::{FieldProblem, Refusal};
use tresen_domain::template::ValueRefused;
use tresen_storage::Fault;

use super::{Code, FieldBody, Problem};

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let detail = refusal.to_string();
        let plain = |code| Self::new(code, detail.clone());
        match refusal {
            Refusal::NotFound { .. } => plain(Code::NotFound),
            Refusal::Forbidden { permission } => {
                plain(Code::Forbidden).with_extra("permission", permission.as_str())
            }
            Refusal::Invalid(fields) => {
                plain(Code::ValidationFailed).with_fields(fields.into_iter().map(FieldBody::from).collect())
            }
            Refusal::InvalidCredentials => plain(Code::InvalidCredentials),
            Refusal::VersionConflict { given, current } => {
                plain(Code::VersionConflict).with_extra("given", given).with_extra("current", current)
            }
            Refusal::Conflict { extra, .. } => with_object(plain(Code::Conflict), extra),
            Refusal::WindowClosed(closed) => {
                plain(Code::WindowClosed).with_extra("expires_at", json!(closed.expires_at))
            }
            Refusal::TicketClosed => plain(Code::TicketClosed),
            Refusal::MessageNotRetryable { .. } => plain(Code::MessageNotRetryable),
            Refusal::TextTooLong { length, limit } => {
                plain(Code::TextTooLong).with_extra("length", length).with_extra("limit", limit)
            }
            Refusal::MediaRejected { check, .. } => plain(Code::MediaRejected).with_extra("check", check),
            Refusal::MediaNotReady => plain(Code::MediaNotReady),
            Refusal::MediaGone => plain(Code::MediaGone),
            Refusal::TemplateUnknown => plain(Code::TemplateUnknown),
            Refusal::TemplateNotApproved { status } => {
                plain(Code::TemplateNotApproved).with_extra("template_status", status)
            }
            Refusal::TemplateValues(values) => {
                plain(Code::TemplateValuesMissing).with_fields(values.iter().map(FieldBody::from).collect())
            }
            Refusal::ChannelUnavailable { .. } => plain(Code::ChannelUnavailable),
            Refusal::LastAdmin => plain(Code::LastAdmin),
            Refusal::EmailTaken => plain(Code::EmailTaken),
            Refusal::NumberTaken => plain(Code::NumberTaken),
            Refusal::RateLimited { until } => {
                // Seconds from now are not known here; the caller learns the instant, and waits a little.
                plain(Code::RateLimited).with_extra("until_at", json!(until)).retry_after(60)
            }
            Refusal::Storage(fault) => fault.into(),
        }
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        // The words of a fault name statements and files: for the log, not for the caller.
        if let Some(wait) = fault.retry_after() {
            tracing::warn!(%fault, "storage is not available");
            let seconds = wait.max(Duration::from_secs(1)).as_secs();
            Self::of(Code::StorageUnavailable).retry_after(seconds)
        } else {
            tracing::error!(%fault, "storage failed");
            Self::of(Code::Internal)
        }
    }
}

impl From<FieldProblem> for FieldBody {
    fn from(problem: FieldProblem) -> Self {
        Self { field: problem.field, code: problem.code, detail: problem.detail }
    }
}

impl From<&ValueRefused> for FieldBody {
    fn from(refused: &ValueRefused) -> Self {
        let (place, key, code) = match refused {
            ValueRefused::Missing { place, key } => (place, key, "required"),
            ValueRefused::Shape { place, key } => (place, key, "format"),
        };
        Self { field: format!("values.{place}.{key}"), code, detail: refused.to_string() }
    }
}

fn with_object(problem: Problem, extra: Value) -> Problem {
    match extra {
        Value::Object(members) => {
            members.into_iter().fold(problem, |problem, (name, value)| problem.with_extra(&name, value))
        }
        _ => problem,
    }
}
