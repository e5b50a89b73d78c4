//! The fault plan: what goes wrong between platform and desk, how often, by which seed.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::dice::{Chance, Dice};

/// What goes wrong. All of it happens with the real platform; the default plan is a calm day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FaultPlan {
    /// The same seed tells the same story.
    pub seed: u64,
    /// Each of two more copies of an update is sent with this chance: 1 means three times each.
    pub duplicate: Chance,
    /// An update is held back for up to half a second so that later ones overtake it.
    pub reorder: Chance,
    /// Every update waits between these milliseconds.
    pub delay_ms: [u64; 2],
    /// A send is accepted, but the connection closes without an answer.
    pub drop_answer: Chance,
    /// A call of the Graph API is refused with 500 or 503; nothing was accepted.
    pub server_error: Chance,
    /// The answer to a send comes only after its `sent` status was delivered.
    pub status_before_answer: Chance,
    /// Most updates in one webhook, 1 to 1,000.
    pub batch_max: usize,
    /// Unknown keys are put into envelopes, contacts, messages and statuses.
    pub unknown_fields: Chance,
    /// A message, a status and a webhook field of kinds nobody has heard of go along.
    pub unknown_types: Chance,
    /// Nothing is delivered until this is switched off again.
    pub hold_webhooks: bool,
    /// Refusals that usually come later as a `failed` status answer the send itself.
    pub errors_at_once: bool,
    /// Time from one status to the next; `[0, 0]` for at once.
    pub status_delay_ms: [u64; 2],
}

impl Default for FaultPlan {
    fn default() -> Self {
        Self {
            seed: 1,
            duplicate: Chance::NEVER,
            reorder: Chance::NEVER,
            delay_ms: [0, 0],
            drop_answer: Chance::NEVER,
            server_error: Chance::NEVER,
            status_before_answer: Chance::NEVER,
            batch_max: 1,
            unknown_fields: Chance::NEVER,
            unknown_types: Chance::NEVER,
            hold_webhooks: false,
            errors_at_once: false,
            status_delay_ms: [60, 200],
        }
    }
}

/// The plan with its dice.
#[derive(Debug)]
pub(crate) struct Faults {
    plan: FaultPlan,
    dice: Dice,
}

impl Faults {
    pub(crate) fn new(plan: FaultPlan) -> Self {
        let plan = FaultPlan { batch_max: plan.batch_max.clamp(1, 1_000), ..plan };
        Self { dice: Dice::new(plan.seed), plan }
    }

    pub(crate) fn plan(&self) -> &FaultPlan {
        &self.plan
    }

    /// How many copies of an update go out, and after which wait each.
    pub(crate) fn copies(&mut self) -> Vec<Duration> {
        let extra = (0..2).filter(|_| self.dice.happens("duplicate", self.plan.duplicate)).count();
        (0..=extra).map(|_| self.wait()).collect()
    }

    fn wait(&mut self) -> Duration {
        let [low, high] = self.plan.delay_ms;
        let mut millis = self.dice.between("delay", low, high);
        if self.dice.happens("reorder", self.plan.reorder) {
            millis = millis.saturating_add(self.dice.between("overtake", 1, 500));
        }
        Duration::from_millis(millis)
    }

    /// Time until the next status of a message.
    pub(crate) fn status_step(&mut self) -> Duration {
        let [low, high] = self.plan.status_delay_ms;
        Duration::from_millis(self.dice.between("status", low, high))
    }

    /// A tiny queue position shift, so that updates of one batch change places.
    pub(crate) fn swaps_place(&mut self) -> bool {
        self.dice.happens("swap", self.plan.reorder)
    }

    pub(crate) fn drops_answer(&mut self) -> bool {
        self.dice.happens("drop", self.plan.drop_answer)
    }

    /// `Some(true)`: 503, worth another try at once; `Some(false)`: 500.
    pub(crate) fn server_error(&mut self) -> Option<bool> {
        let is_down = self.dice.happens("error", self.plan.server_error);
        is_down.then(|| self.dice.happens("error kind", Chance::new(0.5)))
    }

    pub(crate) fn answers_after_status(&mut self) -> bool {
        self.dice.happens("late answer", self.plan.status_before_answer)
    }

    pub(crate) fn adds_fields(&mut self) -> bool {
        self.dice.happens("fields", self.plan.unknown_fields)
    }

    pub(crate) fn adds_types(&mut self) -> bool {
        self.dice.happens("types", self.plan.unknown_types)
    }

    /// Whether two neighbours of one number share one `value`, as the platform sometimes does.
    pub(crate) fn joins_neighbours(&mut self) -> bool {
        self.dice.happens("join", Chance::new(0.5))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_calm_day_sends_everything_once_and_at_once() {
        let mut faults = Faults::new(FaultPlan::default());
        for _ in 0..100 {
            assert_eq!(faults.copies(), [Duration::ZERO]);
            assert!(!faults.drops_answer() && faults.server_error().is_none() && !faults.adds_types());
        }
    }

    #[test]
    fn one_means_three_copies_each() {
        let mut faults = Faults::new(FaultPlan { duplicate: Chance::ALWAYS, ..FaultPlan::default() });
        assert_eq!(faults.copies().len(), 3);
    }

    #[test]
    fn plans_repeat_by_seed() {
        let story = |seed| {
            let mut faults = Faults::new(FaultPlan {
                seed,
                duplicate: Chance::new(0.4),
                reorder: Chance::new(0.4),
                delay_ms: [5, 90],
                ..FaultPlan::default()
            });
            (0..50).map(|_| faults.copies()).collect::<Vec<_>>()
        };
        assert_eq!(story(3), story(3));
        assert_ne!(story(3), story(4));
    }

    #[test]
    fn a_plan_names_only_what_it_changes() {
        let plan: FaultPlan =
            serde_json::from_str(r#"{"seed":9,"duplicate":1,"hold_webhooks":true}"#).unwrap();
        assert!(plan.hold_webhooks && plan.batch_max == 1 && plan.duplicate == Chance::ALWAYS);
    }
}
