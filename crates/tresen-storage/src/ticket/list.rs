//! Lists of tickets: by filter, in three orders, by key and never by offset.

use tresen_domain::{
    agent::Sight,
    id::{AgentId, ChannelId, ContactId, TeamId, ThreadId, TicketId},
    ticket::Status,
    time::Timestamp,
};

use super::row::{FROM, SUMMARY, TicketSummary, read_summary};
use crate::{Fault, Tx, params, seam::Value};

/// Which tickets.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only these statuses; empty for all.
    pub statuses: Vec<Status>,
    /// Only of this owner.
    pub owner: Option<AgentId>,
    /// Only those without an agent (nobody or a queue).
    pub is_unowned: bool,
    /// Only those that mention this agent.
    pub mentions: Option<AgentId>,
    /// Only of this team.
    pub team_id: Option<TeamId>,
    /// Only with this label.
    pub tag: Option<String>,
    /// Only of this contact.
    pub contact_id: Option<ContactId>,
    /// Only of this channel.
    pub channel_id: Option<ChannelId>,
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Who waits longest for our answer first, the rest by latest message.
    Waiting,
    /// Latest message first.
    Latest,
    /// The service window that ends first, then those without an open one by latest message.
    Window,
}

/// Where the next page begins: the last ticket of the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// For [`Sort::Window`]: 0 while in open windows, 1 behind them. Otherwise 0.
    pub phase: i64,
    /// The instant by which "open" was decided on the first page.
    pub as_of: Timestamp,
    /// Sort key of the last ticket.
    pub key: i64,
    /// Its id.
    pub id: TicketId,
}

/// One page, and where the next one begins.
///
/// # Errors
/// When the engine refuses.
pub fn list(
    tx: &mut Tx<'_>,
    filter: &Filter,
    sight: &Sight,
    sort: Sort,
    after: Option<Cursor>,
    now: Timestamp,
    limit: usize,
) -> Result<(Vec<TicketSummary>, Option<Cursor>), Fault> {
    let as_of = after.map_or(now, |cursor| cursor.as_of);
    let mut phase = after.map_or(0, |cursor| cursor.phase);
    let mut start = after.map(|cursor| (cursor.key, cursor.id));
    let mut page = Vec::new();
    loop {
        let order = Order::of(sort, phase, as_of);
        let wanted = limit.saturating_add(1).saturating_sub(page.len());
        page.extend(
            run(tx, filter, sight, &order, start, wanted)?.into_iter().map(|summary| (phase, summary)),
        );
        if sort != Sort::Window || phase == 1 || page.len() > limit {
            break;
        }
        (phase, start) = (1, None);
    }
    let has_more = page.len() > limit;
    page.truncate(limit);
    let next = page.last().filter(|_| has_more).map(|(phase, last)| Cursor {
        phase: *phase,
        as_of,
        key: Order::of(sort, *phase, as_of).key_of(last),
        id: last.ticket.id,
    });
    Ok((page.into_iter().map(|(_, summary)| summary).collect(), next))
}

/// A column to sort by, and a condition that goes with it.
struct Order {
    column: &'static str,
    is_falling: bool,
    condition: Option<(&'static str, Timestamp)>,
    sort: Sort,
    phase: i64,
}

impl Order {
    fn of(sort: Sort, phase: i64, as_of: Timestamp) -> Self {
        let (column, is_falling, condition) = match (sort, phase) {
            (Sort::Waiting, _) => ("t.wait_key", false, None),
            (Sort::Latest, _) => ("t.last_message_at", true, None),
            (Sort::Window, 0) => ("t.window_expires_at", false, Some(("t.window_expires_at > ", as_of))),
            (Sort::Window, _) => {
                ("t.last_message_at", true, Some(("coalesce(t.window_expires_at, 0) <= ", as_of)))
            }
        };
        Self { column, is_falling, condition, sort, phase }
    }

    fn key_of(&self, summary: &TicketSummary) -> i64 {
        let ticket = &summary.ticket;
        match (self.sort, self.phase) {
            (Sort::Waiting, _) => ticket.waiting_since.map_or_else(
                || 4_000_000_000_000_000_000_i64.saturating_sub(ticket.last_message_at.as_micros()),
                Timestamp::as_micros,
            ),
            (Sort::Window, 0) => summary.window.expires_at.unwrap_or_default().as_micros(),
            _ => ticket.last_message_at.as_micros(),
        }
    }
}

fn run(
    tx: &mut Tx<'_>,
    filter: &Filter,
    sight: &Sight,
    order: &Order,
    start: Option<(i64, TicketId)>,
    limit: usize,
) -> Result<Vec<TicketSummary>, Fault> {
    let mut built = Built::default();
    built.filter(filter);
    built.sight(sight);
    if let Some((condition, at)) = order.condition {
        let at = built.bind(at);
        built.and(format!("{condition}{at}"));
    }
    if let Some((key, id)) = start {
        let (key, id) = (built.bind(key), built.bind(id));
        let than = if order.is_falling { "<" } else { ">" };
        built.and(format!("({}, t.id) {than} ({key}, {id})", order.column));
    }
    let direction = if order.is_falling { "desc" } else { "asc" };
    let limit = built.bind(i64::try_from(limit).unwrap_or(i64::MAX));
    let sql = format!(
        "select {SUMMARY} {FROM} where {} order by {} {direction}, t.id {direction} limit {limit}",
        built.conditions.join(" and "),
        order.column
    );
    tx.query(&sql, &built.values, read_summary)
}

/// A condition in the making, with its values.
#[derive(Default)]
struct Built {
    conditions: Vec<String>,
    values: Vec<Value<'static>>,
}

impl Built {
    fn bind(&mut self, value: impl Into<Value<'static>>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    fn and(&mut self, condition: String) {
        self.conditions.push(condition);
    }

    fn filter(&mut self, filter: &Filter) {
        let is_done_only =
            !filter.statuses.is_empty() && filter.statuses.iter().all(|status| status.is_done());
        let is_running_only =
            !filter.statuses.is_empty() && !filter.statuses.iter().any(|status| status.is_done());
        if is_done_only || is_running_only {
            let flag = self.bind(is_done_only);
            self.and(format!("t.is_done = {flag}"));
        }
        let all_running = Status::ALL
            .iter()
            .filter(|status| !status.is_done())
            .all(|status| filter.statuses.contains(status));
        let is_covered = (is_running_only && all_running) || (is_done_only && filter.statuses.len() == 2);
        if !filter.statuses.is_empty() && !is_covered {
            let words: Vec<_> = filter.statuses.iter().map(|status| self.bind(status.as_str())).collect();
            self.and(format!("t.status in ({})", words.join(", ")));
        }
        for (column, id) in [
            ("t.owner_agent_id", filter.owner.map(|id| id.0)),
            ("t.team_id", filter.team_id.map(|id| id.0)),
            ("t.contact_id", filter.contact_id.map(|id| id.0)),
            ("t.channel_id", filter.channel_id.map(|id| id.0)),
        ] {
            if let Some(id) = id {
                let id = self.bind(id);
                self.and(format!("{column} = {id}"));
            }
        }
        if filter.is_unowned {
            self.and("t.owner_kind in ('nobody', 'queue')".to_owned());
        }
        if let Some(agent) = filter.mentions {
            let agent = self.bind(agent);
            self.and(format!(
                "exists (select 1 from mentions n where n.ticket_id = t.id and n.agent_id = {agent})"
            ));
        }
        if let Some(tag) = &filter.tag {
            let tag = self.bind(tag.clone());
            self.and(format!(
                "exists (select 1 from ticket_tags g where g.ticket_id = t.id and g.tag = {tag})"
            ));
        }
    }

    fn sight(&mut self, sight: &Sight) {
        let Sight::Teams { agent_id, team_ids } = sight else {
            self.and("1 = 1".to_owned());
            return;
        };
        let agent = self.bind(*agent_id);
        let mut any = vec![
            "t.team_id is null".to_owned(),
            format!("t.owner_agent_id = {agent}"),
            format!("exists (select 1 from mentions n where n.ticket_id = t.id and n.agent_id = {agent})"),
        ];
        if !team_ids.is_empty() {
            let teams: Vec<_> = team_ids.iter().map(|id| self.bind(*id)).collect();
            any.push(format!("t.team_id in ({})", teams.join(", ")));
        }
        self.and(format!("({})", any.join(" or ")));
    }
}

/// Whether a ticket may be seen.
///
/// # Errors
/// When the engine refuses.
pub fn may_see(tx: &mut Tx<'_>, id: TicketId, sight: &Sight) -> Result<bool, Fault> {
    let mut built = Built::default();
    let ticket = built.bind(id);
    built.and(format!("t.id = {ticket}"));
    built.sight(sight);
    Ok(!tx
        .query(
            &format!("select 1 from tickets t where {}", built.conditions.join(" and ")),
            &built.values,
            |_| Ok(()),
        )?
        .is_empty())
}

/// Those of the given tickets that may be seen.
///
/// # Errors
/// When the engine refuses.
pub fn list_by_ids(tx: &mut Tx<'_>, ids: &[TicketId], sight: &Sight) -> Result<Vec<TicketSummary>, Fault> {
    let mut all = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(50) {
        let mut built = Built::default();
        let places: Vec<_> = chunk.iter().map(|id| built.bind(*id)).collect();
        built.and(format!("t.id in ({})", places.join(", ")));
        built.sight(sight);
        all.extend(tx.query(
            &format!("select {SUMMARY} {FROM} where {}", built.conditions.join(" and ")),
            &built.values,
            read_summary,
        )?);
    }
    Ok(all)
}

/// Tickets of a thread, newest first.
///
/// # Errors
/// When the engine refuses.
pub fn list_of_thread(tx: &mut Tx<'_>, id: ThreadId) -> Result<Vec<TicketSummary>, Fault> {
    tx.query(
        &format!("select {SUMMARY} {FROM} where t.thread_id = $1 order by t.opened_at desc, t.id desc"),
        params![id],
        read_summary,
    )
}

/// Tickets of a contact that may be seen, newest first.
///
/// # Errors
/// When the engine refuses.
pub fn list_of_contact(
    tx: &mut Tx<'_>,
    id: ContactId,
    sight: &Sight,
    limit: i64,
) -> Result<Vec<TicketSummary>, Fault> {
    let mut built = Built::default();
    let contact = built.bind(id);
    built.and(format!("t.contact_id = {contact}"));
    built.sight(sight);
    let limit = built.bind(limit);
    let sql = format!(
        "select {SUMMARY} {FROM} where {} order by t.opened_at desc, t.id desc limit {limit}",
        built.conditions.join(" and ")
    );
    tx.query(&sql, &built.values, read_summary)
}

/// Snoozed tickets in the order of their ends.
///
/// # Errors
/// When the engine refuses.
pub fn waiting_snoozes(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<(TicketId, Timestamp)>, Fault> {
    tx.query(
        "select id, snoozed_until_at from tickets where snoozed_until_at is not null order by snoozed_until_at limit $1",
        params![limit],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}
