//! Somebody who calls, and what they are answered.

use std::marker::PhantomData;

use reqwest::{Method, RequestBuilder, StatusCode, header::HeaderMap};
use serde_json::Value;
use tresen_domain::id::{AgentId, SessionId};

use crate::server::Server;

/// How somebody proves who they are.
#[derive(Clone)]
pub(crate) enum Proof {
    None,
    Browser { agent_id: AgentId, session_id: SessionId, token: String, csrf: String },
    Key(String),
}

/// Somebody who calls; lives no longer than the server.
#[derive(Clone)]
pub(crate) struct Caller<'s> {
    pub(crate) http: reqwest::Client,
    pub(crate) address: String,
    pub(crate) proof: Proof,
    pub(crate) _server: PhantomData<&'s Server>,
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    asked: String,
}

impl Caller<'_> {
    pub(crate) fn agent_id(&self) -> AgentId {
        let Proof::Browser { agent_id, .. } = &self.proof else { panic!("no agent") };
        *agent_id
    }

    pub(crate) fn session_id(&self) -> SessionId {
        let Proof::Browser { session_id, .. } = &self.proof else { panic!("no session") };
        *session_id
    }

    /// A request as this caller, with the token against forged requests where one is needed. `path` below `/api/v1`.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.plain(method.clone(), &format!("/api/v1{path}"));
        match &self.proof {
            Proof::Browser { csrf, .. } if !method.is_safe() => request.header("x-tresen-csrf", csrf),
            _ => request,
        }
    }

    /// A request as this caller, without that token. `path` from the root.
    pub(crate) fn plain(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.address));
        match &self.proof {
            Proof::None => request,
            Proof::Browser { token, .. } => request.header("cookie", format!("tresen_session={token}")),
            Proof::Key(key) => request.bearer_auth(key),
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        send(self.request(Method::GET, path)).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        send(self.request(Method::POST, path).json(body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: &Value) -> Answer {
        send(self.request(Method::PATCH, path).json(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        send(self.request(Method::DELETE, path)).await
    }
}

/// Sends, and reads the answer to its end.
pub(crate) async fn send(request: RequestBuilder) -> Answer {
    let (client, request) = request.build_split();
    let request = request.unwrap();
    let asked = format!("{} {}", request.method(), request.url().path());
    let response = client.execute(request).await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    Answer {
        status,
        headers,
        text: String::from_utf8_lossy(&response.bytes().await.unwrap()).into_owned(),
        asked,
    }
}

impl Answer {
    /// The answer's JSON, when its status is as expected.
    #[track_caller]
    pub(crate) fn is(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{} answered {}", self.asked, self.text);
        if self.text.is_empty() { Value::Null } else { serde_json::from_str(&self.text).unwrap() }
    }

    /// The problem, when its status and code are as expected; checks its form on the way.
    #[track_caller]
    pub(crate) fn problem(self, status: u16, code: &str) -> Value {
        let kind = self.header("content-type").map(str::to_owned);
        let problem = self.is(status);
        assert_eq!(kind.as_deref(), Some("application/problem+json"));
        assert_eq!(problem["code"], code, "{problem}");
        assert_eq!(problem["status"], status);
        assert_eq!(problem["type"], format!("https://tresen.dev/problems/{code}"));
        assert!(problem["title"].is_string() && problem["detail"].is_string());
        problem
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}
