//! Files that the documents for developers name in backticks exist.

use super::Finding;
use crate::tidy::tree::{File, Tree};

const ENDINGS: [&str; 12] =
    [".rs", ".toml", ".md", ".json", ".ts", ".svelte", ".sql", ".sh", ".css", ".html", ".yml", ".mjs"];
/// Files that a running desk has, and the project has not.
const NOT_OURS: [&str; 1] = ["tresen.toml"];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.all().filter(|file| speaks_of_files(file)) {
        for (number, line) in file.lines() {
            for name in in_backticks(line).filter(|name| is_missing(tree, name)) {
                findings.push(Finding::new(&file.path, number, format!("`{name}` does not exist")));
            }
        }
    }
    findings
}

fn speaks_of_files(file: &File) -> bool {
    matches!(file.path.as_str(), "ARCHITECTURE.md" | "CONTRIBUTING.md" | "README.md")
        || file.path.starts_with("docs/develop/") && file.extension() == "md"
}

fn in_backticks(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// A name is a file's if it ends like one, and a place's if it begins with a folder of the project.
fn is_missing(tree: &Tree, name: &str) -> bool {
    let is_pattern = name.contains(|c: char| c.is_whitespace() || "*<>{}…|$:".contains(c));
    if is_pattern || NOT_OURS.contains(&name) || name.starts_with(['/', '~']) {
        return false;
    }
    let name = name.trim_start_matches("./").trim_end_matches('/');
    let top = name.split('/').next().unwrap_or_default();
    let is_place = name.contains('/')
        && tree.all().any(|file| file.path.split_once('/').is_some_and(|(folder, _)| folder == top));
    let is_file = ENDINGS.iter().any(|ending| name.ends_with(ending));
    let (inside, ending) = (format!("{name}/"), format!("/{name}"));
    (is_file || is_place)
        && !tree.all().any(|file| {
            file.path == name || file.path.starts_with(&inside) || is_file && file.path.ends_with(&ending)
        })
}

#[cfg(test)]
mod tests {
    use super::super::found;
    use super::*;

    #[test]
    fn files_by_path_or_ending_folders_commands_and_patterns_are_fine() {
        let text = "`ticket/assign.rs`, `crates/a/src`, `GET /api/v1/x`, `crates/<name>/src/lib.rs`, `tresen.toml`, `x::y`";
        let files = [("ARCHITECTURE.md", text), ("crates/a/src/ticket/assign.rs", "")];
        assert!(found(check, &files).is_empty());
    }

    #[test]
    fn what_is_gone_is_found() {
        let files =
            [("ARCHITECTURE.md", "\nsee `assign.rs` and `crates/b/src`"), ("crates/a/src/lib.rs", "")];
        assert_eq!(
            found(check, &files),
            [
                "ARCHITECTURE.md:2 `assign.rs` does not exist",
                "ARCHITECTURE.md:2 `crates/b/src` does not exist"
            ]
        );
    }
}
