//! The door alone: webhooks kept a second, beside the bare HTTP stack and the bare driver on the same cores.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::Bytes,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tresen_api::{ApiConfig, ApiState, AppConfig};
use tresen_desk::{Desk, DeskConfig, SystemClock, SystemIds, live::Hub, presence::Presence};
use tresen_storage::{Blobs, Store, StoreConfig};
use tresen_whatsapp::{
    client::{CloudClient, GRAPH_URL, GRAPH_VERSION, http_client},
    signature::{AppSecret, SIGNATURE_HEADER, VerifyToken, verify},
};

use crate::{
    figure::{Goal, Report, per_second},
    load,
    payload::{SECRET, mix},
    server::{Fresh, Place},
};

/// Customers in the payloads.
const CUSTOMERS: usize = 1_000;

/// Measures and prints.
pub(crate) async fn measure(
    webhooks: usize,
    connections: usize,
    place: &Place,
    report: &mut Report,
) -> anyhow::Result<()> {
    let (requests, ..) = mix(webhooks, CUSTOMERS)?;
    let requests = Arc::new(requests);
    let bare = load::run(bare_http().await?, Arc::clone(&requests), connections, None).await?;
    let http_limit = per_second(webhooks, bare.span);
    report.add("door: bare HTTP with signature and parse", "none", http_limit, "1/s", None, Goal::None);

    let bodies: Vec<Bytes> = requests.as_ref().clone();
    let fresh = place.fresh().await?;
    let engine = place.engine;
    let url = fresh.url.clone();
    let span = tokio::task::spawn_blocking(move || bare_driver(&url, &bodies)).await??;
    let driver_limit = per_second(webhooks, span);
    report.add("door: bare driver, journal rows in groups", engine, driver_limit, "1/s", None, Goal::None);

    let fresh = place.fresh().await?;
    let address = door(&fresh).await?;
    let mut kept = load::run(address, Arc::clone(&requests), connections, None).await?;
    let limit = http_limit.min(driver_limit);
    let speed = per_second(webhooks, kept.span);
    report.add("door: webhooks kept", engine, speed, "1/s", Some(limit), Goal::Share(0.7));
    report.latency("door: answer at full load", engine, &mut kept.latencies, 50.0);
    let refused = f64::from(u32::try_from(kept.refused)?);
    report.add("door: answers other than 200", engine, refused, "count", None, Goal::AtMost(0.0));
    Ok(())
}

/// Signature and parse, nothing kept.
async fn bare_http() -> anyhow::Result<SocketAddr> {
    let secret = AppSecret::new(SECRET)?;
    let handler = move |headers: HeaderMap, body: Bytes| {
        let secret = secret.clone();
        async move {
            let header = headers.get(SIGNATURE_HEADER).and_then(|value| value.to_str().ok());
            match verify(&secret, header, body)
                .map(|body| serde_json::from_slice::<serde_json::Value>(body.as_ref()).is_ok())
            {
                Ok(true) => StatusCode::OK,
                _ => StatusCode::UNAUTHORIZED,
            }
        }
    };
    serve(Router::new().route("/webhooks/whatsapp/main", post(handler))).await
}

async fn serve(router: Router) -> anyhow::Result<SocketAddr> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>()).await
    });
    Ok(address)
}

/// The real door over a real store, without workers.
async fn door(fresh: &Fresh) -> anyhow::Result<SocketAddr> {
    let desk = Desk {
        store: fresh.open().await?,
        blobs: Blobs::local(fresh.dir.path().join("blobs"))?,
        cloud: CloudClient::new(http_client()?, GRAPH_URL.parse()?, GRAPH_VERSION),
        clock: Arc::new(SystemClock::default()),
        ids: Arc::new(SystemIds),
        config: Arc::new(DeskConfig::default()),
        presence: Presence::default(),
    };
    let shutdown = CancellationToken::new();
    let hub = Hub::start(desk.clone(), shutdown.clone()).await?;
    let app = AppConfig { secret: AppSecret::new(SECRET)?, verify_token: VerifyToken::new("benchmark")? };
    let config = ApiConfig { apps: BTreeMap::from([("main".to_owned(), app)]), ..ApiConfig::default() };
    serve(tresen_api::router(ApiState::new(desk, hub, config, None, shutdown))).await
}

/// The same rows through the bare driver, 32 in a transaction, every transaction on disk.
pub(crate) fn bare_driver(url: &str, bodies: &[Bytes]) -> anyhow::Result<Duration> {
    const GROUP: usize = 32;
    drop(Store::open(&StoreConfig::new(url))?);
    let started = Instant::now();
    if let Some(path) = url.strip_prefix("sqlite:") {
        let mut conn = rusqlite::Connection::open(path)?;
        conn.execute_batch(
            "pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 4000;",
        )?;
        let started = Instant::now();
        for group in bodies.chunks(GROUP) {
            let tx = conn.transaction()?;
            for body in group {
                tx.prepare_cached("insert into journal (received_at, app, body) values (?1, ?2, ?3)")?
                    .execute((1_i64, "main", body.as_ref()))?;
            }
            tx.commit()?;
        }
        return Ok(started.elapsed());
    }
    let mut client = postgres::Client::connect(url, postgres::NoTls)?;
    let insert = client.prepare("insert into journal (received_at, app, body) values ($1, $2, $3)")?;
    for group in bodies.chunks(GROUP) {
        let mut tx = client.transaction()?;
        for body in group {
            tx.execute(&insert, &[&1_i64, &"main", &body.as_ref()])?;
        }
        tx.commit()?;
    }
    Ok(started.elapsed())
}
