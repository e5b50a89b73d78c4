//! Somebody who uses the desk over HTTP: a program with a key, or an agent with a session.

use reqwest::Method;
use serde_json::{Value, json};

/// A caller of the API. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Caller {
    http: reqwest::Client,
    base: String,
    headers: Vec<(&'static str, String)>,
}

impl Caller {
    pub(crate) fn with_key(http: reqwest::Client, base: &str, key: &str) -> Self {
        Self { http, base: base.to_owned(), headers: vec![("authorization", format!("Bearer {key}"))] }
    }

    /// Signs in as a person.
    pub(crate) async fn sign_in(http: reqwest::Client, base: &str, email: &str, password: &str) -> Self {
        let body = json!({"email": email, "password": password});
        let answer = http.post(format!("{base}/api/v1/session")).json(&body).send().await.unwrap();
        assert_eq!(answer.status(), 200, "signing in");
        let cookie = answer.headers()["set-cookie"].to_str().unwrap();
        let cookie = cookie.split(';').next().unwrap().to_owned();
        let me: Value = answer.json().await.unwrap();
        let csrf = me["csrf_token"].as_str().unwrap().to_owned();
        Self { http, base: base.to_owned(), headers: vec![("cookie", cookie), ("x-tresen-csrf", csrf)] }
    }

    /// One call; `Null` for an empty answer. Fails only when nobody answers.
    pub(crate) async fn try_call(
        &self,
        method: Method,
        path: &str,
        key: Option<&str>,
        body: Option<&Value>,
    ) -> Result<(u16, Value), reqwest::Error> {
        let mut request = self.http.request(method, format!("{}/api/v1{path}", self.base));
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        let answer = request.send().await?;
        let status = answer.status().as_u16();
        let text = answer.text().await?;
        Ok((status, serde_json::from_str(&text).unwrap_or(Value::Null)))
    }

    pub(crate) async fn call(&self, method: Method, path: &str, body: Option<&Value>) -> (u16, Value) {
        self.try_call(method, path, None, body).await.unwrap()
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        let (status, answer) = self.call(Method::GET, path, None).await;
        assert_eq!(status, 200, "GET {path}: {answer}");
        answer
    }

    /// The items of the first page of a list.
    pub(crate) async fn list(&self, path: &str) -> Vec<Value> {
        self.get(path).await["items"].as_array().unwrap().clone()
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        self.call(Method::POST, path, Some(&body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Value {
        let (status, answer) = self.call(Method::PATCH, path, Some(&body)).await;
        assert_eq!(status, 200, "PATCH {path}: {answer}");
        answer
    }

    /// Answers a ticket with a text; the message.
    pub(crate) async fn answer(&self, ticket_id: &str, text: &str) -> Value {
        let (status, answer) =
            self.post(&format!("/tickets/{ticket_id}/messages"), json!({"type": "text", "text": text})).await;
        assert_eq!(status, 201, "{answer}");
        answer["items"][0].clone()
    }

    /// The only message with an id of the platform, if it is there.
    pub(crate) async fn find(&self, wamid: &str) -> Option<Value> {
        let found = self.list(&format!("/messages?wamid={}", encoded(wamid))).await;
        assert!(found.len() <= 1, "{found:?}");
        found.into_iter().next()
    }

    /// Uploads a file; the medium.
    pub(crate) async fn upload(&self, form: reqwest::multipart::Form) -> (u16, Value) {
        let mut request = self.http.post(format!("{}/api/v1/media", self.base)).multipart(form);
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap())
    }

    pub(crate) async fn bytes(&self, url: &str) -> (u16, Vec<u8>) {
        let mut request = self.http.get(format!("{}{url}", self.base));
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.bytes().await.unwrap().to_vec())
    }
}

/// For a query: `=` and `+` stand in ids of the platform.
pub(crate) fn encoded(text: &str) -> String {
    text.replace('%', "%25").replace('+', "%2B").replace('=', "%3D").replace('/', "%2F")
}
