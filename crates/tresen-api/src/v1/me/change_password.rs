//! `POST /me/password`.

use axum::{extract::State, http::StatusCode};
use serde::Deserialize;
use tresen_desk::people::{ChangePassword, Secret, change_password as change};
use utoipa::ToSchema;

use crate::{ApiState, auth::Browser, extract::JsonBody, problem::Answer};

/// The old and the new password.
#[derive(Deserialize, ToSchema)]
#[schema(as = ChangePassword)]
pub(super) struct Body {
    current: String,
    /// At least 10 characters.
    new: String,
}

/// Changes one's own password and signs out every other browser.
#[utoipa::path(
    post, path = "/me/password", tag = "session", operation_id = "change_password", request_body = Body,
    responses((status = 204)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn change_password(
    State(state): State<ApiState>,
    Browser(browser): Browser,
    JsonBody(body): JsonBody<Body>,
) -> Answer<StatusCode> {
    let command = ChangePassword { current: Secret::new(body.current), new: Secret::new(body.new) };
    change(&state.desk, &browser, command).await?;
    state.rights_changed();
    Ok(StatusCode::NO_CONTENT)
}
