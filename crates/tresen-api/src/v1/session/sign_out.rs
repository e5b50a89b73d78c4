//! `DELETE /session`.

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
};
use tresen_desk::people::sign_out as close;

use crate::{ApiState, auth::Browser, cookie, problem::Answer};

/// Signs this browser out.
#[utoipa::path(
    delete, path = "/session", tag = "session", operation_id = "sign_out",
    responses((status = 204)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn sign_out(
    State(state): State<ApiState>,
    Browser(browser): Browser,
) -> Answer<(StatusCode, HeaderMap)> {
    close(&state.desk, &browser).await?;
    state.rights_changed();
    let mut headers = HeaderMap::new();
    if let Ok(value) = HeaderValue::from_str(&cookie::forget(state.config.is_https())) {
        headers.insert(header::SET_COOKIE, value);
    }
    Ok((StatusCode::NO_CONTENT, headers))
}
