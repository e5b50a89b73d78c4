//! `kill -9` at seeded moments: whatever the server was at, the story ends the same after the next start.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use reqwest::Method;
use serde_json::{Value, json};
use tempfile::TempDir;
use tresen_emulator::{Author, Emulator, FaultPlan, Handle};
use tresen_testkit::TestStore;

use crate::{
    caller::Caller,
    process::{Process, free_address, run, until},
    road::{ANA, BEN, NUMBER, calm, channel, emulated},
    time::MovedClock,
};

/// The server's place in the world, the same over all its lives.
struct Place {
    _dir: TempDir,
    variables: Vec<(&'static str, String)>,
    base: String,
}

impl Place {
    fn new(graph_url: String, listen: String, database_url: Option<String>) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut variables = vec![
            ("TRESEN_DATA_DIR", dir.path().display().to_string()),
            ("TRESEN_WHATSAPP_GRAPH_URL", graph_url),
            ("TRESEN_WHATSAPP_APPS_MAIN_SECRET", "secret".to_owned()),
            ("TRESEN_WHATSAPP_APPS_MAIN_VERIFY_TOKEN", "word".to_owned()),
            ("TRESEN_OUTBOX_UNKNOWN_WAIT_SECONDS", "1".to_owned()),
            ("TRESEN_LOG_LEVEL", "error".to_owned()),
            ("TRESEN_LISTEN", listen.clone()),
        ];
        variables.extend(database_url.map(|url| ("TRESEN_DATABASE_URL", url)));
        Self { _dir: dir, variables, base: format!("http://{listen}") }
    }

    async fn start(&self) -> Process {
        let mut process = Process::start(&["serve"], &self.variables);
        process.line("listens on").await;
        process
    }
}

/// Moments from a seed, a few milliseconds apart.
struct Moments(u64);

impl Moments {
    fn next(&mut self) -> Duration {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Duration::from_micros((self.0 >> 33) % 30_000)
    }
}

#[test]
fn kill_9_at_any_moment_loses_nothing_and_doubles_nothing() {
    for seed in 1..=3 {
        play(seed, None);
    }
    if let Some(store) = TestStore::postgres() {
        play(4, Some(store.url.clone()));
    }
}

fn play(seed: u64, database_url: Option<String>) {
    println!("… seed {seed}{}", if database_url.is_some() { " on PostgreSQL" } else { "" });
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(story(seed, database_url));
}

async fn story(seed: u64, database_url: Option<String>) {
    let listen = free_address();
    let faults = FaultPlan { seed, delay_ms: [0, 20], status_delay_ms: [0, 20], ..calm() };
    let webhook_url = format!("http://{listen}/webhooks/whatsapp/main");
    let platform = Emulator::start(emulated(MovedClock::default(), webhook_url, faults)).await.unwrap();
    let place = Place::new(platform.url(), listen, database_url);
    let (code, key, complaint) =
        run(&["api-key", "create", "--role", "admin", "--name", "Test"], &place.variables).await;
    assert_eq!(code, 0, "{complaint}");
    let http = tresen_whatsapp::client::http_client().unwrap();
    let program = Caller::with_key(http, &place.base, key.trim());
    let mut server = place.start().await;
    assert_eq!(program.post("/channels", channel()).await.0, 201);

    let phones = platform.handle();
    let mut moments = Moments(seed);
    let (mut written, mut answered) = (Vec::new(), Vec::new());
    for round in 0..6 {
        let customer = if round % 2 == 0 { ANA } else { BEN };
        let wamid = phones.say_text(customer, NUMBER, &format!("Frage {round}")).unwrap();
        let life = tokio::spawn(die_and_rise(server, moments.next(), place.variables.clone()));
        let ticket = until("the customer's message", async || found(&program, &wamid).await).await;
        let text = format!("Antwort {round}");
        let id = insist(&program, &ticket, &text, &format!("seed-{seed}-{round}")).await;
        server = life.await.unwrap();
        let dying = tokio::spawn(die_and_rise(server, moments.next(), place.variables.clone()));
        server = dying.await.unwrap();
        written.push(wamid);
        answered.push((customer, text, id));
    }
    let ends = answered.iter().map(|(_, _, id)| id.as_str()).collect::<Vec<_>>();
    for id in ends {
        settle(&program, id).await;
    }
    phones.flush().await;
    for wamid in &written {
        assert!(found(&program, wamid).await.is_some(), "{wamid} is missing");
    }
    once(phones, &answered);
    assert_eq!(server.terminate().await, 0, "an orderly end");
    platform.stop().await;
}

/// Kills the server at a moment and starts it again.
async fn die_and_rise(server: Process, moment: Duration, variables: Vec<(&'static str, String)>) -> Process {
    tokio::time::sleep(moment).await;
    server.kill().await;
    let mut next = Process::start(&["serve"], &variables);
    next.line("listens on").await;
    next
}

/// The ticket of a message, once the server is alive and has it.
async fn found(program: &Caller, wamid: &str) -> Option<String> {
    let path = format!("/messages?wamid={}", crate::caller::encoded(wamid));
    let (status, answer) = program.try_call(Method::GET, &path, None, None).await.ok()?;
    assert_eq!(status, 200, "{answer}");
    assert!(answer["items"].as_array()?.len() <= 1, "{answer}");
    answer["items"][0]["ticket_id"].as_str().map(str::to_owned)
}

/// Sends an answer until it is confirmed, as a careful program does: under one key, and after a death it looks
/// first whether its message is there. The message's id.
async fn insist(program: &Caller, ticket_id: &str, text: &str, mark: &str) -> String {
    let path = format!("/tickets/{ticket_id}/messages");
    let body = json!({"type": "text", "text": text, "client_id": mark});
    let life = AtomicU32::new(0);
    until("a confirmed answer", async || {
        let key = format!("{mark}-{}", life.load(Ordering::SeqCst));
        let (status, answer) = program.try_call(Method::POST, &path, Some(&key), Some(&body)).await.ok()?;
        if status == 201 {
            return answer["items"][0]["id"].as_str().map(str::to_owned);
        }
        assert_eq!(answer["code"], "idempotency_in_progress", "{status}: {answer}");
        // The process that held the key is dead; what it has not written, nobody will.
        let (_, page) = program.try_call(Method::GET, &path, None, None).await.ok()?;
        let own = page["items"].as_array()?.iter().find(|one| one["client_id"] == mark);
        life.fetch_add(1, Ordering::SeqCst);
        own.and_then(|one| one["id"].as_str()).map(str::to_owned)
    })
    .await
}

/// Follows a message to its end; sends it again when nobody can know its fate, as an agent would.
async fn settle(program: &Caller, id: &str) {
    until(&format!("the end of message {id}"), async || {
        let (_, message) =
            program.try_call(Method::GET, &format!("/messages/{id}"), None, None).await.ok()?;
        let delivery: &Value = &message["delivery"];
        match delivery["state"].as_str()? {
            "delivered" | "read" => Some(()),
            "failed" => {
                assert_eq!(delivery["error"]["code"], "outcome_unknown", "{message}");
                let path = format!("/messages/{id}/retry");
                program.try_call(Method::POST, &path, None, Some(&json!({}))).await.ok()?;
                None
            }
            _ => None,
        }
    })
    .await;
}

/// Every answer stands on its customer's phone once, in order.
fn once(phones: &Handle, answered: &[(&str, String, String)]) {
    for customer in [ANA, BEN] {
        let chat = phones.chat(customer, NUMBER);
        let mut shown: Vec<String> = chat
            .into_iter()
            .filter(|one| one.from == Author::Business)
            .map(|one| one.text.unwrap_or_default())
            .collect();
        shown.sort();
        let sent: Vec<String> =
            answered.iter().filter(|(to, ..)| *to == customer).map(|(_, text, _)| text.clone()).collect();
        assert_eq!(shown, sent, "{customer}");
    }
}
