//! Refusals of the Graph API, and failures that come later as a status.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use tresen_whatsapp::wire::error::{ErrorData, GraphError, Refusal};

/// A code with what it says about this call. Titles and HTTP statuses: Meta "Error codes", seen 2026-09-11.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) code: u32,
    pub(crate) details: String,
}

impl Failure {
    pub(crate) fn new(code: u32, details: impl Into<String>) -> Self {
        Self { code, details: details.into() }
    }

    /// A parameter that must be there is not.
    pub(crate) fn missing(parameter: &str) -> Self {
        Self::new(131_008, format!("Parameter '{parameter}' is required"))
    }

    /// A parameter is wrong in a way that has no code of its own.
    pub(crate) fn invalid(details: impl Into<String>) -> Self {
        Self::new(100, details)
    }

    /// A parameter's value is not one of those allowed here.
    pub(crate) fn value(details: impl Into<String>) -> Self {
        Self::new(131_009, details)
    }

    /// An object that does not exist, or not for this token: the platform does not tell which.
    pub(crate) fn unknown_object(id: &str) -> Self {
        Self::new(
            100,
            format!(
                "Unsupported request. Object with ID '{id}' does not exist, cannot be loaded due to missing \
                 permissions, or does not support this operation"
            ),
        )
    }

    pub(crate) fn title(&self) -> &'static str {
        row(self.code).1
    }

    pub(crate) fn status(&self) -> StatusCode {
        row(self.code).0
    }
}

fn row(code: u32) -> (StatusCode, &'static str) {
    let bad = StatusCode::BAD_REQUEST;
    match code {
        2 => (StatusCode::SERVICE_UNAVAILABLE, "API Service"),
        100 => (bad, "Invalid parameter"),
        190 => (StatusCode::UNAUTHORIZED, "Access token has expired or is invalid"),
        130_429 => (bad, "Rate limit hit"),
        131_000 => (StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong"),
        131_008 => (bad, "Required parameter is missing"),
        131_009 => (bad, "Parameter value is not valid"),
        131_021 => (bad, "Recipient cannot be sender"),
        131_026 => (bad, "Message undeliverable"),
        131_030 => (bad, "Recipient phone number not in allowed list"),
        131_047 => (bad, "Re-engagement message"),
        131_051 => (bad, "Unsupported message type"),
        131_053 => (bad, "Media upload error"),
        131_056 => (bad, "(Business Account, Consumer Account) pair rate limit hit"),
        132_000 => (bad, "Number of parameters does not match the expected number of params"),
        132_001 => (StatusCode::NOT_FOUND, "Template name does not exist in the translation"),
        132_012 => (bad, "Parameter format does not match format in the created template"),
        132_015 => (bad, "Template is paused"),
        132_018 => (bad, "There is an issue with the parameters in your template"),
        _ => (bad, "Unknown error"),
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let trace: u64 = self
            .details
            .bytes()
            .fold(u64::from(self.code), |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)));
        let body = Refusal {
            error: Some(GraphError {
                message: Some(format!("(#{}) {}", self.code, self.title())),
                kind: Some("OAuthException".to_owned()),
                code: Some(i64::from(self.code)),
                is_transient: (self.code == 2).then_some(true),
                error_data: Some(ErrorData {
                    messaging_product: Some("whatsapp".to_owned()),
                    details: Some(self.details.clone()),
                }),
                fbtrace_id: Some(format!("A{trace:016x}")),
                ..GraphError::default()
            }),
        };
        (self.status(), Json(body)).into_response()
    }
}
