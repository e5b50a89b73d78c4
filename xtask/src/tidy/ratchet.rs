//! Old sins and how large each may be at most.

use std::collections::BTreeMap;

use anyhow::Result;

use super::{Finding, Found};

const HEADING: &str = "# Old sins: per rule, a file (and place) with the size it has today.\n\
    # `cargo xtask tidy --update` lowers these numbers. Raising one, or adding a line, is done by hand and\n\
    # explained in the commit.\n";

/// rule → file and place → size allowed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Ratchet(BTreeMap<String, BTreeMap<String, usize>>);

/// What the ratchet says to a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Nothing forgives it.
    New,
    /// It was there before, and no smaller.
    Old,
    /// It need not be forgiven.
    Note,
}

impl Ratchet {
    pub(super) fn parse(text: &str) -> Result<Self> {
        Ok(Self(toml::from_str(text)?))
    }

    pub(super) fn to_text(&self) -> Result<String> {
        let entries = toml::to_string(&self.0)?;
        Ok(if entries.is_empty() { HEADING.to_owned() } else { format!("{HEADING}\n{entries}") })
    }

    /// `all`: the findings of that rule; those with the same key are weighed together.
    pub(super) fn judge(&self, rule: &str, finding: &Finding, all: &[Finding]) -> Verdict {
        if finding.is_note {
            return Verdict::Note;
        }
        let key = finding.key();
        if weight(&key, all) <= self.allowed(rule, &key) { Verdict::Old } else { Verdict::New }
    }

    /// Whether a line of the ratchet allows more than is there.
    pub(super) fn has_slack(&self, rule: &str, all: &[Finding]) -> bool {
        let entries = self.0.get(rule);
        entries.is_some_and(|entries| entries.iter().any(|(key, allowed)| weight(key, all) < *allowed))
    }

    /// The same ratchet with every number at most what was found, and without what is clean now.
    pub(super) fn lowered(self, found: &[Found]) -> Self {
        let findings =
            |rule: &str| found.iter().find(|found| found.rule == rule).map(|found| &found.findings);
        let lowered = self.0.into_iter().filter_map(|(rule, entries)| {
            let all = findings(&rule)?;
            let entries: BTreeMap<String, usize> = entries
                .into_iter()
                .map(|(key, allowed)| (allowed.min(weight(&key, all)), key))
                .filter(|(allowed, _)| *allowed > 0)
                .map(|(allowed, key)| (key, allowed))
                .collect();
            (!entries.is_empty()).then_some((rule, entries))
        });
        Self(lowered.collect())
    }

    fn allowed(&self, rule: &str, key: &str) -> usize {
        self.0.get(rule).and_then(|entries| entries.get(key)).copied().unwrap_or(0)
    }
}

fn weight(key: &str, all: &[Finding]) -> usize {
    all.iter().filter(|finding| !finding.is_note && finding.key() == key).map(|finding| finding.weight).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sized(path: &str, weight: usize) -> Finding {
        Finding { weight, ..Finding::new(path, 0, "long") }
    }

    fn ratchet(text: &str) -> Ratchet {
        Ratchet::parse(text).unwrap()
    }

    #[test]
    fn an_old_sin_is_forgiven_up_to_its_size() {
        let ratchet = ratchet("[file-size]\n\"a.rs\" = 600\n");
        for (size, verdict) in [(599, Verdict::Old), (600, Verdict::Old), (601, Verdict::New)] {
            let all = [sized("a.rs", size)];
            assert_eq!(ratchet.judge("file-size", &all[0], &all), verdict, "{size}");
        }
        let other = [sized("b.rs", 501)];
        assert_eq!(ratchet.judge("file-size", &other[0], &other), Verdict::New);
    }

    #[test]
    fn several_small_sins_in_a_file_weigh_together() {
        let ratchet = ratchet("[words]\n\"a.rs\" = 1\n");
        let all = [Finding::new("a.rs", 1, "x"), Finding::new("a.rs", 2, "x")];
        assert_eq!(ratchet.judge("words", &all[0], &all), Verdict::New);
        assert_eq!(ratchet.judge("words", &all[0], &all[..1]), Verdict::Old);
    }

    #[test]
    fn an_update_lowers_and_removes_and_never_raises() {
        let before = ratchet("[file-size]\n\"a.rs\" = 600\n\"b.rs\" = 700\n\"gone.rs\" = 800\n");
        let findings = vec![sized("a.rs", 650), sized("b.rs", 620), sized("new.rs", 900)];
        assert!(before.has_slack("file-size", &findings));
        let after = before.lowered(&[Found { rule: "file-size", findings }]);
        assert_eq!(after, ratchet("[file-size]\n\"a.rs\" = 600\n\"b.rs\" = 620\n"));
        assert!(after.to_text().unwrap().starts_with("# Old sins"));
    }
}
