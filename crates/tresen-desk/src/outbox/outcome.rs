//! What a call's end means for its attempt. Pure.

use std::time::Duration;

use tresen_domain::{delivery::DeliveryError, time::Timestamp};
use tresen_whatsapp::{client::ApiFailure, errors::Retry};

/// Longest pause between two calls of one attempt.
const LONGEST_PAUSE: Duration = Duration::from_mins(10);
/// Calls that never left the machine are repeated this often: about three hours.
const MOST_UNSENT_TRIES: i64 = 24;

/// What happens to an attempt after a failed call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The same attempt once more, not before.
    Again(Timestamp),
    /// Its status is awaited until then.
    Unknown(Timestamp),
    /// The channel's queue is held until its credentials are renewed.
    Hold,
    /// Over.
    Failed(DeliveryError),
}

/// Decides. `tries`: calls made, this one included; `most`: allowed for codes that may be retried.
pub(super) fn decide(
    failure: &ApiFailure,
    tries: i64,
    most: i64,
    unknown_wait: Duration,
    now: Timestamp,
) -> Outcome {
    if failure.is_outcome_unknown() {
        return Outcome::Unknown(now.plus(unknown_wait));
    }
    let Some(verdict) = failure.verdict() else {
        return if tries < MOST_UNSENT_TRIES {
            Outcome::Again(now.plus(pause(Duration::from_secs(1), tries)))
        } else {
            Outcome::Failed(failure.delivery_error())
        };
    };
    if verdict.is_credentials {
        return Outcome::Hold;
    }
    match verdict.retry {
        Retry::After(first) if tries < most => Outcome::Again(now.plus(pause(first, tries))),
        Retry::Once(first) if tries < 2 => Outcome::Again(now.plus(first)),
        _ => Outcome::Failed(failure.delivery_error()),
    }
}

/// `first`, then four times as long each time, up to [`LONGEST_PAUSE`].
fn pause(first: Duration, tries: i64) -> Duration {
    let power = u32::try_from(tries.saturating_sub(1).clamp(0, 10)).unwrap_or(10);
    first.saturating_mul(4_u32.saturating_pow(power)).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tresen_whatsapp::errors::class;

    const NOW: Timestamp = Timestamp::from_seconds(1_000);
    const WAIT: Duration = Duration::from_mins(1);

    fn refused(code: i64) -> ApiFailure {
        ApiFailure::Refused { status: 400, code, verdict: class(code), reason: "no".to_owned() }
    }

    fn after(code: i64, tries: i64) -> Outcome {
        decide(&refused(code), tries, 6, WAIT, NOW)
    }

    #[test]
    fn the_pair_limit_waits_four_times_as_long_each_time_and_then_fails() {
        assert_eq!(after(131_056, 1), Outcome::Again(NOW.plus(Duration::from_secs(4))));
        assert_eq!(after(131_056, 2), Outcome::Again(NOW.plus(Duration::from_secs(16))));
        assert!(
            matches!(after(131_056, 6), Outcome::Failed(error) if error.code == "131056" && error.is_retryable)
        );
    }

    #[test]
    fn what_cannot_be_retried_fails_at_once_and_bad_credentials_hold_the_queue() {
        assert!(matches!(after(131_047, 1), Outcome::Failed(error) if error.code == "131047"));
        assert_eq!(after(190, 9), Outcome::Hold);
    }

    #[test]
    fn a_call_without_an_answer_waits_for_its_status_and_one_that_never_left_is_repeated() {
        let lost = ApiFailure::Transport { was_sent: true, reason: "timeout".to_owned() };
        assert_eq!(decide(&lost, 1, 6, WAIT, NOW), Outcome::Unknown(NOW.plus(WAIT)));
        let unsent = ApiFailure::Transport { was_sent: false, reason: "refused".to_owned() };
        assert_eq!(decide(&unsent, 1, 6, WAIT, NOW), Outcome::Again(NOW.plus(Duration::from_secs(1))));
        assert_eq!(decide(&unsent, 20, 6, WAIT, NOW), Outcome::Again(NOW.plus(LONGEST_PAUSE)));
        assert!(matches!(decide(&unsent, 24, 6, WAIT, NOW), Outcome::Failed(_)));
    }
}
