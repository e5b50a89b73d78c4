//! What was measured, and how it is told.

use std::{collections::BTreeMap, time::Duration};

use serde::Serialize;

/// What was measured.
#[derive(Default)]
pub(super) struct Measured {
    answers: Vec<Duration>,
    messages: usize,
    errors: BTreeMap<String, usize>,
    pub(super) took: Duration,
}

/// The JSON that is printed.
#[derive(Serialize)]
pub(super) struct Report {
    kept: usize,
    messages: usize,
    statuses: usize,
    errors: BTreeMap<String, usize>,
    seconds: f64,
    per_second: f64,
    answer_ms: Percentiles,
}

#[derive(Serialize)]
struct Percentiles {
    p50: f64,
    p90: f64,
    p99: f64,
    max: f64,
}

impl Measured {
    pub(super) fn kept(&mut self, took: Duration, is_message: bool) {
        self.answers.push(took);
        self.messages = self.messages.saturating_add(usize::from(is_message));
    }

    pub(super) fn refused(&mut self, reason: String) {
        let count = self.errors.entry(reason).or_default();
        *count = count.saturating_add(1);
    }

    pub(super) fn add(&mut self, other: Self) {
        self.answers.extend(other.answers);
        self.messages = self.messages.saturating_add(other.messages);
        for (reason, count) in other.errors {
            let sum = self.errors.entry(reason).or_default();
            *sum = sum.saturating_add(count);
        }
    }

    /// Whether something was kept and nothing refused.
    pub(super) fn is_clean(&self) -> bool {
        self.errors.is_empty() && !self.answers.is_empty()
    }

    pub(super) fn report(mut self) -> Report {
        self.answers.sort_unstable();
        let at = |share: usize| {
            let place = self.answers.len().saturating_mul(share).div_ceil(100).saturating_sub(1);
            self.answers.get(place).map_or(0.0, |took| rounded(took.as_secs_f64() * 1_000.0))
        };
        let kept = self.answers.len();
        let seconds = self.took.as_secs_f64();
        let count = u32::try_from(kept).map_or(f64::NAN, f64::from);
        Report {
            kept,
            messages: self.messages,
            statuses: kept.saturating_sub(self.messages),
            per_second: if seconds > 0.0 { rounded(count / seconds) } else { 0.0 },
            seconds: rounded(seconds),
            answer_ms: Percentiles { p50: at(50), p90: at(90), p99: at(99), max: at(100) },
            errors: self.errors,
        }
    }
}

fn rounded(value: f64) -> f64 {
    (value * 1_000.0).round() / 1_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_answers_that_were_measured() {
        let mut measured = Measured { took: Duration::from_secs(2), ..Measured::default() };
        for millis in 1..=100 {
            measured.kept(Duration::from_millis(millis), millis % 4 == 0);
        }
        let report = measured.report();
        assert_eq!((report.kept, report.messages, report.statuses), (100, 25, 75));
        assert_eq!((report.answer_ms.p50, report.answer_ms.p99, report.answer_ms.max), (50.0, 99.0, 100.0));
        assert!((report.per_second - 50.0).abs() < f64::EPSILON);
    }
}
