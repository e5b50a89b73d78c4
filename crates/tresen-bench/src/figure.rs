//! A figure beside its limit and its goal, one JSON object a line, printed the moment it is known.

use std::time::Duration;

use serde_json::json;

/// What was measured so far.
#[derive(Default)]
pub(crate) struct Report {
    printed: usize,
}

/// How a figure is judged.
#[derive(Clone, Copy)]
pub(crate) enum Goal {
    /// No goal: it is a limit, or stands for information.
    None,
    /// At least this share of its limit.
    Share(f64),
    /// At least so much.
    AtLeast(f64),
    /// At most so much.
    AtMost(f64),
}

impl Report {
    /// Prints a figure without limit and goal.
    pub(crate) fn plain(&mut self, name: &str, engine: &str, value: f64, unit: &str) {
        self.add(name, engine, value, unit, None, Goal::None);
    }

    /// Prints median and 99th percentile, the latter with its goal in milliseconds.
    pub(crate) fn latency(&mut self, name: &str, engine: &str, durations: &mut [Duration], p99_at_most: f64) {
        let p50 = percentile_ms(durations, 0.5);
        self.plain(&format!("{name} p50"), engine, p50, "ms");
        let p99 = percentile_ms(durations, 0.99);
        self.add(&format!("{name} p99"), engine, p99, "ms", None, Goal::AtMost(p99_at_most));
    }

    /// Prints a figure.
    #[expect(clippy::print_stdout, reason = "figures are this program's output")]
    pub(crate) fn add(
        &mut self,
        name: &str,
        engine: &str,
        value: f64,
        unit: &str,
        limit: Option<f64>,
        goal: Goal,
    ) {
        let round = |value: f64| (value * 100.0).round() / 100.0;
        let ratio = limit.filter(|limit| *limit > 0.0).map(|limit| value / limit);
        let (goal_value, is_met) = match goal {
            Goal::None => (None, None),
            Goal::Share(share) => (Some(share), ratio.map(|ratio| ratio >= share)),
            Goal::AtLeast(least) => (Some(least), Some(value >= least)),
            Goal::AtMost(most) => (Some(most), Some(value <= most)),
        };
        println!(
            "{}",
            json!({
                "name": name, "engine": engine, "value": round(value), "unit": unit,
                "limit": limit.map(round), "ratio": ratio.map(round), "goal": goal_value, "met": is_met,
            })
        );
        self.printed += 1;
    }
}

/// The value below which `share` of the durations lie, in milliseconds. 0 for none.
pub(crate) fn percentile_ms(durations: &mut [Duration], share: f64) -> f64 {
    durations.sort_unstable();
    let last = durations.len().saturating_sub(1);
    #[expect(
        clippy::as_conversions,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "an index from a share of a small number"
    )]
    let at = (last as f64 * share).round() as usize;
    durations.get(at.min(last)).map_or(0.0, |one| one.as_secs_f64() * 1_000.0)
}

/// So many in so long.
pub(crate) fn per_second(count: usize, span: Duration) -> f64 {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    f64::from(count) / span.as_secs_f64().max(1e-9)
}
