//! One screen's connection, from its hello to its bye.

use std::{sync::Arc, time::Duration};

use axum::extract::ws::{Message, Utf8Bytes, WebSocket};
use tokio::{
    sync::{broadcast, watch},
    time::{Instant, Interval, MissedTickBehavior, interval_at},
};
use tresen_desk::{
    Refusal, Who,
    live::{Change, Step, Subscription},
    presence::InTicket,
};
use tresen_domain::{
    agent::Sight,
    id::{AgentId, TicketId},
};
use tresen_storage::ticket;
use uuid::Uuid;

use super::{command::Command, frame::Frame};
use crate::{ApiState, auth::Credential};

/// The session is looked at so often; at once when this process ends one.
const RECHECK_EVERY: Duration = Duration::from_secs(10);
/// Screens ping every 20 s and answer our pings: who is silent for this long is gone.
const LONGEST_SILENCE: Duration = Duration::from_mins(1);
/// A screen that takes no frame for this long is gone.
const LONGEST_SEND: Duration = Duration::from_secs(10);

/// Who is behind a connection.
pub(super) struct Caller {
    /// Looked at again and again.
    pub(super) credential: Credential,
    /// Where the request came from.
    pub(super) address: String,
    /// Their rights when they came.
    pub(super) who: Who,
}

/// Why a connection ends.
enum End {
    /// The screen went away, or its connection broke.
    Gone,
    /// Say goodbye first.
    Bye(&'static str),
}

struct Screen {
    state: ApiState,
    socket: WebSocket,
    caller: Caller,
    /// This tab, for presence.
    tab: Uuid,
    heard_at: Instant,
}

/// Serves a screen until it goes, its session ends, or the server stops.
pub(super) async fn serve(state: ApiState, socket: WebSocket, caller: Caller, since: Option<i64>) {
    let tab = state.desk.ids.next(state.desk.now());
    metrics::gauge!("tresen_live_screens").increment(1.0);
    let mut screen = Screen { state: state.clone(), socket, caller, tab, heard_at: Instant::now() };
    if let Err(End::Bye(reason)) = screen.run(since).await {
        // It may be gone already.
        let _ = screen.send(Frame::Bye { reason }.text()).await;
        let _ = screen.socket.send(Message::Close(None)).await;
    }
    if let Some(agent_id) = screen.caller.who.agent_id() {
        state.desk.presence.report(tab, agent_id, None, state.desk.now());
    }
    metrics::gauge!("tresen_live_screens").decrement(1.0);
}

impl Screen {
    async fn run(&mut self, since: Option<i64>) -> Result<(), End> {
        let shutdown = self.state.shutdown.clone();
        let mut rights = self.state.rights.subscribe();
        let mut presence = self.state.desk.presence.changes();
        let mut recheck = every(RECHECK_EVERY);
        let mut subscription = self.begin(since).await?;
        loop {
            let from = subscription.at();
            tokio::select! {
                change = subscription.next() => if let Ok(change) = change {
                    self.show(&change, from).await?;
                } else {
                    let (again, missed) = self.subscribe(Some(from)).await?;
                    subscription = again;
                    self.catch_up(from, missed).await?;
                },
                said = self.socket.recv() => self.hear(said).await?,
                moved = presence.recv() => self.present(moved).await?,
                () = changed(&mut rights) => self.recheck(subscription.at()).await?,
                _ = recheck.tick() => {
                    self.recheck(subscription.at()).await?;
                    self.still_there().await?;
                }
                () = shutdown.cancelled() => return Err(End::Bye("shutdown")),
            }
        }
    }

    async fn begin(&mut self, since: Option<i64>) -> Result<Subscription, End> {
        let (subscription, missed) = self.subscribe(since).await?;
        let (build, server_time) = (self.state.config.build.clone(), self.state.desk.now());
        self.send(Frame::Hello { seq: subscription.at(), server_time, build: &build }.text()).await?;
        // Who names no place begins here and has missed nothing.
        if let Some(since) = since {
            self.catch_up(since, missed).await?;
        }
        for in_ticket in self.state.desk.presence.all(server_time) {
            self.present(Ok(in_ticket)).await?;
        }
        Ok(subscription)
    }

    async fn subscribe(&mut self, since: Option<i64>) -> Result<(Subscription, Vec<Step>), End> {
        self.state.hub.subscribe(since).await.map_err(|fault| {
            tracing::error!(%fault, "a screen cannot follow");
            End::Gone
        })
    }

    /// Shows what the screen missed since its place.
    async fn catch_up(&mut self, mut from: i64, missed: Vec<Step>) -> Result<(), End> {
        for step in missed {
            match step {
                Step::Change(change) => {
                    self.show(&change, from).await?;
                    from = change.to();
                }
                Step::Reset(seq) => {
                    self.send(Frame::Reset { seq }.text()).await?;
                    from = seq;
                }
            }
        }
        Ok(())
    }

    async fn show(&mut self, change: &Arc<Change>, from: i64) -> Result<(), End> {
        // Agents or teams changed: what this screen may see may be another thing now, this change included.
        if change.touches_people() {
            self.recheck(from).await?;
        }
        let who = &self.caller.who;
        let changes = change.for_screen(from, &who.sight, who.agent_id());
        let text = self.state.last_frame.text(change, &changes, &who.sight);
        self.send(text).await
    }

    async fn hear(&mut self, said: Option<Result<Message, axum::Error>>) -> Result<(), End> {
        let Some(Ok(message)) = said else { return Err(End::Gone) };
        self.heard_at = Instant::now();
        match message {
            Message::Text(text) => match Command::read(&text) {
                Command::Ping => self.send(Frame::Pong.text()).await,
                Command::Presence { ticket_id, state } => {
                    let doing =
                        ticket_id.map(|id| (id, state.unwrap_or(tresen_desk::presence::Doing::Reading)));
                    let is_seen = match ticket_id {
                        Some(id) => self.may_see(id).await,
                        None => true,
                    };
                    if let Some(agent_id) = self.caller.who.agent_id().filter(|_| is_seen) {
                        self.state.desk.presence.report(self.tab, agent_id, doing, self.state.desk.now());
                    }
                    Ok(())
                }
                Command::Unknown => Ok(()),
            },
            Message::Close(_) => Err(End::Gone),
            Message::Binary(_) | Message::Ping(_) | Message::Pong(_) => Ok(()),
        }
    }

    async fn present(&mut self, moved: Result<InTicket, broadcast::error::RecvError>) -> Result<(), End> {
        // Missed reports are renewed or run out within half a minute.
        let Ok(in_ticket) = moved else { return Ok(()) };
        if self.may_see(in_ticket.ticket_id).await {
            self.send(Frame::presence(in_ticket).text()).await?;
        }
        Ok(())
    }

    async fn may_see(&mut self, id: TicketId) -> bool {
        let sight = self.caller.who.sight.clone();
        self.state
            .desk
            .store
            .read::<_, Refusal, _>(move |tx| Ok(ticket::may_see(tx, id, &sight)?))
            .await
            .unwrap_or(false)
    }

    /// Looks whether the session still stands and gives the same rights.
    async fn recheck(&mut self, seq: i64) -> Result<(), End> {
        let found = self.caller.credential.find(&self.state.desk, &self.caller.address).await;
        // A database that does not answer is no reason to sign anybody out.
        let Ok(found) = found else { return Ok(()) };
        let Some(signed) = found else { return Err(End::Bye("session_ended")) };
        let is_same = same_rights(&signed.who, &self.caller.who);
        self.caller.who = signed.who;
        if is_same { Ok(()) } else { self.send(Frame::Reset { seq }.text()).await }
    }

    async fn still_there(&mut self) -> Result<(), End> {
        if self.heard_at.elapsed() > LONGEST_SILENCE {
            return Err(End::Gone);
        }
        self.put(Message::Ping(bytes::Bytes::new())).await
    }

    async fn send(&mut self, text: Utf8Bytes) -> Result<(), End> {
        self.put(Message::Text(text)).await
    }

    async fn put(&mut self, message: Message) -> Result<(), End> {
        match tokio::time::timeout(LONGEST_SEND, self.socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(End::Gone),
        }
    }
}

fn same_rights(one: &Who, other: &Who) -> bool {
    let key = |who: &Who| -> (Sight, Option<AgentId>) { (who.sight.clone(), who.agent_id()) };
    one.role == other.role && key(one) == key(other)
}

fn every(span: Duration) -> Interval {
    let mut ticks = interval_at(Instant::now() + span, span);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks
}

/// Waits for the next change; for ever once no more will come.
async fn changed(rights: &mut watch::Receiver<u64>) {
    if rights.changed().await.is_err() {
        std::future::pending::<()>().await;
    }
}
