//! One webhook: built, signed, posted, settled.

use std::sync::Arc;

use serde_json::json;
use tokio::time::Instant;
use tresen_whatsapp::signature::{AppSecret, SIGNATURE_HEADER, sign};

use super::{
    Part,
    envelope::{Route, envelope},
    escape::as_the_platform_prints,
    queue::{LogEntry, Waiting},
};
use crate::{chat::Progress, platform::Platform};

/// Posts a batch. Updates of another app than the first one's go back and leave by themselves.
pub(crate) async fn post(platform: Arc<Platform>, http: reqwest::Client, batch: Vec<Waiting>) {
    let mut routed = Vec::with_capacity(batch.len());
    let mut gone = Vec::new();
    for waiting in batch {
        match platform.route(&waiting.update.phone_number_id) {
            Some(route) => routed.push((route, waiting)),
            None => gone.push(waiting),
        }
    }
    platform.webhooks.discard(&gone);
    while let Some((first, _)) = routed.first() {
        let (url, secret) = (first.url.clone(), first.secret.clone());
        let (same, other) =
            routed.into_iter().partition(|(route, _)| route.url == url && route.secret == secret);
        post_to(&platform, &http, &url, &secret, same).await;
        routed = other;
    }
}

async fn post_to(
    platform: &Platform,
    http: &reqwest::Client,
    url: &str,
    secret: &str,
    batch: Vec<(Route, Waiting)>,
) {
    let body = body(platform, &batch);
    let started = Instant::now();
    let mut request =
        http.post(url).timeout(platform.webhooks.retry.timeout).header("content-type", "application/json");
    if let Ok(secret) = AppSecret::new(secret) {
        request = request.header(SIGNATURE_HEADER, sign(&secret, &body));
    }
    let answer = request.body(body).send().await;
    let batch: Vec<_> = batch.into_iter().map(|(_, waiting)| waiting).collect();
    let entry = LogEntry {
        at: platform.now(),
        updates: batch.iter().map(|one| one.update.summary.clone()).collect(),
        attempt: batch.iter().map(|one| one.attempt).max().unwrap_or(0).saturating_add(1),
        status: answer.as_ref().ok().map(|answer| answer.status().as_u16()),
        error: answer.as_ref().err().map(reason),
        took_ms: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
    };
    if entry.status == Some(200) {
        for one in &batch {
            note_delivered(platform, one);
        }
    }
    for waiting in batch.iter().filter_map(|one| one.update.attempted.as_ref()) {
        waiting.notify_one();
    }
    platform.tell(&json!({"type": "webhook", "webhook": entry}));
    platform.webhooks.settle(batch, entry);
}

/// The bytes to sign and send.
fn body(platform: &Platform, batch: &[(Route, Waiting)]) -> Vec<u8> {
    if let Some(Part::Raw(bytes)) = batch.first().map(|(_, waiting)| &waiting.update.part) {
        return bytes.to_vec();
    }
    let mut updates: Vec<_> = batch.iter().map(|(route, waiting)| (route.clone(), &waiting.update)).collect();
    let mut faults = platform.faults.lock();
    for at in 1..updates.len() {
        if faults.swaps_place() {
            updates.swap(at, at.saturating_sub(1));
        }
    }
    as_the_platform_prints(&envelope(&updates, &mut faults).to_string())
}

fn note_delivered(platform: &Platform, one: &Waiting) {
    let Some(wamid) = &one.update.own_wamid else { return };
    let key = {
        let mut chats = platform.chats.lock();
        if !chats.advance(wamid, Progress::Delivered) {
            return;
        }
        chats.place(wamid).cloned()
    };
    if let Some(key) = key {
        platform.tell_chat(&key);
    }
}

/// The innermost cause, which names what happened; the outer ones only say that it did.
fn reason(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}

impl Platform {
    fn route(&self, phone_number_id: &str) -> Option<Route> {
        let numbers = self.numbers.lock();
        let setup = &numbers.get(phone_number_id)?.setup;
        (!setup.webhook_url.is_empty()).then(|| Route {
            url: setup.webhook_url.clone(),
            secret: setup.app_secret.clone(),
            waba_id: setup.waba_id.clone(),
            display_phone_number: setup.display_phone_number.clone(),
        })
    }
}
