//! Opening the socket.

use axum::{
    extract::{
        State,
        ws::{WebSocketUpgrade, rejection::WebSocketUpgradeRejection},
    },
    http::request::Parts,
    response::Response,
};
use serde::Deserialize;

use super::{origin, screen};
use crate::{
    ApiState, address,
    auth::{Credential, Signed},
    extract::QueryOf,
    problem::{Answer, Code, Problem},
};

/// Largest frame taken from a screen.
const LARGEST_COMMAND: usize = 4 * 1024;

/// Where to begin.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Since {
    /// Newest place the screen knows; only what follows when not given.
    since: Option<i64>,
}

/// The live view: frames as text, described in the documentation of the live view.
#[utoipa::path(
    get, path = "/live", tag = "live", operation_id = "live", params(Since),
    responses((status = 101, description = "A WebSocket")),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn connect(
    State(state): State<ApiState>,
    signed: Signed,
    parts: Parts,
    QueryOf(query): QueryOf<Since>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Answer<Response> {
    let headers = &parts.headers;
    if signed.browser.is_some() && !origin::is_ours(headers, state.config.public_url.as_deref()) {
        return Err(Problem::new(Code::Forbidden, "a page of another origin may not open the live view"));
    }
    let upgrade =
        upgrade.map_err(|rejection| Problem::field("Upgrade", "required", rejection.body_text()))?;
    let credential = Credential::of(headers).ok_or_else(|| Problem::of(Code::Unauthenticated))?;
    let address = address::of_request(headers, &parts.extensions, state.config.trusts_proxy);
    let caller = screen::Caller { credential, address, who: signed.who };
    Ok(upgrade
        .max_message_size(LARGEST_COMMAND)
        .max_frame_size(LARGEST_COMMAND)
        .on_upgrade(move |socket| screen::serve(state, socket, caller, query.since)))
}
