//! The table at the end.

use std::fmt;
use std::time::Duration;

/// How a step ended.
pub(super) enum Outcome {
    Passed,
    Failed,
    NotRun,
}

impl Outcome {
    pub(super) fn of<T, E>(result: &Result<T, E>) -> Self {
        if result.is_ok() { Self::Passed } else { Self::Failed }
    }
}

/// Every step of the run with its time.
#[derive(Default)]
pub(super) struct Summary {
    rows: Vec<(&'static str, Duration, Outcome)>,
}

impl Summary {
    pub(super) fn add(&mut self, step: &'static str, took: Duration, outcome: Outcome) {
        self.rows.push((step, took, outcome));
    }

    /// The steps that a failure before them left out.
    pub(super) fn skip(&mut self, steps: impl Iterator<Item = &'static str>) {
        self.rows.extend(steps.map(|step| (step, Duration::ZERO, Outcome::NotRun)));
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (step, took, outcome) in &self.rows {
            let seconds = took.as_secs_f64();
            match outcome {
                Outcome::Passed => writeln!(f, "{step:<12} {seconds:>7.1} s  passed")?,
                Outcome::Failed => writeln!(f, "{step:<12} {seconds:>7.1} s  FAILED")?,
                Outcome::NotRun => writeln!(f, "{step:<12} {:>7}    not run", "-")?,
            }
        }
        let total: Duration = self.rows.iter().map(|(_, took, _)| *took).sum();
        writeln!(f, "{:<12} {:>7.1} s", "together", total.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_what_ran_what_failed_and_what_was_left_out() {
        let mut summary = Summary::default();
        summary.add("fmt", Duration::from_millis(1500), Outcome::Passed);
        summary.add("clippy", Duration::from_secs(61), Outcome::Failed);
        summary.skip(["tidy"].into_iter());
        assert_eq!(
            summary.to_string(),
            "fmt              1.5 s  passed\n\
             clippy          61.0 s  FAILED\n\
             tidy               -    not run\n\
             together        62.5 s\n"
        );
    }
}
