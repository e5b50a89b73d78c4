//! What use cases refuse, in one table: each variant is one stable code of the API (`docs/adr/0003-one-table-of-refusals.md`).

use serde_json::Value;
use tresen_domain::{agent::Permission, template::ValueRefused, time::Timestamp, window::WindowClosed};
use tresen_storage::Fault;

/// A field of a request that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    /// Path in the request, such as `email` or `values.body.1`.
    pub field: String,
    /// Stable word: `required`, `too_long`, `unknown`, `format`, `range`.
    pub code: &'static str,
    /// What to do about it, in English.
    pub detail: String,
}

impl FieldProblem {
    /// A field that does not fit.
    pub fn new(field: impl Into<String>, code: &'static str, detail: impl Into<String>) -> Self {
        Self { field: field.into(), code, detail: detail.into() }
    }
}

/// Why the desk did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such thing, or the asker may not see it.
    #[error("no such {what}")]
    NotFound {
        /// The noun.
        what: &'static str,
    },
    /// The role does not allow it.
    #[error("the role does not allow `{permission}`")]
    Forbidden {
        /// What would be needed.
        permission: Permission,
    },
    /// Fields do not fit.
    #[error("{} field(s) do not fit", .0.len())]
    Invalid(Vec<FieldProblem>),
    /// E-mail and password do not belong together, or the agent is switched off.
    #[error("e-mail or password is wrong")]
    InvalidCredentials,
    /// Somebody else changed it first.
    #[error("version {given} is stale; it is at {current}")]
    VersionConflict {
        /// Sent by the caller.
        given: i64,
        /// In the database.
        current: i64,
    },
    /// It stands in the way of something else.
    #[error("{detail}")]
    Conflict {
        /// What and why.
        detail: String,
        /// What the caller may use instead, a JSON object.
        extra: Value,
    },
    /// Nothing free-form may be sent.
    #[error(transparent)]
    WindowClosed(#[from] WindowClosed),
    /// A closed ticket takes no change.
    #[error("the ticket is closed; a new message opens a new one")]
    TicketClosed,
    /// The message cannot be sent again.
    #[error("{reason}")]
    MessageNotRetryable {
        /// Why.
        reason: String,
    },
    /// Text that cannot be split, or a caption, is too long.
    #[error("the text has {length} characters, {limit} are allowed")]
    TextTooLong {
        /// Given.
        length: usize,
        /// Allowed.
        limit: usize,
    },
    /// The file cannot be sent or kept.
    #[error("{reason}")]
    MediaRejected {
        /// Stable word of the check that failed.
        check: String,
        /// What and what to do.
        reason: String,
    },
    /// The file is not there yet.
    #[error("the file is not ready yet")]
    MediaNotReady,
    /// The file was deleted or its fetch was given up.
    #[error("the file is gone")]
    MediaGone,
    /// No such template on this channel.
    #[error("no such template on this channel; synchronise the templates")]
    TemplateUnknown,
    /// The platform would refuse it.
    #[error("the template is {status}, only approved ones can be sent")]
    TemplateNotApproved {
        /// Its status.
        status: String,
    },
    /// Values are missing or of a wrong shape.
    #[error("{} value(s) of the template do not fit", .0.len())]
    TemplateValues(Vec<ValueRefused>),
    /// The channel cannot be used.
    #[error("{reason}")]
    ChannelUnavailable {
        /// Why and what to do.
        reason: String,
    },
    /// Nobody would be left who can administer.
    #[error("the last administrator cannot be removed")]
    LastAdmin,
    /// Another agent has this address.
    #[error("this e-mail address belongs to another agent")]
    EmailTaken,
    /// Another channel has this number.
    #[error("this number is connected already")]
    NumberTaken,
    /// Too many tries; come back later.
    #[error("too many tries; try again at {until}")]
    RateLimited {
        /// From when on.
        until: Timestamp,
    },
    /// The world failed.
    #[error(transparent)]
    Storage(#[from] Fault),
}

impl Refusal {
    /// One field that does not fit.
    pub fn invalid(field: impl Into<String>, code: &'static str, detail: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldProblem::new(field, code, detail)])
    }

    /// Something stands in the way.
    pub fn conflict(detail: impl Into<String>) -> Self {
        Self::Conflict { detail: detail.into(), extra: Value::Null }
    }
}
