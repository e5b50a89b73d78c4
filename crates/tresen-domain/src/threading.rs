//! Threading: whether a customer's message joins a ticket, reopens it, or opens a new one.

use std::time::Duration;

use crate::{
    ticket::{Status, Ticket},
    time::Timestamp,
};

/// What happens to a customer's message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Threading {
    /// It belongs to the running ticket.
    Join,
    /// It belongs to the finished ticket, which is opened again.
    Reopen,
    /// It begins a new case.
    New,
}

/// Decides by the newest ticket of the thread.
///
/// A running ticket takes every message. A solved one takes those that were sent at most `window` after its
/// last message (by send time, so a late webhook is not punished). A closed one takes none.
pub fn decide(newest: Option<&Ticket>, sent_at: Timestamp, window: Duration) -> Threading {
    match newest {
        Some(ticket) if !ticket.status.is_done() => Threading::Join,
        Some(ticket)
            if ticket.status == Status::Solved
                && sent_at
                    <= ticket
                        .last_message_at
                        .max(ticket.solved_at.unwrap_or(Timestamp::EPOCH))
                        .plus(window) =>
        {
            Threading::Reopen
        }
        _ => Threading::New,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ticket::tests::ticket;

    const DAY: Duration = Duration::from_hours(24);

    #[test]
    fn a_running_ticket_takes_every_message_even_after_a_month() {
        for status in
            [Status::New, Status::Open, Status::WaitingCustomer, Status::WaitingInternal, Status::Snoozed]
        {
            assert_eq!(
                decide(Some(&ticket(status)), Timestamp::from_seconds(1_000).plus(DAY * 30), DAY),
                Threading::Join,
                "{status}"
            );
        }
    }

    #[test]
    fn a_solved_ticket_reopens_within_the_window_and_not_after() {
        let solved = ticket(Status::Solved);
        let last = solved.last_message_at;
        assert_eq!(decide(Some(&solved), last.plus(DAY), DAY), Threading::Reopen);
        assert_eq!(decide(Some(&solved), last.plus(DAY).plus(Duration::from_secs(1)), DAY), Threading::New);
        assert_eq!(decide(Some(&solved), last.plus(DAY * 2), DAY * 2), Threading::Reopen);
    }

    #[test]
    fn closed_tickets_and_first_messages_open_a_new_one() {
        assert_eq!(
            decide(Some(&ticket(Status::Closed)), Timestamp::from_seconds(1_001), DAY),
            Threading::New
        );
        assert_eq!(decide(None, Timestamp::from_seconds(1_001), DAY), Threading::New);
    }
}
