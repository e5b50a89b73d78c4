//! From a request to what its answer says.

use bytes::{Bytes, BytesMut};
use reqwest::{RequestBuilder, Response};
use serde::de::DeserializeOwned;

use super::failure::{ApiFailure, told};

/// Longest answer that is read; a page of templates has some hundred kilobytes.
const ANSWER_BYTES: usize = 16 << 20;

/// Calls, and reads a success as `T`. `operation` is all that is traced beside status and code.
pub(super) async fn call<T: DeserializeOwned>(
    operation: &'static str,
    request: Result<RequestBuilder, ApiFailure>,
) -> Result<T, ApiFailure> {
    let answer = answered(request?).await;
    match &answer {
        Ok((status, _)) => tracing::debug!(operation, status, "platform answered"),
        Err(ApiFailure::Refused { status, code, .. }) => {
            tracing::debug!(operation, status, code, "platform refused");
        }
        Err(failure) => {
            tracing::debug!(operation, unknown = failure.is_outcome_unknown(), "platform did not answer");
        }
    }
    let (status, body) = answer?;
    serde_json::from_slice(&body).map_err(|error| ApiFailure::Unreadable {
        status,
        reason: format!("not the expected JSON in line {}, column {}", error.line(), error.column()),
    })
}

async fn answered(request: RequestBuilder) -> Result<(u16, Bytes), ApiFailure> {
    let response = request.send().await.map_err(ApiFailure::of_transport)?;
    let status = response.status();
    let body = whole(response).await?;
    if status.is_success() {
        Ok((status.as_u16(), body))
    } else {
        Err(ApiFailure::of_answer(status.as_u16(), &body))
    }
}

async fn whole(mut response: Response) -> Result<Bytes, ApiFailure> {
    let status = response.status().as_u16();
    let mut body = BytesMut::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if body.len().saturating_add(chunk.len()) <= ANSWER_BYTES => {
                body.extend_from_slice(&chunk);
            }
            Ok(None) => return Ok(body.freeze()),
            Ok(Some(_)) => {
                return Err(ApiFailure::Unreadable { status, reason: "the answer is too long".to_owned() });
            }
            Err(error) => return Err(ApiFailure::Transport { was_sent: true, reason: told(error) }),
        }
    }
}
