//! A platform that says what the test tells it to say, and remembers what it was asked.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    http::{Request, Response},
};
use serde_json::json;

type Answers = HashMap<String, Vec<(u16, Vec<u8>)>>;

#[derive(Clone, Default)]
struct Shared {
    answers: Arc<Mutex<Answers>>,
    asked: Arc<Mutex<Vec<String>>>,
}

/// The server; it stops with the test's runtime.
pub(crate) struct Platform {
    /// `http://127.0.0.1:PORT`
    pub(crate) url: String,
    shared: Shared,
}

impl Platform {
    pub(crate) async fn start() -> Self {
        let shared = Shared::default();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().fallback(answer).with_state(shared.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, shared }
    }

    /// Answers calls of `path` one after the other; the last answer stays.
    pub(crate) fn answer(&self, path: &str, status: u16, body: impl AsRef<[u8]>) {
        let mut answers = self.shared.answers.lock().unwrap();
        answers.entry(path.to_owned()).or_default().push((status, body.as_ref().to_vec()));
    }

    /// Says of the file `vendor_id` that it lies at `url`.
    pub(crate) fn place(&self, vendor_id: &str, url: &str) {
        let body = json!({ "url": url, "id": vendor_id });
        self.answer(&format!("/v1.0/{vendor_id}"), 200, body.to_string());
    }

    /// Method and path of every call so far.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.shared.asked.lock().unwrap().clone()
    }
}

async fn answer(State(shared): State<Shared>, request: Request<Body>) -> Response<Body> {
    let path = request.uri().path().to_owned();
    shared.asked.lock().unwrap().push(format!("{} {path}", request.method()));
    let drained: Result<Bytes, _> = axum::body::to_bytes(request.into_body(), 1 << 24).await;
    drained.unwrap();
    let mut answers = shared.answers.lock().unwrap();
    let (status, body) = match answers.get_mut(&path) {
        Some(queue) if queue.len() > 1 => queue.remove(0),
        Some(queue) => queue[0].clone(),
        None => (404, b"nothing here".to_vec()),
    };
    Response::builder().status(status).body(Body::from(body)).unwrap()
}
