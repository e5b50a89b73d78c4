//! What the server says.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::ws::Utf8Bytes;
use serde::Serialize;
use tresen_desk::{
    live::{Change, Changes},
    presence::{Doing, InTicket},
};
use tresen_domain::{
    agent::Sight,
    id::{AgentId, TicketId},
    time::Timestamp,
};

/// One frame.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum Frame<'f> {
    /// First on every connection.
    Hello {
        /// Newest place in the log.
        seq: i64,
        /// The server's time.
        server_time: Timestamp,
        /// Version of the server.
        build: &'f str,
    },
    /// What happened.
    Changes(&'f Changes<'f>),
    /// Too far behind, or one's rights changed: read what is on screen again.
    Reset {
        /// Where it goes on.
        seq: i64,
    },
    /// Who is in a ticket now.
    Presence {
        /// The ticket.
        ticket_id: TicketId,
        /// Each agent once.
        agents: Vec<Present>,
    },
    /// Answer to a ping.
    Pong,
    /// Last on a connection.
    Bye {
        /// `session_ended` or `shutdown`.
        reason: &'static str,
    },
}

/// Somebody in a ticket.
#[derive(Debug, Serialize)]
pub(super) struct Present {
    agent_id: AgentId,
    state: Doing,
}

impl Frame<'_> {
    /// As sent.
    pub(super) fn text(&self) -> Utf8Bytes {
        serde_json::to_string(self).unwrap_or_default().into()
    }

    /// Who is in a ticket now.
    pub(super) fn presence(now: InTicket) -> Self {
        let agents = now.agents.into_iter().map(|(agent_id, state)| Present { agent_id, state }).collect();
        Self::Presence { ticket_id: now.ticket_id, agents }
    }
}

/// The last frame that many screens get alike, written once for all of them.
#[derive(Debug, Default)]
pub(crate) struct LastFrame(Mutex<Option<(i64, Arc<Change>, Utf8Bytes)>>);

impl LastFrame {
    /// The frame of `change`, as sent. Screens that see all and have no notice of their own in it share one text.
    pub(super) fn text(&self, change: &Arc<Change>, changes: &Changes<'_>, sight: &Sight) -> Utf8Bytes {
        if *sight != Sight::All || !changes.notices.is_empty() {
            return Frame::Changes(changes).text();
        }
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((from, written, text)) = last.as_ref()
            && *from == changes.from
            && Arc::ptr_eq(written, change)
        {
            return text.clone();
        }
        let text = Frame::Changes(changes).text();
        *last = Some((changes.from, Arc::clone(change), text.clone()));
        text
    }
}
