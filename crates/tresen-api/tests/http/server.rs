//! A server of its own for each test.

use std::{collections::BTreeMap, sync::Arc};

use serde_json::json;
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tokio::{net::TcpListener, task::JoinHandle};
use tokio_util::sync::CancellationToken;
use tresen_api::{ApiConfig, ApiState, AppConfig};
use tresen_desk::{Desk, DeskConfig, live::Hub, presence::Presence};
use tresen_domain::{
    agent::{Availability, Locale, Role, Theme, Visibility},
    id::{AgentId, ApiKeyId, SessionId, TeamId},
    time::Clock,
};
use tresen_storage::{
    Blobs, Fault, Tx,
    agent::{self, Agent},
    api_key::{self, ApiKey},
    session::{self, Session},
    team::{self, Team},
};
use tresen_testkit::{FixedClock, SeededIds, TestStore};
use tresen_whatsapp::{
    client::{CloudClient, http_client},
    signature::{AppSecret, VerifyToken},
};

use crate::caller::{Caller, Proof};

/// Secret of the Meta app `main`.
pub(crate) const APP_SECRET: &str = "secret of the app";
/// Agreed word of the Meta app `main`.
pub(crate) const VERIFY_TOKEN: &str = "agreed word";
/// Password of agents made by [`Server::agent_with_password`].
pub(crate) const PASSWORD: &str = "tresen und theke";

/// A running server with its database.
pub(crate) struct Server {
    pub(crate) address: String,
    pub(crate) desk: Desk,
    pub(crate) clock: FixedClock,
    pub(crate) hub: Hub,
    http: reqwest::Client,
    /// Cancelled: the server says goodbye to screens.
    pub(crate) shutdown: CancellationToken,
    running: JoinHandle<()>,
    _store: TestStore,
    _dir: TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shutdown.cancel();
        self.running.abort();
    }
}

impl Server {
    /// Starts with usual settings.
    pub(crate) async fn start() -> Self {
        Self::start_with(|_| ()).await
    }

    /// Starts with changed settings.
    pub(crate) async fn start_with(change: impl FnOnce(&mut ApiConfig)) -> Self {
        let (store, dir, clock) = (TestStore::sqlite(), tempfile::tempdir().unwrap(), FixedClock::default());
        let http = http_client().unwrap();
        let desk = Desk {
            store: store.store.clone(),
            blobs: Blobs::local(dir.path()).unwrap(),
            // Nobody listens there: nothing in these tests may call the platform.
            cloud: CloudClient::new(http.clone(), "http://127.0.0.1:9".parse().unwrap(), "v26.0"),
            clock: Arc::new(clock.clone()),
            ids: Arc::new(SeededIds::new(1)),
            config: Arc::new(DeskConfig { company_name: "Laden".to_owned(), ..DeskConfig::default() }),
            presence: Presence::default(),
        };
        let app = AppConfig {
            secret: AppSecret::new(APP_SECRET).unwrap(),
            verify_token: VerifyToken::new(VERIFY_TOKEN).unwrap(),
        };
        let mut config = ApiConfig {
            apps: BTreeMap::from([("main".to_owned(), app)]),
            build: "test".to_owned(),
            ..ApiConfig::default()
        };
        change(&mut config);
        let shutdown = CancellationToken::new();
        let hub = Hub::start(desk.clone(), shutdown.clone()).await.unwrap();
        let state = ApiState::new(desk.clone(), hub.clone(), config, None, shutdown.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let running = tokio::spawn(async move {
            tresen_api::serve(listener, state, std::future::pending()).await.unwrap();
        });
        Self { address, desk, clock, hub, http, shutdown, running, _store: store, _dir: dir }
    }

    /// Writes to the database, around the API.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, Fault> + Send + 'static,
    ) -> T {
        self.desk.store.write(work).await.unwrap()
    }

    /// Reads from the database, around the API.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, Fault> + Send + 'static,
    ) -> T {
        self.desk.store.read(work).await.unwrap()
    }

    /// Somebody who is not signed in.
    pub(crate) fn nobody(&self) -> Caller<'_> {
        self.caller(Proof::None)
    }

    /// A new administrator with a browser.
    pub(crate) async fn admin(&self) -> Caller<'_> {
        self.browser_of(self.agent(Role::Admin, Visibility::All, &[]).await).await
    }

    /// A new agent with a browser.
    pub(crate) async fn colleague(&self, role: Role) -> Caller<'_> {
        self.browser_of(self.agent(role, Visibility::All, &[]).await).await
    }

    /// A new agent who sees only the tickets of these teams, with a browser.
    pub(crate) async fn member(&self, teams: &[TeamId]) -> Caller<'_> {
        self.browser_of(self.agent(Role::Agent, Visibility::Teams, teams).await).await
    }

    /// A new program with a key.
    pub(crate) async fn key(&self, role: Role) -> Caller<'_> {
        let now = self.clock.now();
        let id = ApiKeyId::new(self.desk.ids.as_ref(), now);
        let text = format!("tresen_test-{id}");
        let kept = ApiKey {
            id,
            name: "a program".to_owned(),
            role,
            prefix: "tresen_test".to_owned(),
            created_at: now,
            last_used_at: None,
        };
        let digest = Sha256::digest(text.as_bytes()).to_vec();
        self.write(move |tx| api_key::insert(tx, &kept, &digest)).await;
        self.caller(Proof::Key(text))
    }

    /// Adds an agent who cannot sign in by password.
    pub(crate) async fn agent(&self, role: Role, visibility: Visibility, teams: &[TeamId]) -> AgentId {
        let now = self.clock.now();
        let id = AgentId::new(self.desk.ids.as_ref(), now);
        let agent = Agent {
            id,
            email: format!("{id}@laden.test"),
            display_name: format!("{role} {id}"),
            role,
            visibility,
            availability: Availability::Online,
            locale: Locale::De,
            theme: Theme::System,
            preferences: json!({}),
            is_active: true,
            created_at: now,
            last_seen_at: None,
            team_ids: teams.to_vec(),
        };
        self.write(move |tx| agent::insert(tx, &agent, "no password")).await;
        id
    }

    /// Opens a session around the password.
    pub(crate) async fn browser_of(&self, agent_id: AgentId) -> Caller<'_> {
        let now = self.clock.now();
        let id = SessionId::new(self.desk.ids.as_ref(), now);
        let (token, csrf) = (format!("token-{id}"), format!("csrf-{id}"));
        let kept = Session {
            id,
            agent_id,
            csrf_token: csrf.clone(),
            user_agent: "test".to_owned(),
            address: String::new(),
            created_at: now,
            last_seen_at: now,
            expires_at: now.plus(std::time::Duration::from_hours(30 * 24)),
        };
        let digest = Sha256::digest(token.as_bytes()).to_vec();
        self.write(move |tx| session::insert(tx, &kept, &digest)).await;
        self.caller(Proof::Browser { agent_id, session_id: id, token, csrf })
    }

    /// Adds a team.
    pub(crate) async fn team(&self) -> TeamId {
        let now = self.clock.now();
        let id = TeamId::new(self.desk.ids.as_ref(), now);
        let team = Team {
            id,
            name: format!("Team {id}"),
            color: String::new(),
            created_at: now,
            member_ids: vec![],
        };
        self.write(move |tx| team::insert(tx, &team)).await;
        id
    }

    /// Adds an agent with [`PASSWORD`]; answers their e-mail.
    pub(crate) async fn agent_with_password(&self, email: &str) -> String {
        let admin = self.admin().await;
        let body = json!({"email": email, "display_name": "Mia", "role": "agent", "password": PASSWORD});
        admin.post("/agents", &body).await.is(201);
        email.to_owned()
    }

    fn caller(&self, proof: Proof) -> Caller<'_> {
        Caller {
            http: self.http.clone(),
            address: self.address.clone(),
            proof,
            _server: std::marker::PhantomData,
        }
    }
}
