//! Refusals of the control API as RFC 9457 problems.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::{customer::CustomerRefused, say::SayRefused};

/// A refusal with a stable code.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) status: StatusCode,
    pub(crate) code: &'static str,
    pub(crate) detail: String,
}

impl Problem {
    pub(crate) fn invalid(detail: impl Into<String>) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, code: "validation_failed", detail: detail.into() }
    }

    pub(crate) fn not_found(detail: impl Into<String>) -> Self {
        Self { status: StatusCode::NOT_FOUND, code: "not_found", detail: detail.into() }
    }
}

impl From<SayRefused> for Problem {
    fn from(refused: SayRefused) -> Self {
        match refused {
            SayRefused::Needs(_) => Self::invalid(refused.to_string()),
            _ => Self::not_found(refused.to_string()),
        }
    }
}

impl From<CustomerRefused> for Problem {
    fn from(refused: CustomerRefused) -> Self {
        match refused {
            CustomerRefused::Taken(_) => {
                Self { status: StatusCode::CONFLICT, code: "conflict", detail: refused.to_string() }
            }
            _ => Self::invalid(refused.to_string()),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = json!({
            "type": format!("https://tresen.dev/problems/{}", self.code),
            "title": self.status.canonical_reason(),
            "status": self.status.as_u16(),
            "code": self.code,
            "detail": self.detail,
        });
        (self.status, [(header::CONTENT_TYPE, "application/problem+json")], body.to_string()).into_response()
    }
}
