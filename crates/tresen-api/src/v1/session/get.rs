//! `GET /session`.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, HeaderValue, header},
};

use super::me::Me;
use crate::{ApiState, auth::Browser, cookie, problem::Answer};

/// Who one is. Renews the cookie, so that a browser that comes back stays signed in.
#[utoipa::path(
    get, path = "/session", tag = "session", operation_id = "get_session",
    responses((status = 200, body = Me)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn get(
    State(state): State<ApiState>,
    Browser(browser): Browser,
    asked: HeaderMap,
) -> Answer<(HeaderMap, Json<Me>)> {
    let me = Me::read(&state, &browser).await?;
    let mut headers = HeaderMap::new();
    let renewed = cookie::find(&asked).map(|token| cookie::keep(&token, state.config.is_https()));
    if let Some(value) = renewed.and_then(|line| HeaderValue::from_str(&line).ok()) {
        headers.insert(header::SET_COOKIE, value);
    }
    Ok((headers, Json(me)))
}
