//! Tickets: a case over a part of a thread. Statuses follow one table; an owner is exactly one.

use serde::{Deserialize, Serialize};

use crate::{
    id::{AgentId, ChannelId, ContactId, TeamId, ThreadId, TicketId},
    time::Timestamp,
    word::words,
};

words! {
    /// Where a case stands.
    pub enum Status {
        /// Nobody has answered yet.
        New = "new",
        /// Being worked on.
        Open = "open",
        /// The customer has to answer.
        WaitingCustomer = "waiting_customer",
        /// Somebody else in the house has to act.
        WaitingInternal = "waiting_internal",
        /// Put aside until an instant.
        Snoozed = "snoozed",
        /// Answered; the customer's next message in time reopens it.
        Solved = "solved",
        /// Finished for good; a new message opens a new ticket.
        Closed = "closed",
    }
}

impl Status {
    /// Whether the case is over.
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Solved | Self::Closed)
    }
}

words! {
    /// How urgent a case is.
    pub enum Priority {
        /// Can wait.
        Low = "low",
        /// As usual.
        Normal = "normal",
        /// Before others.
        High = "high",
        /// Now.
        Urgent = "urgent",
    }
}

words! {
    /// Who is responsible: the kind of [`Owner`].
    pub enum OwnerKind {
        /// Nobody yet.
        Nobody = "nobody",
        /// A flow.
        Bot = "bot",
        /// A team's queue.
        Queue = "queue",
        /// One agent.
        Agent = "agent",
    }
}

/// Who is responsible: exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Owner {
    /// Nobody yet.
    Nobody,
    /// A flow.
    Bot,
    /// A team, by its queue.
    Queue(TeamId),
    /// One agent.
    Agent(AgentId),
}

impl Owner {
    /// The kind alone.
    pub const fn kind(self) -> OwnerKind {
        match self {
            Self::Nobody => OwnerKind::Nobody,
            Self::Bot => OwnerKind::Bot,
            Self::Queue(_) => OwnerKind::Queue,
            Self::Agent(_) => OwnerKind::Agent,
        }
    }

    /// The responsible agent, if it is one.
    pub const fn agent_id(self) -> Option<AgentId> {
        match self {
            Self::Agent(id) => Some(id),
            _ => None,
        }
    }
}

/// A case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// Our id.
    pub id: TicketId,
    /// What people call it: `#48213`.
    pub number: i64,
    /// The number it runs over.
    pub channel_id: ChannelId,
    /// The chat it is a part of.
    pub thread_id: ThreadId,
    /// Whose case.
    pub contact_id: ContactId,
    /// In a few words; may be empty.
    pub subject: String,
    /// Type of request, free word; may be empty.
    pub kind: String,
    /// Where it stands.
    pub status: Status,
    /// How urgent.
    pub priority: Priority,
    /// Who is responsible.
    pub owner: Owner,
    /// The team it belongs to, also while an agent of it is the owner.
    pub team_id: Option<TeamId>,
    /// Labels, sorted, each once.
    pub tags: Vec<String>,
    /// Customer's messages nobody has looked at.
    pub unread_count: i64,
    /// Send time of the customer's first message that has no answer yet.
    pub waiting_since: Option<Timestamp>,
    /// Set while snoozed.
    pub snoozed_until: Option<Timestamp>,
    /// When it began.
    pub opened_at: Timestamp,
    /// Last change of any kind.
    pub updated_at: Timestamp,
    /// Last message in either direction, by send time.
    pub last_message_at: Timestamp,
    /// When it was last solved.
    pub solved_at: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// Grows by one with every change; guards against lost updates.
    pub version: i64,
}

/// What an agent may ask a ticket to become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// To a status that needs no more words.
    To(Status),
    /// Aside until an instant.
    Snooze(Timestamp),
}

/// The table says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoveRefused {
    /// Closed is final.
    #[error("ticket is closed; a new message opens a new one")]
    Closed,
    /// `new` is where tickets begin.
    #[error("a ticket cannot become `new` again")]
    BackToNew,
    /// A snooze needs an instant in the future.
    #[error("a snooze needs an end in the future")]
    NoEnd,
}

/// Where a new ticket belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beginning {
    /// Our id.
    pub id: TicketId,
    /// What people will call it.
    pub number: i64,
    /// The number it runs over.
    pub channel_id: ChannelId,
    /// The chat it is a part of.
    pub thread_id: ThreadId,
    /// Whose case.
    pub contact_id: ContactId,
    /// When it began: the send time of the message that opens it, or now.
    pub opened_at: Timestamp,
}

impl Ticket {
    /// A new ticket: nobody's, of normal priority, with nothing said yet.
    pub fn begin(place: Beginning, now: Timestamp) -> Self {
        Self {
            id: place.id,
            number: place.number,
            channel_id: place.channel_id,
            thread_id: place.thread_id,
            contact_id: place.contact_id,
            subject: String::new(),
            kind: String::new(),
            status: Status::New,
            priority: Priority::Normal,
            owner: Owner::Nobody,
            team_id: None,
            tags: Vec::new(),
            unread_count: 0,
            waiting_since: None,
            snoozed_until: None,
            opened_at: place.opened_at,
            updated_at: now,
            last_message_at: place.opened_at,
            solved_at: None,
            closed_at: None,
            version: 1,
        }
    }

    /// Changes the status by hand. True when anything changed.
    ///
    /// # Errors
    /// [`MoveRefused`] where the table has no such step; the ticket is unchanged then.
    pub fn move_to(&mut self, step: Move, now: Timestamp) -> Result<bool, MoveRefused> {
        let (status, until) = match step {
            Move::To(Status::Snoozed) => return Err(MoveRefused::NoEnd),
            Move::To(status) => (status, None),
            Move::Snooze(until) if until > now => (Status::Snoozed, Some(until)),
            Move::Snooze(_) => return Err(MoveRefused::NoEnd),
        };
        if self.status == status && self.snoozed_until == until {
            return Ok(false);
        }
        match (self.status, status) {
            (Status::Closed, _) => return Err(MoveRefused::Closed),
            (_, Status::New) => return Err(MoveRefused::BackToNew),
            _ => {}
        }
        self.set_status(status, until, now);
        Ok(true)
    }

    /// What a customer's message does: counts as unread, starts the wait, wakes and reopens.
    pub fn receive(&mut self, sent_at: Timestamp, now: Timestamp) {
        self.unread_count = self.unread_count.saturating_add(1);
        self.waiting_since = Some(self.waiting_since.map_or(sent_at, |since| since.min(sent_at)));
        self.last_message_at = self.last_message_at.max(sent_at);
        if matches!(self.status, Status::WaitingCustomer | Status::Snoozed | Status::Solved) {
            self.set_status(Status::Open, None, now);
        }
    }

    /// What an answer does: ends the wait; a new ticket is open from now on.
    pub fn answer(&mut self, sent_at: Timestamp, now: Timestamp) {
        self.waiting_since = None;
        self.last_message_at = self.last_message_at.max(sent_at);
        if self.status == Status::New {
            self.set_status(Status::Open, None, now);
        }
    }

    /// Ends a snooze whose time has come. True when it was one.
    pub fn wake(&mut self, now: Timestamp) -> bool {
        let is_due = self.status == Status::Snoozed && self.snoozed_until.is_none_or(|until| until <= now);
        if is_due {
            self.set_status(Status::Open, None, now);
        }
        is_due
    }

    /// Makes somebody else responsible. A queue also moves the ticket to that team. True when anything changed.
    pub fn assign(&mut self, owner: Owner, team_of_agent: Option<TeamId>) -> bool {
        let team_id = match owner {
            Owner::Queue(team) => Some(team),
            Owner::Agent(_) => self.team_id.or(team_of_agent),
            Owner::Nobody | Owner::Bot => self.team_id,
        };
        let has_changed = (self.owner, self.team_id) != (owner, team_id);
        (self.owner, self.team_id) = (owner, team_id);
        has_changed
    }

    /// Adds and removes labels; each is trimmed, lower case is kept as typed. True when anything changed.
    pub fn retag(&mut self, add: &[String], remove: &[String]) -> bool {
        let before = self.tags.clone();
        self.tags.retain(|tag| !remove.contains(tag));
        for tag in add.iter().map(|tag| tag.trim()).filter(|tag| !tag.is_empty()) {
            if !self.tags.iter().any(|one| one == tag) {
                self.tags.push(tag.to_owned());
            }
        }
        self.tags.sort();
        self.tags != before
    }

    fn set_status(&mut self, status: Status, until: Option<Timestamp>, now: Timestamp) {
        self.status = status;
        self.snoozed_until = until;
        match status {
            Status::Solved => self.solved_at = Some(now),
            Status::Closed => {
                self.closed_at = Some(now);
                self.solved_at = self.solved_at.or(Some(now));
            }
            _ => self.solved_at = None,
        }
        if status.is_done() {
            self.waiting_since = None;
            self.unread_count = 0;
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    pub(crate) fn ticket(status: Status) -> Ticket {
        let at = Timestamp::from_seconds(1_000);
        let place = Beginning {
            id: TicketId(Uuid::from_u128(1)),
            number: 1,
            channel_id: ChannelId(Uuid::from_u128(2)),
            thread_id: ThreadId(Uuid::from_u128(3)),
            contact_id: ContactId(Uuid::from_u128(4)),
            opened_at: at,
        };
        let snoozed_until = (status == Status::Snoozed).then_some(at);
        Ticket { status, snoozed_until, ..Ticket::begin(place, at) }
    }

    #[test]
    fn a_message_reopens_what_waited_for_it_and_leaves_waiting_internal_alone() {
        let now = Timestamp::from_seconds(2_000);
        for (before, after) in [
            (Status::New, Status::New),
            (Status::Open, Status::Open),
            (Status::WaitingCustomer, Status::Open),
            (Status::WaitingInternal, Status::WaitingInternal),
            (Status::Snoozed, Status::Open),
            (Status::Solved, Status::Open),
        ] {
            let mut ticket = ticket(before);
            ticket.receive(now, now);
            assert_eq!(
                (ticket.status, ticket.unread_count, ticket.waiting_since),
                (after, 1, Some(now)),
                "{before}"
            );
        }
    }

    #[test]
    fn the_wait_begins_with_the_first_unanswered_message_and_ends_with_the_answer() {
        let at = Timestamp::from_seconds;
        let mut ticket = ticket(Status::New);
        ticket.receive(at(2_000), at(2_001));
        ticket.receive(at(2_500), at(2_501));
        assert_eq!(ticket.waiting_since, Some(at(2_000)));
        ticket.answer(at(2_600), at(2_600));
        assert_eq!((ticket.waiting_since, ticket.status), (None, Status::Open));
    }

    #[test]
    fn closed_is_final_and_a_snooze_needs_a_future() {
        let now = Timestamp::from_seconds(2_000);
        assert_eq!(ticket(Status::Closed).move_to(Move::To(Status::Open), now), Err(MoveRefused::Closed));
        assert_eq!(ticket(Status::Open).move_to(Move::To(Status::New), now), Err(MoveRefused::BackToNew));
        assert_eq!(ticket(Status::Open).move_to(Move::Snooze(now), now), Err(MoveRefused::NoEnd));
        assert_eq!(ticket(Status::Open).move_to(Move::To(Status::Snoozed), now), Err(MoveRefused::NoEnd));
        let mut snoozed = ticket(Status::Open);
        assert_eq!(snoozed.move_to(Move::Snooze(now.plus(std::time::Duration::from_secs(9))), now), Ok(true));
        assert!(!snoozed.wake(now));
        assert!(snoozed.wake(now.plus(std::time::Duration::from_secs(9))));
        assert_eq!((snoozed.status, snoozed.snoozed_until), (Status::Open, None));
    }

    #[test]
    fn a_queue_moves_the_ticket_to_its_team_and_an_agent_keeps_it_there() {
        let team = TeamId(Uuid::from_u128(7));
        let mut ticket = ticket(Status::Open);
        assert!(ticket.assign(Owner::Queue(team), None));
        assert!(ticket.assign(Owner::Agent(AgentId(Uuid::from_u128(8))), None));
        assert_eq!(ticket.team_id, Some(team));
        assert!(ticket.assign(Owner::Nobody, None));
        assert!(!ticket.assign(Owner::Nobody, None));
    }

    #[test]
    fn tags_are_sorted_and_each_once() {
        let mut ticket = ticket(Status::Open);
        let tags = |list: &[&str]| list.iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>();
        assert!(ticket.retag(&tags(&["b", " a ", "b", " "]), &[]));
        assert_eq!(ticket.tags, ["a", "b"]);
        assert!(!ticket.retag(&tags(&["a"]), &tags(&["zz"])));
        assert!(ticket.retag(&[], &tags(&["a"])));
    }

    proptest! {
        /// Whatever happens: only snoozed tickets have an end of snooze, done tickets wait for nobody.
        #[test]
        fn a_ticket_stays_consistent(steps in proptest::collection::vec((0u8..9, 0i64..1_000), 0..40)) {
            let mut ticket = ticket(Status::New);
            let mut now = Timestamp::from_seconds(10_000);
            for (step, gap) in steps {
                now = now.plus(std::time::Duration::from_secs(gap.unsigned_abs()));
                match step {
                    0..=5 => { let _ = ticket.move_to(Move::To(Status::ALL[usize::from(step) + 1]), now); }
                    6 => { let _ = ticket.move_to(Move::Snooze(now.plus(std::time::Duration::from_secs(5))), now); }
                    7 if ticket.status != Status::Closed => ticket.receive(now, now),
                    8 if ticket.status != Status::Closed => ticket.answer(now, now),
                    _ => { ticket.wake(now); }
                }
                prop_assert_eq!(ticket.snoozed_until.is_some(), ticket.status == Status::Snoozed);
                prop_assert!(!ticket.status.is_done() || (ticket.waiting_since.is_none() && ticket.unread_count == 0));
                prop_assert_eq!(ticket.solved_at.is_some(), ticket.status.is_done());
            }
        }
    }
}
