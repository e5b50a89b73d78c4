//! The service window: when free-form messages may be sent, by the customer's send time.

use std::time::Duration;

use crate::{time::Timestamp, word::words};

words! {
    /// Why the window is open.
    pub enum WindowKind {
        /// 24 hours from each message of the customer.
        CustomerService = "customer_service",
        /// 72 hours free of charge after an ad click; free-form still needs the 24 hours.
        FreeEntryPoint = "free_entry_point",
    }
}

/// Length of the customer service window. Source: Meta "Customer service windows", seen 2026-09-14.
pub const CUSTOMER_SERVICE: Duration = Duration::from_hours(24);

/// Free-form sending stops this long before the end: a message on its way must not arrive too late.
pub const SAFETY: Duration = Duration::from_mins(1);

/// A thread's service window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ServiceWindow {
    /// When it ends (or ended); `None` while the customer never wrote.
    pub expires_at: Option<Timestamp>,
}

/// Nothing free-form may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the service window is closed; only an approved template may be sent")]
pub struct WindowClosed {
    /// When it ended; `None` when it was never open.
    pub expires_at: Option<Timestamp>,
}

impl ServiceWindow {
    /// The window after a customer's message of `sent_at`: only ever extended, so late retries change nothing.
    #[must_use]
    pub fn reopened_by(self, sent_at: Timestamp) -> Self {
        let until = sent_at.plus(CUSTOMER_SERVICE);
        Self { expires_at: Some(self.expires_at.map_or(until, |before| before.max(until))) }
    }

    /// The window after the platform refused a message for it (131047): closed now, whatever our clock says.
    #[must_use]
    pub fn closed_by_platform(self, now: Timestamp) -> Self {
        Self { expires_at: Some(self.expires_at.map_or(now, |before| before.min(now))) }
    }

    /// Whether free-form sending is allowed at `now`.
    pub fn is_open(self, now: Timestamp) -> bool {
        self.expires_at.is_some_and(|end| now.plus(SAFETY) < end)
    }

    /// Whether a message may leave at `now`.
    ///
    /// # Errors
    /// [`WindowClosed`] for free-form messages outside the window.
    pub fn admit(self, is_free_form: bool, now: Timestamp) -> Result<(), WindowClosed> {
        if !is_free_form || self.is_open(now) {
            Ok(())
        } else {
            Err(WindowClosed { expires_at: self.expires_at })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HOUR: Duration = Duration::from_hours(1);

    #[test]
    fn it_counts_from_the_customers_send_time_not_from_receipt() {
        let sent = Timestamp::from_seconds(1_000_000);
        let window = ServiceWindow::default().reopened_by(sent);
        assert!(window.is_open(sent.plus(HOUR * 23)));
        assert!(!window.is_open(sent.plus(HOUR * 24).minus(SAFETY)), "a minute is kept in hand");
        let late = ServiceWindow::default().reopened_by(sent);
        assert_eq!(
            late.admit(true, sent.plus(HOUR * 30)),
            Err(WindowClosed { expires_at: Some(sent.plus(HOUR * 24)) })
        );
        assert_eq!(late.admit(false, sent.plus(HOUR * 30)), Ok(()));
        assert_eq!(ServiceWindow::default().admit(true, sent), Err(WindowClosed { expires_at: None }));
    }

    #[test]
    fn the_platforms_word_closes_it_and_the_next_message_opens_it_again() {
        let sent = Timestamp::from_seconds(1_000_000);
        let closed = ServiceWindow::default().reopened_by(sent).closed_by_platform(sent.plus(HOUR));
        assert!(!closed.is_open(sent.plus(HOUR)));
        assert!(closed.reopened_by(sent.plus(HOUR * 2)).is_open(sent.plus(HOUR * 3)));
    }

    proptest! {
        /// The order in which messages arrive does not matter.
        #[test]
        fn order_of_arrival_does_not_matter(mut times in proptest::collection::vec(0i64..10_000_000, 1..20)) {
            let end = |times: &[i64]| times.iter().fold(ServiceWindow::default(), |window, at| window.reopened_by(Timestamp::from_seconds(*at)));
            let one = end(&times);
            times.reverse();
            prop_assert_eq!(one, end(&times));
        }

        /// Nothing free-form leaves later than 24 hours after the last message of the customer.
        #[test]
        fn nothing_free_form_leaves_outside(sent in 0i64..10_000_000, now in 0i64..20_000_000) {
            let window = ServiceWindow::default().reopened_by(Timestamp::from_seconds(sent));
            if window.admit(true, Timestamp::from_seconds(now)).is_ok() {
                prop_assert!(now < sent + 24 * 3600);
            }
        }
    }
}
