//! Each crate opens with a plate: what it is and is not, whom it talks to, what it holds, where to start.

use super::Finding;
use crate::tidy::tree::Tree;

const WORDS: [&str; 5] = ["**Is**", "**Is not**", "**Talks to**", "**Holds**", "**Start at**"];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for manifest in tree.all().filter(|file| file.name() == "Cargo.toml" && file.path != "Cargo.toml") {
        let folder = manifest.path.trim_end_matches("Cargo.toml");
        let door = ["src/lib.rs", "src/main.rs"].iter().find_map(|door| tree.get(&format!("{folder}{door}")));
        let Some(door) = door else {
            findings.push(Finding::new(&manifest.path, 0, "a crate without src/lib.rs or src/main.rs"));
            continue;
        };
        let plate: String =
            door.text.lines().take_while(|line| line.starts_with("//!")).collect::<Vec<_>>().join("\n");
        let missing: Vec<&str> = WORDS.into_iter().filter(|word| !plate.contains(word)).collect();
        if !missing.is_empty() {
            let what = format!("the crate's first lines do not say {}", missing.join(", "));
            findings.push(Finding::new(&door.path, 1, what));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::found;
    use super::*;

    #[test]
    fn a_full_plate_is_fine() {
        let door =
            "//! **Is** a. **Is not** b.\n//! **Talks to** c.\n//! **Holds** d.\n//! **Start at** e.\n";
        assert!(found(check, &[("crates/a/Cargo.toml", ""), ("crates/a/src/lib.rs", door)]).is_empty());
    }

    #[test]
    fn a_missing_word_counts_even_when_it_stands_further_down() {
        let door =
            "//! **Is** a. **Is not** b.\n//! **Talks to** c.\n//! **Holds** d.\n\n//! **Start at** e.\n";
        assert_eq!(
            found(check, &[("crates/a/Cargo.toml", ""), ("crates/a/src/main.rs", door)]),
            ["crates/a/src/main.rs:1 the crate's first lines do not say **Start at**"]
        );
    }
}
