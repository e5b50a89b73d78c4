//! Problems (RFC 9457): the one place where a refusal becomes an answer.

mod code;
mod refusal;

use axum::{
    Json,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use serde_json::{Map, Value};
use tresen_domain::time::Timestamp;

pub use code::{CODES, Code, CodeRow};

/// Content type of every problem.
pub(crate) const PROBLEM_JSON: &str = "application/problem+json";
/// What handlers answer.
pub(crate) type Answer<T> = Result<T, Problem>;

/// A request that was not carried out.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Problem {
    code: Code,
    detail: String,
    fields: Vec<FieldBody>,
    extras: Map<String, Value>,
    retry_after_seconds: Option<u64>,
}

/// The body of every error.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Problem)]
pub(crate) struct ProblemBody {
    /// `https://tresen.dev/problems/` and the code.
    #[serde(rename = "type")]
    kind: String,
    /// The same for every problem of this code.
    title: &'static str,
    /// The HTTP status again.
    status: u16,
    /// Stable; see the list of codes.
    code: &'static str,
    /// What happened here, in English, for developers.
    detail: String,
    /// Which fields do not fit.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<FieldBody>,
    /// More that only some codes have, such as `expires_at`.
    #[serde(flatten)]
    #[schema(value_type = Object)]
    extras: Map<String, Value>,
}

/// A field that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = FieldProblem)]
pub(crate) struct FieldBody {
    /// Path in the request.
    pub(crate) field: String,
    /// Stable word.
    pub(crate) code: &'static str,
    /// What to do about it, in English.
    pub(crate) detail: String,
}

impl Problem {
    /// A problem with words of its own.
    pub(crate) fn new(code: Code, detail: impl Into<String>) -> Self {
        Self {
            code,
            detail: detail.into(),
            fields: Vec::new(),
            extras: Map::new(),
            retry_after_seconds: None,
        }
    }

    /// A problem that its title says it all about.
    pub(crate) fn of(code: Code) -> Self {
        Self::new(code, code.row().title.to_lowercase())
    }

    /// One field that does not fit.
    pub(crate) fn field(field: impl Into<String>, code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(Code::ValidationFailed, "1 field(s) do not fit").with_fields(vec![FieldBody {
            field: field.into(),
            code,
            detail: detail.into(),
        }])
    }

    /// Too many requests until an instant.
    pub(crate) fn rate_limited(until: Timestamp, now: Timestamp) -> Self {
        let seconds = until.since(now).as_secs().saturating_add(1);
        Self::new(Code::RateLimited, format!("too many requests; try again at {until}"))
            .with_extra("until_at", until.to_string())
            .retry_after(seconds)
    }

    /// The code as written.
    pub(crate) fn word(&self) -> &'static str {
        self.code.row().word
    }

    fn with_fields(mut self, fields: Vec<FieldBody>) -> Self {
        self.fields = fields;
        self
    }

    fn with_extra(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.extras.insert(name.to_owned(), value.into());
        self
    }

    /// Tells the caller when to come back.
    pub(crate) fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after_seconds = Some(seconds);
        self
    }

    fn body(self) -> ProblemBody {
        let row = self.code.row();
        ProblemBody {
            kind: format!("https://tresen.dev/problems/{}", row.word),
            title: row.title,
            status: row.status,
            code: row.word,
            detail: self.detail,
            fields: self.fields,
            extras: self.extras,
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (code, retry_after) = (self.code, self.retry_after_seconds);
        let mut response = (code.status(), Json(self.body())).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if code == Code::Unauthenticated {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
