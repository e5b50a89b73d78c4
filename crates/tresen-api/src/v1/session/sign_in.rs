//! `POST /session`.

use axum::{
    Json,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, header},
};
use serde::Deserialize;
use tresen_desk::{
    Refusal,
    people::{Secret, SignIn, sign_in as open},
};
use utoipa::ToSchema;

use super::me::Me;
use crate::{
    ApiState, address, cookie,
    extract::JsonBody,
    problem::{Answer, Problem},
};

/// E-mail and password.
#[derive(Deserialize, ToSchema)]
#[schema(as = SignIn)]
pub(super) struct Body {
    email: String,
    password: String,
}

/// Signs in. The session's token comes as a cookie that scripts cannot read.
#[utoipa::path(
    post, path = "/session", tag = "session", operation_id = "sign_in", request_body = Body,
    responses((status = 200, body = Me)),
    security(()),
    extensions(("x-permission" = json!("public")))
)]
pub(super) async fn sign_in(
    State(state): State<ApiState>,
    request: Request,
) -> Answer<(HeaderMap, Json<Me>)> {
    let address = address::of_request(request.headers(), request.extensions(), state.config.trusts_proxy);
    let user_agent = request.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    let user_agent = user_agent.unwrap_or("").to_owned();
    let JsonBody(body) =
        <JsonBody<Body> as axum::extract::FromRequest<()>>::from_request(request, &()).await?;
    let command = SignIn { email: body.email, password: Secret::new(body.password), user_agent, address };
    let (signed_in, token) =
        open(&state.desk, &state.gate, command).await.map_err(|refusal| match refusal {
            Refusal::RateLimited { until } => Problem::rate_limited(until, state.desk.now()),
            other => other.into(),
        })?;
    let me = Me::read(&state, &signed_in).await?;
    let mut headers = HeaderMap::new();
    if let Ok(value) = HeaderValue::from_str(&cookie::keep(&token, state.config.is_https())) {
        headers.insert(header::SET_COOKIE, value);
    }
    Ok((headers, Json(me)))
}
