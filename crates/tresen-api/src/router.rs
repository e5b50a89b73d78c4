//! Every route, and the layers around them.

use axum::{
    Router, middleware,
    response::{IntoResponse, Response},
    routing::get,
};
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{CompressionLayer, CompressionLevel, predicate::Predicate},
};

use crate::{
    ApiState, auth, description, headers, health, hooks, idempotency, pages,
    problem::{Code, Problem},
    trace, v1,
};

/// The whole of HTTP. Serve it with addresses of callers, as [`crate::serve()`] does.
pub fn router(state: ApiState) -> Router {
    let (api, _) = v1::routes().split_for_parts();
    // The last layer added is the first a request passes.
    let api = api
        .layer(middleware::from_fn_with_state(state.clone(), idempotency::once))
        .layer(middleware::from_fn_with_state(state.clone(), auth::authenticate))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(worth_packing()));
    Router::new()
        .merge(api)
        .merge(hooks::routes())
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::metrics))
        .route("/api/openapi.json", get(description::get))
        .fallback(pages::find)
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn_with_state(state.clone(), headers::secure))
        .layer(middleware::from_fn_with_state(state.clone(), trace::trace))
        .with_state(state)
}

/// JSON of some length; pictures and files are packed already, and ranges of them must stay as they are.
fn worth_packing() -> impl Predicate {
    tower_http::compression::predicate::SizeAbove::new(1024).and(
        |_: axum::http::StatusCode,
         _: axum::http::Version,
         headers: &axum::http::HeaderMap,
         _: &axum::http::Extensions| {
            headers
                .get(axum::http::header::CONTENT_TYPE)
                .is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"))
        },
    )
}

/// A bug of ours: the caller learns that much and no more.
#[expect(clippy::needless_pass_by_value, reason = "the layer hands it over")]
fn panicked(panic: Box<dyn std::any::Any + Send>) -> Response {
    let words = panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default();
    tracing::error!(panic = words, "a handler panicked");
    Problem::of(Code::Internal).into_response()
}
