//! Presence: who reads or types in which ticket right now. Kept in memory, forgotten after half a minute.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;
use tresen_domain::{
    id::{AgentId, TicketId},
    time::Timestamp,
};

/// How long a report of presence counts without being renewed.
pub const PRESENCE_LIFE: Duration = Duration::from_secs(30);

/// What an agent does in a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Doing {
    /// Has it open.
    Reading,
    /// Writes an answer or a note.
    Typing,
}

/// Who is in a ticket now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InTicket {
    /// The ticket.
    pub ticket_id: TicketId,
    /// Agents, each once, with the strongest report of their browsers.
    pub agents: Vec<(AgentId, Doing)>,
}

/// A browser tab: one agent may have several.
pub type Tab = uuid::Uuid;

/// All reports; cheap to clone.
#[derive(Clone)]
pub struct Presence {
    reports: Arc<Mutex<BTreeMap<Tab, Report>>>,
    changes: broadcast::Sender<InTicket>,
}

#[derive(Debug, Clone, Copy)]
struct Report {
    agent_id: AgentId,
    ticket_id: TicketId,
    doing: Doing,
    until: Timestamp,
}

impl Default for Presence {
    fn default() -> Self {
        Self { reports: Arc::default(), changes: broadcast::channel(1_024).0 }
    }
}

impl Presence {
    /// Takes a tab's report; `None` means that it shows no ticket (any more).
    pub fn report(&self, tab: Tab, agent_id: AgentId, state: Option<(TicketId, Doing)>, now: Timestamp) {
        let mut reports = self.reports.lock().unwrap_or_else(PoisonError::into_inner);
        let before = reports.remove(&tab);
        if let Some((ticket_id, doing)) = state {
            reports.insert(tab, Report { agent_id, ticket_id, doing, until: now.plus(PRESENCE_LIFE) });
        }
        let left =
            before.map(|report| report.ticket_id).filter(|left| state.is_none_or(|(now, _)| now != *left));
        let has_changed = before.map(|report| (report.ticket_id, report.doing)) != state;
        let touched = left.into_iter().chain(state.filter(|_| has_changed).map(|(ticket_id, _)| ticket_id));
        for ticket_id in touched {
            // Nobody listening is no error.
            let _ = self.changes.send(in_ticket(&reports, ticket_id, now));
        }
    }

    /// Who is in a ticket now.
    pub fn of_ticket(&self, ticket_id: TicketId, now: Timestamp) -> InTicket {
        in_ticket(&self.reports.lock().unwrap_or_else(PoisonError::into_inner), ticket_id, now)
    }

    /// Every ticket somebody is in now.
    pub fn all(&self, now: Timestamp) -> Vec<InTicket> {
        let reports = self.reports.lock().unwrap_or_else(PoisonError::into_inner);
        let tickets: std::collections::BTreeSet<TicketId> =
            reports.values().map(|report| report.ticket_id).collect();
        tickets
            .into_iter()
            .map(|ticket_id| in_ticket(&reports, ticket_id, now))
            .filter(|one| !one.agents.is_empty())
            .collect()
    }

    /// Forgets reports that were not renewed and tells about them. Called every few seconds.
    pub fn expire(&self, now: Timestamp) {
        let mut reports = self.reports.lock().unwrap_or_else(PoisonError::into_inner);
        let stale: Vec<(Tab, TicketId)> = reports
            .iter()
            .filter(|(_, report)| report.until <= now)
            .map(|(tab, report)| (*tab, report.ticket_id))
            .collect();
        for (tab, _) in &stale {
            reports.remove(tab);
        }
        for (_, ticket_id) in stale {
            let _ = self.changes.send(in_ticket(&reports, ticket_id, now));
        }
    }

    /// Changes from now on.
    pub fn changes(&self) -> broadcast::Receiver<InTicket> {
        self.changes.subscribe()
    }
}

fn in_ticket(reports: &BTreeMap<Tab, Report>, ticket_id: TicketId, now: Timestamp) -> InTicket {
    let mut agents: BTreeMap<AgentId, Doing> = BTreeMap::new();
    for report in reports.values().filter(|report| report.ticket_id == ticket_id && report.until > now) {
        let doing = agents.entry(report.agent_id).or_insert(report.doing);
        *doing = (*doing).max(report.doing);
    }
    InTicket { ticket_id, agents: agents.into_iter().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn two_tabs_of_one_agent_count_once_and_silence_ends_presence() {
        let presence = Presence::default();
        let (me, ticket) = (AgentId(Uuid::from_u128(1)), TicketId(Uuid::from_u128(2)));
        let now = Timestamp::from_seconds(100);
        presence.report(Uuid::from_u128(10), me, Some((ticket, Doing::Reading)), now);
        presence.report(Uuid::from_u128(11), me, Some((ticket, Doing::Typing)), now);
        assert_eq!(presence.of_ticket(ticket, now).agents, [(me, Doing::Typing)]);
        presence.report(Uuid::from_u128(11), me, None, now);
        assert_eq!(presence.of_ticket(ticket, now).agents, [(me, Doing::Reading)]);
        let mut changes = presence.changes();
        presence.expire(now.plus(PRESENCE_LIFE));
        assert_eq!(changes.try_recv().unwrap().agents, []);
        assert!(presence.all(now).is_empty());
    }
}
