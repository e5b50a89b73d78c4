//! The dispatcher: takes what is due, keeps a bounded number of webhooks on their way.

use std::sync::Arc;

use tokio::{task::JoinSet, time::Instant};

use super::{Part, Update, post};
use crate::platform::Platform;

/// Runs until the emulator stops.
pub(crate) async fn run(platform: Arc<Platform>, http: reqwest::Client) {
    let mut under_way = JoinSet::new();
    loop {
        while under_way.len() < platform.webhooks.parallel {
            let (most, is_held) = {
                let faults = platform.faults.lock();
                (faults.plan().batch_max, faults.plan().hold_webhooks)
            };
            let batch = if is_held { Vec::new() } else { platform.webhooks.take(most, may_join) };
            if batch.is_empty() {
                break;
            }
            under_way.spawn(post::post(Arc::clone(&platform), http.clone(), batch));
        }
        let due = platform.webhooks.next_due();
        tokio::select! {
            () = platform.stopping.cancelled() => return,
            () = platform.webhooks.wake.notified() => {}
            Some(done) = under_way.join_next(), if !under_way.is_empty() => {
                if let Err(error) = done {
                    tracing::error!(%error, "a webhook broke off");
                }
            }
            () = tokio::time::sleep_until(due.unwrap_or_else(Instant::now)), if due.is_some() => {}
        }
    }
}

/// Raw bodies travel alone; everything else may share a webhook with others of any number. Whether the
/// numbers have the same app is checked when the body is built.
fn may_join(first: &Update, other: &Update) -> bool {
    !matches!(first.part, Part::Raw(_)) && !matches!(other.part, Part::Raw(_))
}
