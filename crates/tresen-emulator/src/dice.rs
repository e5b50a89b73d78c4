//! Chance from a seed: the same seed and the same questions give the same answers.

use std::collections::HashMap;

use serde::{Deserialize, Deserializer, Serialize};

/// A probability from 0 to 1. In JSON a number, or `true` for always.
#[derive(Debug, Clone, Copy, Default, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct Chance(f64);

impl Chance {
    /// It never happens.
    pub const NEVER: Self = Self(0.0);
    /// It always happens.
    pub const ALWAYS: Self = Self(1.0);

    /// Clamped to 0 ..= 1; not-a-number is never.
    pub fn new(share: f64) -> Self {
        Self(if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) })
    }
}

impl<'de> Deserialize<'de> for Chance {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Spelling {
            Share(f64),
            Always(bool),
        }
        Ok(match Spelling::deserialize(from)? {
            Spelling::Share(share) => Self::new(share),
            Spelling::Always(true) => Self::ALWAYS,
            Spelling::Always(false) => Self::NEVER,
        })
    }
}

/// Draws numbers; each purpose has its own row of numbers, so that one more question about one
/// matter does not change the answers about another.
#[derive(Debug)]
pub(crate) struct Dice {
    seed: u64,
    drawn: HashMap<&'static str, u64>,
}

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, drawn: HashMap::new() }
    }

    fn next(&mut self, purpose: &'static str) -> u64 {
        let count = self.drawn.entry(purpose).or_insert(0);
        *count = count.wrapping_add(1);
        let name = purpose.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        splitmix(self.seed ^ name.wrapping_add(splitmix(*count)))
    }

    /// Whether it happens this time.
    pub(crate) fn happens(&mut self, purpose: &'static str, chance: Chance) -> bool {
        // 32 bits are exact in an f64 and fine enough for a probability.
        let drawn = u32::try_from(self.next(purpose) >> 32).unwrap_or(u32::MAX);
        f64::from(drawn) / (f64::from(u32::MAX) + 1.0) < chance.0
    }

    /// A whole number from `low` to `high`, both included; `low` when they are the wrong way round.
    pub(crate) fn between(&mut self, purpose: &'static str, low: u64, high: u64) -> u64 {
        let span = high.saturating_sub(low).saturating_add(1);
        low.saturating_add(self.next(purpose) % span)
    }
}

/// One step of SplitMix64, a public-domain generator by Sebastiano Vigna.
fn splitmix(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(seed: u64, also: bool) -> Vec<bool> {
        let mut dice = Dice::new(seed);
        (0..200)
            .map(|_| {
                if also {
                    dice.happens("other", Chance::new(0.5));
                }
                dice.happens("one", Chance::new(0.3))
            })
            .collect()
    }

    #[test]
    fn one_seed_is_one_story_and_purposes_do_not_disturb_each_other() {
        assert_eq!(row(7, false), row(7, true));
        assert_ne!(row(7, false), row(8, false));
        let hits = row(7, false).iter().filter(|hit| **hit).count();
        assert!((40..=80).contains(&hits), "{hits} of 200 at 0.3");
    }

    #[test]
    fn always_and_never_are_exact() {
        let mut dice = Dice::new(1);
        assert!((0..1000).all(|_| dice.happens("a", Chance::ALWAYS)));
        assert!((0..1000).all(|_| !dice.happens("a", Chance::NEVER)));
        assert!((0..1000).map(|_| dice.between("b", 3, 5)).all(|drawn| (3..=5).contains(&drawn)));
    }

    #[test]
    fn true_is_always() {
        assert_eq!(serde_json::from_str::<Chance>("true").unwrap(), Chance::ALWAYS);
        assert_eq!(serde_json::from_str::<Chance>("7").unwrap(), Chance::ALWAYS);
        assert_eq!(serde_json::from_str::<Chance>("0.25").unwrap(), Chance::new(0.25));
    }
}
