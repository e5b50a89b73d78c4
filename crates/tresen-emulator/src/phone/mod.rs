//! Phones in the browser: a few small files of our own, without any build.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};

use crate::platform::Platform;

/// Name, type and content of everything the pages load.
const FILES: &[(&str, &str, &str)] = &[
    ("tokens.css", CSS, include_str!("static/tokens.css")),
    ("frame.css", CSS, include_str!("static/frame.css")),
    ("chat.css", CSS, include_str!("static/chat.css")),
    ("controls.css", CSS, include_str!("static/controls.css")),
    ("icon.svg", "image/svg+xml", include_str!("static/icon.svg")),
    ("chooser.js", JS, include_str!("static/chooser.js")),
    ("phone.js", JS, include_str!("static/phone.js")),
    ("server.js", JS, include_str!("static/server.js")),
    ("events.js", JS, include_str!("static/events.js")),
    ("words.js", JS, include_str!("static/words.js")),
    ("element.js", JS, include_str!("static/element.js")),
    ("icon.js", JS, include_str!("static/icon.js")),
    ("markup.js", JS, include_str!("static/markup.js")),
    ("bubble.js", JS, include_str!("static/bubble.js")),
    ("content.js", JS, include_str!("static/content.js")),
    ("menu.js", JS, include_str!("static/menu.js")),
    ("composer.js", JS, include_str!("static/composer.js")),
    ("recorder.js", JS, include_str!("static/recorder.js")),
    ("controls.js", JS, include_str!("static/controls.js")),
    ("voice.js", JS, include_str!("static/voice.js")),
    ("log.js", JS, include_str!("static/log.js")),
];
const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";
const CHOOSER: &str = include_str!("static/chooser.html");
const PHONE: &str = include_str!("static/phone.html");

/// The pages and their files.
pub(crate) fn router() -> Router<Arc<Platform>> {
    Router::new()
        .route("/", get(|| async { axum::response::Redirect::temporary("/phone") }))
        .route("/phone", get(chooser))
        .route("/phone/{customer_id}", get(phone))
        .route("/phone/static/{name}", get(file))
}

async fn chooser(State(platform): State<Arc<Platform>>) -> Response {
    page(&platform, CHOOSER)
}

async fn phone(State(platform): State<Arc<Platform>>, Path(customer_id): Path<String>) -> Response {
    let is_known = platform.customers.lock().get(&customer_id).is_some();
    if is_known {
        page(&platform, PHONE)
    } else {
        (StatusCode::NOT_FOUND, page(&platform, CHOOSER)).into_response()
    }
}

async fn file(Path(name): Path<String>) -> Response {
    match FILES.iter().find(|(own, ..)| *own == name) {
        Some((_, kind, content)) => (
            [
                (header::CONTENT_TYPE, *kind),
                (header::CACHE_CONTROL, "no-cache"),
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            ],
            *content,
        )
            .into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn page(platform: &Platform, html: &'static str) -> Response {
    let framing = platform.embedding_origin.as_deref().unwrap_or("");
    let policy = format!(
        "default-src 'self'; img-src 'self' blob:; media-src 'self' blob:; object-src 'none'; base-uri 'none'; \
         form-action 'self'; frame-ancestors 'self' {framing}"
    );
    let policy = HeaderValue::from_str(policy.trim_end())
        .unwrap_or(HeaderValue::from_static("default-src 'self'; frame-ancestors 'self'"));
    let mut response =
        ([(header::CONTENT_TYPE, HTML), (header::CACHE_CONTROL, "no-cache")], html).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}
