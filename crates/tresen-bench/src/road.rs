//! The whole road on the real program: kept, applied and shown live, with the generator on the same cores.

use std::{
    collections::{HashMap, HashSet},
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Context, bail};
use futures_util::StreamExt;
use serde::Deserialize;
use tokio_tungstenite::{
    connect_async,
    tungstenite::{Message, client::IntoClientRequest},
};
use tresen_desk::SystemClock;
use tresen_domain::time::Clock;

use crate::{
    figure::{Goal, Report, per_second},
    load,
    payload::{mix, request, text},
    seed,
    server::{Place, Running, api_key},
};

/// Customers with a running ticket.
const CUSTOMERS: usize = 1_000;
/// Longest wait for the screen to show everything.
const PATIENCE: Duration = Duration::from_mins(2);

/// What a screen has seen.
struct Screen {
    frames: tokio::sync::mpsc::UnboundedReceiver<(Instant, Frame)>,
}

/// Measures and prints.
pub(crate) async fn measure(
    webhooks: usize,
    connections: usize,
    place: &Place,
    report: &mut Report,
) -> anyhow::Result<()> {
    let (requests, ours, theirs) = mix(webhooks, CUSTOMERS)?;
    let fresh = place.fresh().await?;
    let store = fresh.open().await?;
    seed::desk(&store, CUSTOMERS, ours).await?;
    drop(store);
    let key = api_key(&fresh)?;
    let running = Running::start(&fresh).await?;
    let mut screen = Screen::open(running.address, &key).await?;
    let engine = place.engine;

    let started = Instant::now();
    let mut kept = load::run(running.address, Arc::new(requests), connections, None).await?;
    let shown = screen.wait_for(ours, theirs).await?;
    report.plain("road: webhooks kept while applying", engine, per_second(webhooks, kept.span), "1/s");
    let live = per_second(webhooks, shown - started);
    let goal = if engine == "sqlite" { Goal::AtLeast(3_300.0) } else { Goal::None };
    report.add("road: kept, applied and live", engine, live, "1/s", None, goal);
    report.latency("road: answer at full load", engine, &mut kept.latencies, 50.0);
    report.plain("road: memory after the load", engine, running.memory_kib("VmRSS")? / 1_024.0, "MiB");
    report.plain("road: highest memory", engine, running.memory_kib("VmHWM")? / 1_024.0, "MiB");

    steady(&running, &mut screen, engine, report).await
}

/// Customers' texts at 50 a second: how long from the request to the frame on the screen.
async fn steady(
    running: &Running,
    screen: &mut Screen,
    engine: &str,
    report: &mut Report,
) -> anyhow::Result<()> {
    const COUNT: usize = 500;
    const RATE: f64 = 50.0;
    let now = SystemClock::default().now().as_seconds();
    let requests = (0..COUNT)
        .map(|number| request(text(&format!("wamid.steady.{number}"), number % CUSTOMERS, now)))
        .collect::<anyhow::Result<Vec<_>>>()?;
    let started = Instant::now();
    let sending = tokio::spawn(load::run(running.address, Arc::new(requests), 4, Some(RATE)));
    let seen = screen.wait_for_wamids("wamid.steady.", COUNT).await?;
    let mut answers = sending.await??;
    let mut latencies: Vec<Duration> = seen
        .iter()
        .filter_map(|(wamid, at)| {
            let number: u32 = wamid.rsplit('.').next()?.parse().ok()?;
            Some(at.saturating_duration_since(started + Duration::from_secs_f64(f64::from(number) / RATE)))
        })
        .collect();
    report.latency("road: answer at 50 a second", engine, &mut answers.latencies, 50.0);
    report.latency("road: webhook to live frame at 50 a second", engine, &mut latencies, 200.0);
    Ok(())
}

impl Screen {
    async fn open(address: SocketAddr, key: &str) -> anyhow::Result<Self> {
        let mut request = format!("ws://{address}/api/v1/live").into_client_request()?;
        request.headers_mut().insert("authorization", format!("Bearer {key}").parse()?);
        let (mut socket, _) = connect_async(request).await.context("open the live view")?;
        let (tell, frames) = tokio::sync::mpsc::unbounded_channel();
        let first = socket.next().await.context("no first frame")??;
        anyhow::ensure!(first.to_text()?.contains("hello"), "the first frame is no greeting");
        tokio::spawn(async move {
            while let Some(Ok(message)) = socket.next().await {
                if let Message::Text(text) = message
                    && let Ok(frame) = serde_json::from_str(text.as_str())
                    && tell.send((Instant::now(), frame)).is_err()
                {
                    return;
                }
            }
        });
        Ok(Self { frames })
    }

    /// The instant at which every message of ours was shown as read and every customer's message was shown.
    async fn wait_for(&mut self, ours: usize, theirs: usize) -> anyhow::Result<Instant> {
        let (mut read, mut received) = (HashSet::new(), HashSet::new());
        loop {
            let (at, messages) = self.next().await?;
            for message in messages {
                if message.direction == "in" {
                    received.insert(message.id);
                } else if message.delivery.is_some_and(|delivery| delivery.state == "read") {
                    read.insert(message.id);
                }
            }
            if read.len() >= ours && received.len() >= theirs {
                return Ok(at);
            }
        }
    }

    /// When each message whose wamid begins so was first shown.
    async fn wait_for_wamids(
        &mut self,
        prefix: &str,
        count: usize,
    ) -> anyhow::Result<HashMap<String, Instant>> {
        let mut seen = HashMap::new();
        while seen.len() < count {
            let (at, messages) = self.next().await?;
            for wamid in messages.into_iter().filter_map(|message| message.wamid) {
                if wamid.starts_with(prefix) {
                    seen.entry(wamid).or_insert(at);
                }
            }
        }
        Ok(seen)
    }

    /// The messages of the next frame, and when it came.
    async fn next(&mut self) -> anyhow::Result<(Instant, Vec<ShownMessage>)> {
        let frame =
            tokio::time::timeout(PATIENCE, self.frames.recv()).await.context("the screen waits in vain")?;
        let (at, frame) = frame.context("the live view has ended")?;
        if frame.kind == "reset" || frame.kind == "bye" {
            bail!("the screen was cut: {}", frame.kind);
        }
        Ok((at, frame.messages))
    }
}

/// A frame as far as it matters here.
#[derive(Deserialize)]
struct Frame {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    messages: Vec<ShownMessage>,
}

/// A message in a frame.
#[derive(Deserialize)]
struct ShownMessage {
    id: String,
    wamid: Option<String>,
    direction: String,
    delivery: Option<ShownDelivery>,
}

/// How far it came.
#[derive(Deserialize)]
struct ShownDelivery {
    state: String,
}
