//! A road for one story: emulator and desk in this process, a database of its own. It refuses to end with work undone.

use std::{sync::Arc, time::Duration};

use serde_json::Value;
use tempfile::TempDir;
use tokio::time::{Instant, timeout_at};
use tresen_cli::{
    config::{App, Config, DatabaseUrl, Seconds},
    run::{self, Rim, Running, unsettled},
};
use tresen_desk::{
    Desk, SystemIds, Who,
    people::{CreateAgent, CreateApiKey, Secret, create_agent, create_api_key},
};
use tresen_domain::{
    actor::Actor,
    agent::{Locale, Role, Sight, Visibility},
};
use tresen_emulator::{
    Config as Emulated, CustomerSetup, Emulator, FaultPlan, Handle, Limits, NumberSetup, Retry,
};
use tresen_testkit::TestStore;
use tresen_whatsapp::signature::{AppSecret, VerifyToken};

use crate::{caller::Caller, time::MovedClock};

pub(crate) const NUMBER: &str = "1001";
pub(crate) const ACCOUNT: &str = "2001";
pub(crate) const TOKEN: &str = "access";
pub(crate) const ANA: &str = "ana";
pub(crate) const BEN: &str = "ben";
/// Hides her number.
pub(crate) const CLEO: &str = "cleo";
/// How long anything may take.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// Desk and platform, wired.
pub(crate) struct Road {
    pub(crate) platform: tresen_emulator::Running,
    pub(crate) desk: Running,
    /// A program with a key.
    pub(crate) program: Caller,
    /// An agent with a session: Mia, who administers.
    pub(crate) mia: Caller,
    /// As [`Road::mia`], by id.
    pub(crate) mia_id: String,
    pub(crate) clock: MovedClock,
    pub(crate) http: reqwest::Client,
    pub(crate) key: String,
    _dir: TempDir,
    has_ended: bool,
}

/// What a story wants different.
#[derive(Clone)]
pub(crate) struct Setup {
    pub(crate) faults: FaultPlan,
    /// Whether the number is connected from the start.
    pub(crate) has_channel: bool,
    /// Send outcomes count as unknown for good after this.
    pub(crate) unknown_wait: Duration,
}

impl Default for Setup {
    fn default() -> Self {
        Self { faults: calm(), has_channel: true, unknown_wait: PATIENCE }
    }
}

/// Statuses follow at once.
pub(crate) fn calm() -> FaultPlan {
    FaultPlan { status_delay_ms: [0, 0], ..FaultPlan::default() }
}

/// Plays a story on SQLite, and on PostgreSQL when there is a server for tests.
pub(crate) fn on_each_engine(setup: &Setup, story: impl AsyncFn(&Road)) {
    let places = [Some(None), TestStore::postgres().map(Some)];
    for store in places.into_iter().flatten() {
        let engine = store.as_ref().map_or("SQLite", |_| "PostgreSQL");
        println!("… on {engine}");
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(async {
            let road = Road::start(setup, store.as_ref().map(|store| store.url.clone())).await;
            story(&road).await;
            road.end().await;
        });
    }
}

/// Plays a story with the usual setup.
pub(crate) fn on_a_calm_road(story: impl AsyncFn(&Road)) {
    on_each_engine(&Setup::default(), story);
}

pub(crate) fn customers() -> Vec<CustomerSetup> {
    let customer = |id: &str, name: &str, phone: Option<&str>, username: Option<&str>| CustomerSetup {
        id: Some(id.to_owned()),
        name: Some(name.to_owned()),
        phone: phone.map(str::to_owned),
        bsuid: None,
        username: username.map(str::to_owned),
    };
    vec![
        customer(ANA, "Ana Müller", Some("+49 151 23456789"), None),
        customer(BEN, "Ben Schulz", Some("+49 160 5550111"), None),
        customer(CLEO, "Cleo", None, Some("cleo.k")),
    ]
}

pub(crate) fn number(webhook_url: String) -> NumberSetup {
    NumberSetup {
        phone_number_id: NUMBER.to_owned(),
        waba_id: ACCOUNT.to_owned(),
        display_phone_number: "+49 40 66969 100".to_owned(),
        verified_name: "Rösterei".to_owned(),
        access_token: TOKEN.to_owned(),
        app_secret: "secret".to_owned(),
        webhook_url,
        verify_token: "word".to_owned(),
        templates: None,
        allowed_recipients: None,
    }
}

/// What a channel for [`number`] needs.
pub(crate) fn channel() -> Value {
    serde_json::json!({
        "kind": "whatsapp_cloud", "name": "Rösterei", "app": "main",
        "waba_id": ACCOUNT, "phone_number_id": NUMBER, "access_token": TOKEN,
    })
}

/// An emulator around a desk's address, its waits short.
pub(crate) fn emulated(clock: MovedClock, webhook_url: String, faults: FaultPlan) -> Emulated {
    Emulated {
        seed: 7,
        numbers: vec![number(webhook_url)],
        customers: customers(),
        faults,
        limits: Limits { has_pair_limit: true, per_second: 0 },
        retry: Retry {
            first: Duration::from_millis(20),
            longest: Duration::from_millis(250),
            ..Retry::default()
        },
        ..Emulated::new("127.0.0.1:0".parse().unwrap(), Arc::new(clock))
    }
}

fn operator() -> Who {
    Who { actor: Actor::System, name: "Test".to_owned(), role: Role::Admin, sight: Sight::All }
}

impl Road {
    async fn start(setup: &Setup, database_url: Option<String>) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let clock = MovedClock::default();
        let listener = run::listen("127.0.0.1:0".parse().unwrap()).await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let webhook_url = format!("{base}/webhooks/whatsapp/main");
        let platform =
            Emulator::start(emulated(clock.clone(), webhook_url, setup.faults.clone())).await.unwrap();
        let mut config = Config {
            data_dir: dir.path().to_owned(),
            database_url: database_url.map(DatabaseUrl::new),
            graph_url: platform.url().parse().unwrap(),
            unknown_wait: Seconds(setup.unknown_wait),
            company_name: "Rösterei".to_owned(),
            ..Config::default()
        };
        let app = App {
            secret: AppSecret::new("secret").unwrap(),
            verify_token: VerifyToken::new("word").unwrap(),
        };
        config.apps.insert("main".to_owned(), app);
        let rim = || Rim {
            clock: Arc::new(clock.clone()),
            ids: Arc::new(SystemIds),
            metrics: None,
            demo_phone_url: None,
        };
        let desk = run::open(&config, &rim()).await.unwrap();
        let (key, mia_id) = people(&desk).await;
        let desk = run::start(desk, &config, rim(), listener).await.unwrap();
        let http = tresen_whatsapp::client::http_client().unwrap();
        let program = Caller::with_key(http.clone(), &base, &key);
        let mia = Caller::sign_in(http.clone(), &base, "mia@roesterei.example", "kaffeebohne").await;
        let road =
            Self { platform, desk, program, mia, mia_id, clock, http, key, _dir: dir, has_ended: false };
        if setup.has_channel {
            road.connect().await;
        }
        road
    }

    /// Connects the number; its channel's id.
    pub(crate) async fn connect(&self) -> String {
        let (status, made) = self.mia.post("/channels", channel()).await;
        assert_eq!(status, 201, "{made}");
        made["id"].as_str().unwrap().to_owned()
    }

    /// The other side.
    pub(crate) fn phones(&self) -> &Handle {
        self.platform.handle()
    }

    /// Moves time on for desk and platform.
    pub(crate) fn advance(&self, span: Duration) {
        self.clock.advance(span);
    }

    /// The customer writes a text; the platform's id of it.
    pub(crate) fn writes(&self, customer: &str, text: &str) -> String {
        self.phones().say_text(customer, NUMBER, text).unwrap()
    }

    /// Waits until `probe` gives something, looking again after everything that happens at the desk.
    pub(crate) async fn wait<T>(&self, what: &str, probe: impl AsyncFn() -> Option<T>) -> T {
        let mut newest = self.desk.hub.watch_newest();
        let until = Instant::now() + PATIENCE;
        loop {
            newest.mark_unchanged();
            if let Some(found) = probe().await {
                return found;
            }
            assert!(
                Instant::now() < until,
                "waited in vain: {what}; {}",
                unsettled(&self.desk.desk).await.unwrap()
            );
            // Not everything is an event of the desk: the platform's side changes on its own.
            let again = Instant::now() + Duration::from_millis(100);
            let _ = timeout_at(again, newest.changed()).await;
        }
    }

    /// The message with the platform's id, as soon as the desk has it.
    pub(crate) async fn arrival(&self, wamid: &str) -> Value {
        self.wait(&format!("message {wamid}"), async || self.program.find(wamid).await).await
    }

    /// A message of ours in one of `states`.
    pub(crate) async fn in_state(&self, message_id: &str, states: &[&str]) -> Value {
        self.wait(&format!("message {message_id} in {states:?}"), async || {
            let message = self.program.get(&format!("/messages/{message_id}")).await;
            states.contains(&message["delivery"]["state"].as_str().unwrap()).then_some(message)
        })
        .await
    }

    /// Waits until everything was delivered, applied, sent and fetched.
    pub(crate) async fn settle(&self) {
        let until = Instant::now() + PATIENCE;
        loop {
            let drained = timeout_at(until, self.phones().flush()).await;
            assert!(drained.is_ok(), "webhooks are pending: {:?}", self.phones().webhooks());
            let left = unsettled(&self.desk.desk).await.unwrap();
            if left.is_still() && self.phones().webhooks().pending == 0 {
                return;
            }
            assert!(Instant::now() < until, "work is undone: {left}");
            let mut newest = self.desk.hub.watch_newest();
            let _ = timeout_at(Instant::now() + Duration::from_millis(20), newest.changed()).await;
        }
    }

    /// Everything is done, nothing was parked; then both sides stop.
    async fn end(mut self) {
        self.settle().await;
        let parked = self.program.list("/parked-items").await;
        assert!(parked.is_empty(), "{parked:?}");
        self.has_ended = true;
    }
}

impl Drop for Road {
    fn drop(&mut self) {
        assert!(self.has_ended || std::thread::panicking(), "a road was dropped before its work was done");
    }
}

async fn people(desk: &Desk) -> (String, String) {
    let command = CreateApiKey { name: "Test".to_owned(), role: Role::Admin };
    let key = create_api_key(desk, &operator(), command).await.unwrap().key.expose().to_owned();
    let mia = CreateAgent {
        email: "mia@roesterei.example".to_owned(),
        display_name: "Mia Wolf".to_owned(),
        role: Role::Admin,
        visibility: Visibility::All,
        team_ids: Vec::new(),
        locale: Locale::De,
        password: Some(Secret::new("kaffeebohne")),
    };
    let mia = create_agent(desk, &operator(), mia).await.unwrap();
    (key, mia.agent.id.to_string())
}
