//! Nothing half done, and no test switched off.

use super::Finding;
use crate::tidy::source::has_word;
use crate::tidy::tree::{File, Tree, numbered};

const NOTES: [&str; 3] = ["TODO", "FIXME", "XXX"];
const RUST: [&str; 4] = ["todo!", "unimplemented!", "#[ignore]", "#[ignore ="];
const TESTS: [&str; 6] = [".only(", ".skip(", ".fixme(", ".todo(", "xit(", "xdescribe("];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    tree.files().flat_map(|file| notes(file).into_iter().chain(switched_off(file))).collect()
}

fn notes(file: &File) -> Vec<Finding> {
    let is_written_by_us = file.is_rust()
        || file.is_script()
        || matches!(file.extension(), "sql" | "css" | "html" | "sh" | "toml" | "yml" | "yaml" | "md" | "run");
    if !is_written_by_us {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (number, line) in file.lines() {
        for note in NOTES.iter().filter(|note| has_word(line, note)) {
            findings.push(Finding::new(&file.path, number, format!("{note}: finish it, or open an issue")));
        }
    }
    findings
}

fn switched_off(file: &File) -> Vec<Finding> {
    let is_script_test = file.is_script()
        && (file.is_test() || file.name().contains(".test.") || file.name().contains(".spec."));
    let marks: &[&str] = if file.is_rust() {
        &RUST
    } else if is_script_test {
        &TESTS
    } else {
        return Vec::new();
    };
    let code = file.source().code;
    let mut findings = Vec::new();
    for (number, line) in numbered(&code) {
        for mark in marks.iter().filter(|mark| line.contains(**mark)) {
            findings.push(Finding::new(&file.path, number, format!("`{mark}` must not stay")));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::found;
    use super::*;

    #[test]
    fn ordinary_code_is_fine() {
        let files =
            [("a.rs", "list.iter().skip(1); // maXXX\nlet s = \"todo!\";"), ("web/src/a.ts", "list.skip(2)")];
        assert!(found(check, &files).is_empty());
    }

    #[test]
    fn notes_and_sleeping_tests_are_found() {
        let files = [
            ("a.rs", "// TODO: later\n#[ignore]\nfn t() { todo!() }"),
            ("e2e/a.spec.ts", "test.only('x', f)"),
        ];
        assert_eq!(
            found(check, &files),
            [
                "a.rs:1 TODO: finish it, or open an issue",
                "a.rs:2 `#[ignore]` must not stay",
                "a.rs:3 `todo!` must not stay",
                "e2e/a.spec.ts:1 `.only(` must not stay"
            ]
        );
    }
}
