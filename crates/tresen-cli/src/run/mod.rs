//! The desk of one process: store, files, workers, HTTP, put together, started and stopped.

mod failure;
mod runtime;
mod signal;
mod still;
mod worker;

use std::{collections::BTreeMap, net::SocketAddr, path::Path, sync::Arc, time::Duration};

use metrics_exporter_prometheus::PrometheusHandle;
use tokio::{net::TcpListener, task::JoinHandle};
use tokio_util::sync::CancellationToken;
use tresen_api::{ApiConfig, ApiState, AppConfig};
use tresen_desk::{
    Desk, DeskConfig, SystemClock, SystemIds, housekeeping, inbound, live::Hub, media, outbox, search, ticket,
};
use tresen_domain::{id::IdSource, time::Clock};
use tresen_storage::{Blobs, Engine, Fault, Store, StoreConfig};
use tresen_whatsapp::client::{CloudClient, http_client};

pub use failure::StartError;
pub use runtime::runtime;
pub use signal::{stop_asked, stop_on_signals};
pub use still::{Unsettled, unsettled};
pub use worker::Workers;

use crate::config::Config;

/// Folder of the files, below the data directory.
const FILES: &str = "files";
/// How long requests under way may take after the end was asked for.
const DRAIN: Duration = Duration::from_secs(10);
/// How long workers may take to finish what they are at.
const FINISH: Duration = Duration::from_secs(20);

/// What comes from outside of the desk: time, chance, numbers, the demo's phones.
pub struct Rim {
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// New ids.
    pub ids: Arc<dyn IdSource>,
    /// Collector of this process, if there is one.
    pub metrics: Option<PrometheusHandle>,
    /// Where the demo's phones are.
    pub demo_phone_url: Option<String>,
}

impl Rim {
    /// The machine's clock and randomness.
    pub fn of_machine() -> Self {
        Self {
            clock: Arc::new(SystemClock::default()),
            ids: Arc::new(SystemIds),
            metrics: None,
            demo_phone_url: None,
        }
    }
}

/// A desk that runs.
pub struct Running {
    /// For use cases from within the process.
    pub desk: Desk,
    /// The live view's source.
    pub hub: Hub,
    /// Where it listens.
    pub addr: SocketAddr,
    workers: Workers,
    closing: CancellationToken,
    serving: JoinHandle<std::io::Result<()>>,
}

/// Opens the store and the files and puts the desk together; nothing runs yet.
///
/// # Errors
/// [`StartError`] in words for the operator.
pub async fn open(config: &Config, rim: &Rim) -> Result<Desk, StartError> {
    make_private(&config.data_dir)
        .map_err(|cause| StartError::DataDir { dir: config.data_dir.clone(), cause })?;
    let store = open_store(config)
        .await
        .map_err(|fault| StartError::Database { is_file: config.has_own_database(), fault })?;
    let dir = config.data_dir.join(FILES);
    let blobs = Blobs::local(&dir).map_err(|fault| StartError::Files { dir, fault })?;
    let cloud = CloudClient::new(http_client()?, config.graph_url.clone(), config.graph_version.clone());
    Ok(Desk {
        store,
        blobs,
        cloud,
        clock: Arc::clone(&rim.clock),
        ids: Arc::clone(&rim.ids),
        config: Arc::new(desk_config(config)),
        presence: tresen_desk::presence::Presence::default(),
    })
}

/// The PostgreSQL driver waits for its server in its own way, which it may do neither when it connects nor when it
/// is dropped on a thread of the runtime: a store on it lives as long as the process.
async fn open_store(config: &Config) -> Result<Store, Fault> {
    let wanted = StoreConfig { readers: config.database_readers, ..StoreConfig::new(config.database_url()) };
    let opened = tokio::task::spawn_blocking(move || Store::open(&wanted)).await;
    let store = opened.map_err(|error| Fault::other("open the database", error.to_string()))??;
    if store.engine() == Engine::Postgres {
        std::mem::forget(store.clone());
    }
    Ok(store)
}

/// Makes the data directory for its owner only: it holds tokens and customers' messages. One that is there stays as it is.
pub(crate) fn make_private(dir: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

fn desk_config(config: &Config) -> DeskConfig {
    DeskConfig {
        company_name: config.company_name.clone(),
        apps: config.apps.keys().cloned().collect(),
        unknown_wait: config.unknown_wait.0,
        most_tries: config.most_tries,
        largest_inbound_file: config.largest_inbound_file.0,
        journal_retention: config.journal_retention.0,
    }
}

/// Listens; a desk whose address is taken must not touch the database first.
///
/// # Errors
/// [`StartError::Listen`].
pub async fn listen(addr: SocketAddr) -> Result<TcpListener, StartError> {
    TcpListener::bind(addr).await.map_err(|cause| StartError::Listen { addr, cause })
}

/// Starts workers and HTTP around an opened desk.
///
/// # Errors
/// [`StartError`] in words for the operator.
pub async fn start(
    desk: Desk,
    config: &Config,
    rim: Rim,
    listener: TcpListener,
) -> Result<Running, StartError> {
    let addr = listener.local_addr().map_err(|cause| StartError::Listen { addr: config.listen, cause })?;
    let mut workers = Workers::default();
    let hub = Hub::start(desk.clone(), workers.token())
        .await
        .map_err(|fault| StartError::Database { is_file: config.has_own_database(), fault })?;
    start_workers(&mut workers, &desk, &hub);
    let closing = CancellationToken::new();
    let api = api_config(config, rim.demo_phone_url);
    let state = ApiState::new(desk.clone(), hub.clone(), api, rim.metrics, closing.clone());
    let closed = closing.clone();
    let serving = tokio::spawn(tresen_api::serve(listener, state, async move { closed.cancelled().await }));
    Ok(Running { desk, hub, addr, workers, closing, serving })
}

fn start_workers(workers: &mut Workers, desk: &Desk, hub: &Hub) {
    let with = |desk: &Desk| desk.clone();
    let own = with(desk);
    workers.start("inbound", move |stop| inbound::run(own.clone(), stop));
    let own = with(desk);
    workers.start("outbox", move |stop| outbox::run(own.clone(), stop));
    let own = with(desk);
    workers.start("media", move |stop| media::run(own.clone(), stop));
    let own = with(desk);
    workers.start("timers", move |stop| ticket::run_timers(own.clone(), stop));
    let own = with(desk);
    workers.start("housekeeping", move |stop| housekeeping::run(own.clone(), stop));
    let (own, hub) = (with(desk), hub.clone());
    workers.start("search", move |stop| search::run_index(own.clone(), hub.clone(), stop));
}

fn api_config(config: &Config, demo_phone_url: Option<String>) -> ApiConfig {
    let apps: BTreeMap<String, AppConfig> = config
        .apps
        .iter()
        .map(|(key, app)| {
            (key.clone(), AppConfig { secret: app.secret.clone(), verify_token: app.verify_token.clone() })
        })
        .collect();
    ApiConfig {
        apps,
        public_url: config.public_url.as_ref().map(|url| url.as_str().trim_end_matches('/').to_owned()),
        demo_phone_url,
        trusts_proxy: config.trusts_proxy,
        build: env!("CARGO_PKG_VERSION").to_owned(),
    }
}

impl Running {
    /// `http://` and the address, for a person on this machine.
    pub fn url(&self) -> String {
        local_url(self.addr)
    }

    /// Stops: takes no more requests, lets those under way end, then lets workers finish their calls.
    /// What is kept is on disk already; what waits is found at the next start.
    pub async fn stop(self) {
        self.closing.cancel();
        match tokio::time::timeout(DRAIN, self.serving).await {
            Ok(Ok(Ok(()))) => {}
            Ok(Ok(Err(error))) => tracing::error!(%error, "the listener failed"),
            Ok(Err(error)) => tracing::error!(%error, "the server ended unexpectedly"),
            Err(_) => tracing::warn!("requests that took too long were cut"),
        }
        self.workers.stop(FINISH).await;
    }

    /// Waits until the server ends by itself, which it never should.
    pub async fn ended(&mut self) {
        match (&mut self.serving).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!(%error, "the listener failed"),
            Err(error) => tracing::error!(%error, "the server ended unexpectedly"),
        }
    }
}

/// What a browser on this machine is told: "everywhere" is written as this machine.
pub fn local_url(addr: SocketAddr) -> String {
    if addr.ip().is_unspecified() {
        format!("http://localhost:{}", addr.port())
    } else {
        format!("http://{addr}")
    }
}
