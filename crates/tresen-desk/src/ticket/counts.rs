//! The numbers beside the views, from what is kept with every change.

use std::collections::BTreeMap;

use serde::Serialize;
use tresen_domain::{
    agent::Sight,
    id::TeamId,
    ticket::{OwnerKind, Status},
};
use tresen_storage::{Fault, notice, ticket};
use utoipa::ToSchema;

use crate::{Desk, Refusal, Who};

/// Numbers for the sidebar.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Counts {
    /// Tickets of the asker.
    pub inbox: InboxCounts,
    /// Running tickets without an agent.
    pub unassigned: i64,
    /// Unseen mentions.
    pub mentions: i64,
    /// Own snoozed tickets; all for programs.
    pub snoozed: i64,
    /// Running tickets.
    pub all_open: i64,
    /// Running tickets by team.
    #[schema(value_type = std::collections::BTreeMap<String, i64>)]
    pub teams: BTreeMap<TeamId, i64>,
}

/// Numbers of one's own tickets.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct InboxCounts {
    /// New or open.
    pub open: i64,
    /// Waiting for somebody, or snoozed.
    pub waiting: i64,
    /// New or open with unread messages.
    pub unread: i64,
}

/// The numbers as the asker sees them.
///
/// # Errors
/// [`Refusal::Storage`] when the database fails.
pub async fn counts(desk: &Desk, who: &Who) -> Result<Counts, Refusal> {
    let (me, sight) = (who.agent_id(), who.sight.clone());
    let (kept, mentions) = desk
        .store
        .read(move |tx| {
            let mentions = match me {
                Some(agent) => notice::count_unread_mentions(tx, agent)?,
                None => 0,
            };
            Ok::<_, Fault>((ticket::counts(tx)?, mentions))
        })
        .await?;
    let mut counts = Counts { mentions, ..Counts::default() };
    for kept in kept.iter().filter(|kept| !kept.status.is_done()) {
        let is_mine = kept.owner_agent_id.is_some() && kept.owner_agent_id == me;
        let is_seen = match &sight {
            Sight::All => true,
            Sight::Teams { team_ids, .. } => {
                is_mine || kept.team_id.is_none_or(|team| team_ids.contains(&team))
            }
        };
        if !is_seen {
            continue;
        }
        let is_open = matches!(kept.status, Status::New | Status::Open);
        counts.all_open += kept.tickets;
        if matches!(kept.owner_kind, OwnerKind::Nobody | OwnerKind::Queue) {
            counts.unassigned += kept.tickets;
        }
        if let Some(team) = kept.team_id {
            *counts.teams.entry(team).or_default() += kept.tickets;
        }
        if kept.status == Status::Snoozed && (is_mine || me.is_none()) {
            counts.snoozed += kept.tickets;
        }
        if is_mine {
            let slot = if is_open { &mut counts.inbox.open } else { &mut counts.inbox.waiting };
            *slot += kept.tickets;
            counts.inbox.unread += if is_open && kept.is_unread { kept.tickets } else { 0 };
        }
    }
    Ok(counts)
}
