//! The OpenAPI description, made from the operations themselves.

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use utoipa::openapi::{
    InfoBuilder, OpenApi,
    security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityRequirement, SecurityScheme},
};

use crate::{ApiState, cookie, v1};

/// The whole description: what `/api/openapi.json` answers and `api/openapi.json` keeps.
pub fn openapi() -> OpenApi {
    let (_, mut description) = v1::routes().split_for_parts();
    description.info = InfoBuilder::new()
        .title("Tresen")
        .version("1")
        .description(Some(
            "The desk over HTTP. Errors are problems (RFC 9457) with a stable `code`. Every operation names in \
             `x-permission` what the caller's role must allow; `public` needs no sign-in.",
        ))
        .build();
    let components = description.components.get_or_insert_default();
    components.add_security_scheme("key", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    components.add_security_scheme(
        "session",
        SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(cookie::NAME))),
    );
    description.security = Some(vec![
        SecurityRequirement::new::<_, [&str; 0], &str>("key", []),
        SecurityRequirement::new::<_, [&str; 0], &str>("session", []),
    ]);
    description
}

/// `GET /api/openapi.json`.
pub(crate) async fn get(State(state): State<ApiState>) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], state.description.clone()).into_response()
}
