//! Housekeeping: what has had its time is forgotten, a little every hour.

use std::time::Duration;

use tokio_util::sync::CancellationToken;
use tresen_storage::{Fault, delivery, idempotency, journal, session};

use crate::Desk;

/// How often.
const PAUSE: Duration = Duration::from_hours(1);
/// Statuses whose message never became known.
const PARKED_STATUS_LIFE: Duration = Duration::from_hours(48);
/// Answers to repeated writes.
const IDEMPOTENCY_LIFE: Duration = Duration::from_hours(24);
/// Webhooks forgotten in one transaction.
const JOURNAL_STEP: i64 = 2_000;

/// Runs until `shutdown`.
pub async fn run(desk: Desk, shutdown: CancellationToken) {
    while !shutdown.is_cancelled() {
        if let Err(fault) = turn(&desk).await {
            tracing::error!(%fault, "housekeeping waits");
        }
        tokio::select! {
            () = tokio::time::sleep(PAUSE) => {}
            () = shutdown.cancelled() => {}
        }
    }
}

async fn turn(desk: &Desk) -> Result<(), Fault> {
    let now = desk.now();
    desk.store
        .write(move |tx| {
            delivery::drop_old_parked(tx, now.minus(PARKED_STATUS_LIFE))?;
            idempotency::delete_before(tx, now.minus(IDEMPOTENCY_LIFE))?;
            session::delete_expired(tx, now)
        })
        .await?;
    let before = now.minus(desk.config.journal_retention);
    loop {
        let gone = desk
            .store
            .write(move |tx| {
                let applied = journal::cursor(tx, crate::inbound::FOLD)?;
                journal::delete_old(tx, before, applied, JOURNAL_STEP)
            })
            .await?;
        if gone == 0 {
            return Ok(());
        }
    }
}
