//! The other side of a test: a desk that takes webhooks, and a caller of the Graph API.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Bytes,
    extract::{Query, State},
    http::{HeaderMap, StatusCode},
    routing::get,
};
use serde_json::{Value, json};
use tresen_domain::time::{Clock, Timestamp};
use tresen_emulator::{Config, CustomerSetup, Emulator, FaultPlan, Limits, NumberSetup, Retry, Running};
use tresen_whatsapp::signature::{AppSecret, SIGNATURE_HEADER, VerifyToken, answer_handshake, verify};

pub(crate) const NUMBER: &str = "100";
pub(crate) const OTHER_NUMBER: &str = "101";
pub(crate) const TOKEN: &str = "token";
pub(crate) const ANA: &str = "ana";
pub(crate) const ANA_PHONE: &str = "491512345678";
pub(crate) const HIDDEN: &str = "hidden";

/// A clock that stands still.
pub(crate) struct Still;

impl Clock for Still {
    fn now(&self) -> Timestamp {
        Timestamp::from_seconds(1_790_000_000)
    }
}

#[derive(Default)]
pub(crate) struct Received {
    bodies: Mutex<Vec<Value>>,
    /// Answers to the next webhooks; 200 when there are none left.
    answers: Mutex<VecDeque<StatusCode>>,
}

/// An emulator and a desk that talk to each other.
pub(crate) struct Road {
    pub(crate) emulator: Running,
    pub(crate) received: Arc<Received>,
    pub(crate) http: reqwest::Client,
}

/// No waiting between statuses, so that tests are quick.
pub(crate) fn calm() -> FaultPlan {
    FaultPlan { status_delay_ms: [0, 0], ..FaultPlan::default() }
}

pub(crate) async fn road() -> Road {
    road_with(|config| config).await
}

pub(crate) async fn road_with(change: impl FnOnce(Config) -> Config) -> Road {
    let received = Arc::new(Received::default());
    let routes = Router::new().route("/hook", get(handshake).post(take)).with_state(Arc::clone(&received));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let hook = format!("http://{}/hook", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, routes).await });
    let number = |id: &str, waba: &str| NumberSetup {
        phone_number_id: id.to_owned(),
        waba_id: waba.to_owned(),
        display_phone_number: format!("+49 30 5550{id}"),
        verified_name: "Rösterei".to_owned(),
        access_token: TOKEN.to_owned(),
        app_secret: "secret".to_owned(),
        webhook_url: hook.clone(),
        verify_token: "word".to_owned(),
        templates: None,
        allowed_recipients: None,
    };
    let customer = |id: &str, phone: Option<&str>, username: Option<&str>| CustomerSetup {
        id: Some(id.to_owned()),
        name: Some("Ana Müller".to_owned()),
        phone: phone.map(str::to_owned),
        bsuid: Some(format!(
            "DE.{}",
            id.bytes().map(|byte| byte % 10).map(|one| one.to_string()).collect::<String>()
        )),
        username: username.map(str::to_owned),
    };
    let config = Config {
        numbers: vec![number(NUMBER, "200"), number(OTHER_NUMBER, "201")],
        customers: vec![customer(ANA, Some(ANA_PHONE), None), customer(HIDDEN, None, Some("@hidden"))],
        faults: calm(),
        limits: Limits { has_pair_limit: true, per_second: 0 },
        retry: Retry { first: std::time::Duration::from_millis(1), ..Retry::default() },
        ..Config::new("127.0.0.1:0".parse().unwrap(), Arc::new(Still))
    };
    let emulator = Emulator::start(change(config)).await.unwrap();
    Road { emulator, received, http: reqwest::Client::new() }
}

async fn handshake(
    Query(query): Query<std::collections::HashMap<String, String>>,
) -> Result<String, StatusCode> {
    let get = |key: &str| query.get(key).map(String::as_str);
    let token = VerifyToken::new("word").unwrap();
    answer_handshake(get("hub.mode"), get("hub.verify_token"), get("hub.challenge"), &token)
        .ok_or(StatusCode::FORBIDDEN)
}

/// Takes only what is signed over the raw bytes, and is pure ASCII as from the platform.
async fn take(State(received): State<Arc<Received>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let header = headers.get(SIGNATURE_HEADER).and_then(|value| value.to_str().ok());
    let Ok(body) = verify(&AppSecret::new("secret").unwrap(), header, body) else {
        return StatusCode::UNAUTHORIZED;
    };
    if !body.as_ref().is_ascii() {
        return StatusCode::BAD_REQUEST;
    }
    let answer = received.answers.lock().unwrap().pop_front().unwrap_or(StatusCode::OK);
    if answer == StatusCode::OK {
        received.bodies.lock().unwrap().push(serde_json::from_slice(body.as_ref()).unwrap());
    }
    answer
}

impl Road {
    /// What the next webhooks are answered.
    pub(crate) fn answer_next(&self, answers: impl IntoIterator<Item = StatusCode>) {
        self.received.answers.lock().unwrap().extend(answers);
    }

    /// Bodies taken so far, after everything was delivered.
    pub(crate) async fn bodies(&self) -> Vec<Value> {
        self.emulator.handle().flush().await;
        self.received.bodies.lock().unwrap().clone()
    }

    /// All elements of a list of `value`, over all bodies, entries and changes.
    pub(crate) async fn items(&self, list: &str) -> Vec<Value> {
        let mut items = Vec::new();
        for body in self.bodies().await {
            for entry in body["entry"].as_array().unwrap() {
                for change in entry["changes"].as_array().unwrap() {
                    items.extend(change["value"][list].as_array().cloned().unwrap_or_default());
                }
            }
        }
        items
    }

    /// `status` words of one message in the order in which they came.
    pub(crate) async fn states_of(&self, wamid: &str) -> Vec<String> {
        let own = self.items("statuses").await.into_iter().filter(|one| one["id"] == wamid);
        own.map(|one| one["status"].as_str().unwrap().to_owned()).collect()
    }

    pub(crate) async fn graph(&self, path: &str, body: Value) -> (u16, Value) {
        let request = self.http.post(format!("{}/v26.0/{path}", self.emulator.url())).bearer_auth(TOKEN);
        let answer = request.json(&body).send().await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap())
    }

    pub(crate) async fn get(&self, path: &str) -> (u16, Value) {
        let request = self.http.get(format!("{}/v26.0/{path}", self.emulator.url())).bearer_auth(TOKEN);
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap())
    }

    /// Sends to Ana and returns the message id.
    pub(crate) async fn send(&self, fields: Value) -> String {
        let (status, answer) = self.graph(&format!("{NUMBER}/messages"), to_ana(fields)).await;
        assert_eq!(status, 200, "{answer}");
        answer["messages"][0]["id"].as_str().unwrap().to_owned()
    }

    /// Uploads a file and returns its id.
    pub(crate) async fn upload(&self, mime: &str, bytes: &'static [u8]) -> String {
        let part = reqwest::multipart::Part::bytes(bytes).file_name("file").mime_str(mime).unwrap();
        let form = reqwest::multipart::Form::new()
            .text("messaging_product", "whatsapp")
            .text("type", mime.to_owned())
            .part("file", part);
        let url = format!("{}/v26.0/{NUMBER}/media", self.emulator.url());
        let answer = self.http.post(url).bearer_auth(TOKEN).multipart(form).send().await.unwrap();
        let answer: Value = answer.json().await.unwrap();
        answer["id"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
    }

    /// Ana writes a line, which opens the window.
    pub(crate) fn ana_writes(&self, text: &str) -> String {
        self.emulator.handle().say_text(ANA, NUMBER, text).unwrap()
    }
}

/// A request to Ana.
pub(crate) fn to_ana(fields: Value) -> Value {
    let mut body = json!({"messaging_product": "whatsapp", "to": format!("+{ANA_PHONE}")});
    body.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    body
}

pub(crate) fn text(words: &str) -> Value {
    json!({"type": "text", "text": {"body": words}})
}
