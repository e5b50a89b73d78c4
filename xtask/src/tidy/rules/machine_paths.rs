//! Nothing in the project depends on where somebody checked it out.

use super::Finding;
use crate::tidy::tree::Tree;

const PLACES: [&str; 3] = ["/work/", "/home/", "/root/"];
const OUTSIDE: &str = "../shared";

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files().filter(|file| !file.name().ends_with("lock.json") && file.extension() != "lock")
    {
        for (number, line) in file.lines() {
            if let Some(place) = PLACES.iter().find(|place| starts_a_path(line, place)) {
                findings.push(Finding::new(
                    &file.path,
                    number,
                    format!("`{place}` is a path of one machine"),
                ));
            }
            if line.contains(OUTSIDE) && !file.path.starts_with("web/") {
                findings.push(Finding::new(
                    &file.path,
                    number,
                    format!("`{OUTSIDE}` is outside the project"),
                ));
            }
        }
    }
    findings
}

/// Whether the text begins a path here, rather than standing in the middle of a longer one.
fn starts_a_path(line: &str, place: &str) -> bool {
    line.match_indices(place).any(|(at, _)| {
        let before = line.get(..at).and_then(|line| line.chars().next_back());
        !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '}' | '$' | '*'))
    })
}

#[cfg(test)]
mod tests {
    use super::super::found;
    use super::*;

    #[test]
    fn folders_of_that_name_inside_a_path_are_fine() {
        assert!(found(check, &[("a.md", "see `src/work/a.rs` and https://example.org/home/a")]).is_empty());
    }

    #[test]
    fn paths_of_a_machine_are_found() {
        assert_eq!(
            found(check, &[("a.rs", "open(\"/home/mara/x\")"), ("b.md", "as in ../shared/ui.md")]),
            ["a.rs:1 `/home/` is a path of one machine", "b.md:1 `../shared` is outside the project"]
        );
    }
}
