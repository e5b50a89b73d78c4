//! Each request has an id, a line in the log and its place in the numbers; none of them holds personal data.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request, State},
    http::HeaderValue,
    middleware::Next,
    response::Response,
};
use tracing::Instrument;

use crate::ApiState;

/// Header of every answer: what to name when reporting a problem.
pub(crate) const REQUEST_ID_HEADER: &str = "x-request-id";

/// The outermost layer. Logged are method, route (with its parameters' names, not their values), status and time.
pub(crate) async fn trace(State(state): State<ApiState>, request: Request, next: Next) -> Response {
    let id = state.desk.ids.next(state.desk.now()).to_string();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("page", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", id, %method, route);
    let started = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let spent = started.elapsed();
    let status = response.status();
    if status.is_server_error() {
        tracing::warn!(parent: &span, status = status.as_u16(), ms = spent.as_millis(), "answered");
    } else {
        tracing::debug!(parent: &span, status = status.as_u16(), ms = spent.as_millis(), "answered");
    }
    let labels = [("method", method.to_string()), ("route", route), ("status", status.as_str().to_owned())];
    metrics::counter!("tresen_http_requests_total", &labels).increment(1);
    metrics::histogram!("tresen_http_seconds", &labels[1..2]).record(spent.as_secs_f64());
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID_HEADER, id);
    }
    response
}
