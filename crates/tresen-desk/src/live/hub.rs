//! The hub: follows the event log and hands every change to all screens.

use std::{sync::Arc, time::Duration};

use tokio::sync::{broadcast, watch};
use tokio_util::sync::CancellationToken;
use tresen_storage::{Fault, Topic, event};

use super::frame::Change;
use crate::Desk;

/// Events in one frame.
const MOST_EVENTS: i64 = 500;
/// A screen that is further behind reads everything again.
const MOST_BEHIND: i64 = 2_000;
/// Frames kept for slow screens; who falls further behind starts again.
const MOST_FRAMES: usize = 256;
/// Another replica may have written; the log is looked at so often even if nothing here woke the hub.
const LONGEST_NAP: Duration = Duration::from_secs(2);

/// Follows the log; cheap to clone.
#[derive(Clone)]
pub struct Hub {
    desk: Desk,
    frames: broadcast::Sender<Arc<Change>>,
    newest: watch::Receiver<i64>,
}

/// A screen's place in the log.
pub struct Subscription {
    frames: broadcast::Receiver<Arc<Change>>,
    at: i64,
}

/// What a screen gets next.
#[derive(Debug)]
pub enum Step {
    /// What happened.
    Change(Arc<Change>),
    /// Too much happened: read everything again and go on from here.
    Reset(i64),
}

/// The screen was too slow or the hub has ended: subscribe again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Behind;

impl Hub {
    /// Begins to follow the log, until `shutdown`.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn start(desk: Desk, shutdown: CancellationToken) -> Result<Self, Fault> {
        let newest = desk.store.read(event::newest).await?;
        let (tell, heard) = watch::channel(newest);
        let (frames, _) = broadcast::channel(MOST_FRAMES);
        let hub = Self { desk, frames, newest: heard };
        tokio::spawn(hub.clone().follow(tell, shutdown));
        Ok(hub)
    }

    /// Tells whenever the newest place moves.
    pub fn watch_newest(&self) -> watch::Receiver<i64> {
        self.newest.clone()
    }

    /// The newest place that was handed out.
    pub fn newest(&self) -> i64 {
        *self.newest.borrow()
    }

    /// Puts a screen at place `since`; answers what it has missed.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn subscribe(&self, since: Option<i64>) -> Result<(Subscription, Vec<Step>), Fault> {
        // Listen first, read then: what happens in between comes twice at worst and is skipped by its place.
        let frames = self.frames.subscribe();
        let newest = self.desk.store.read(event::newest).await?;
        let Some(since) = since.filter(|since| *since <= newest) else {
            return Ok((Subscription { frames, at: newest }, vec![Step::Reset(newest)]));
        };
        if newest.saturating_sub(since) > MOST_BEHIND {
            return Ok((Subscription { frames, at: newest }, vec![Step::Reset(newest)]));
        }
        let mut missed = Vec::new();
        let mut at = since;
        while at < newest {
            let Some(change) = self.change_after(at).await? else { break };
            at = change.to();
            missed.push(Step::Change(Arc::new(change)));
        }
        Ok((Subscription { frames, at }, missed))
    }

    async fn change_after(&self, at: i64) -> Result<Option<Change>, Fault> {
        let now = self.desk.now();
        self.desk
            .store
            .read(move |tx| {
                let events = event::list_after(tx, at, MOST_EVENTS)?;
                if events.is_empty() { Ok(None) } else { Change::load(tx, at, &events, now).map(Some) }
            })
            .await
    }

    async fn follow(self, tell: watch::Sender<i64>, shutdown: CancellationToken) {
        let mut at = *tell.borrow();
        while !shutdown.is_cancelled() {
            match self.turn(at).await {
                Ok(Some(to)) => {
                    at = to;
                    tell.send_replace(at);
                    continue;
                }
                Ok(None) => {}
                Err(fault) => tracing::error!(%fault, "live frames wait"),
            }
            tokio::select! {
                () = self.desk.store.woken(Topic::Events) => {}
                () = tokio::time::sleep(LONGEST_NAP) => {}
                () = shutdown.cancelled() => {}
            }
        }
    }

    /// Hands out the next frame; answers the new place, `None` when nothing has happened.
    async fn turn(&self, at: i64) -> Result<Option<i64>, Fault> {
        if self.frames.receiver_count() == 0 {
            let newest = self.desk.store.read(event::newest).await?;
            // Asked again: who subscribed before this read would miss what is skipped; who does so later reads it.
            if self.frames.receiver_count() == 0 {
                return Ok((newest > at).then_some(newest));
            }
        }
        let Some(change) = self.change_after(at).await? else { return Ok(None) };
        let to = change.to();
        let _ = self.frames.send(Arc::new(change)); // nobody listening any more is no error
        Ok(Some(to))
    }
}

impl Subscription {
    /// The place up to which everything was handed out.
    pub fn at(&self) -> i64 {
        self.at
    }

    /// Waits for the next change. Its frame begins at the place that [`Subscription::at`] told before.
    ///
    /// # Errors
    /// [`Behind`] when frames were missed or no more will come.
    pub async fn next(&mut self) -> Result<Arc<Change>, Behind> {
        loop {
            let change = self.frames.recv().await.map_err(|_| Behind)?;
            if change.from() > self.at {
                return Err(Behind);
            }
            if change.to() > self.at {
                self.at = change.to();
                return Ok(change);
            }
        }
    }
}
