//! Sending at a steady rate over a bounded number of connections.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::task::JoinSet;
use tresen_whatsapp::{client::http_client, signature::SIGNATURE_HEADER};
use url::Url;

use super::{
    report::Measured,
    webhook::{Generator, due},
};

/// An answer that takes longer counts as an error, as at the platform.
const PATIENCE: Duration = Duration::from_secs(10);

/// How much, how fast, how long.
pub(super) struct Plan {
    pub(super) count: u32,
    /// 0 for as fast as possible.
    pub(super) per_second: u32,
    pub(super) connections: u32,
    pub(super) longest: Duration,
}

/// Sends everything and measures every answer.
pub(super) async fn send(plan: &Plan, generator: Generator, url: Url) -> anyhow::Result<Measured> {
    let http = http_client()?;
    let next = Arc::new(AtomicU32::new(0));
    let generator = Arc::new(generator);
    let start = Instant::now();
    let end = start.checked_add(plan.longest).unwrap_or(start);
    let mut senders = JoinSet::new();
    for _ in 0..plan.connections.min(plan.count) {
        let (next, generator, http, url) =
            (Arc::clone(&next), Arc::clone(&generator), http.clone(), url.clone());
        let (count, per_second) = (plan.count, plan.per_second);
        senders.spawn(async move {
            let mut measured = Measured::default();
            loop {
                let n = next.fetch_add(1, Ordering::Relaxed);
                let at = due(start, n, per_second);
                if n >= count || at >= end || Instant::now() >= end {
                    return measured;
                }
                tokio::time::sleep_until(at.into()).await;
                one(&http, &url, &generator, n, &mut measured).await;
            }
        });
    }
    let mut all = Measured::default();
    while let Some(done) = senders.join_next().await {
        all.add(done?);
    }
    all.took = start.elapsed();
    Ok(all)
}

async fn one(http: &reqwest::Client, url: &Url, generator: &Generator, n: u32, measured: &mut Measured) {
    let webhook = generator.make(n);
    let request = http
        .post(url.clone())
        .header("content-type", "application/json")
        .header(SIGNATURE_HEADER, webhook.signature)
        .timeout(PATIENCE)
        .body(webhook.body);
    let asked = Instant::now();
    let answer = request.send().await;
    let took = asked.elapsed();
    match answer {
        Ok(answer) if answer.status() == reqwest::StatusCode::OK => measured.kept(took, webhook.is_message),
        Ok(answer) => measured.refused(format!("status {}", answer.status().as_u16())),
        Err(error) if error.is_timeout() => measured.refused("timeout".to_owned()),
        Err(error) if error.is_connect() => measured.refused("connect".to_owned()),
        Err(_) => measured.refused("connection lost".to_owned()),
    }
}
