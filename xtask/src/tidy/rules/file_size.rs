//! Files that are read in one sitting.

use super::Finding;
use crate::tidy::source::test_lines;
use crate::tidy::tree::{File, Tree};

const RUST_WORTH_ASKING: usize = 300;
const RUST: usize = 500;
const SVELTE: usize = 350;
const ARCHITECTURE: usize = 400;

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    tree.all().filter(|file| !file.is_generated()).filter_map(weigh).collect()
}

fn weigh(file: &File) -> Option<Finding> {
    let (size, limit, worth_asking) = match file.extension() {
        "rs" if !file.is_test() => (without_tests(file), RUST, RUST_WORTH_ASKING),
        "svelte" => (file.text.lines().count(), SVELTE, SVELTE),
        "md" if file.path == "ARCHITECTURE.md" => (file.text.lines().count(), ARCHITECTURE, ARCHITECTURE),
        _ => return None,
    };
    let mut finding = Finding::new(&file.path, 0, format!("{size} lines, split above {limit}"));
    finding.weight = size;
    finding.is_note = size <= limit;
    if finding.is_note {
        finding.what = format!("{size} lines: is it still one thing?");
    }
    (size > worth_asking).then_some(finding)
}

fn without_tests(file: &File) -> usize {
    let of_tests: usize = test_lines(&file.source().code).into_iter().map(Iterator::count).sum();
    file.text.lines().count() - of_tests
}

#[cfg(test)]
mod tests {
    use super::super::found;
    use super::*;

    #[test]
    fn tests_do_not_count() {
        let text =
            format!("{}#[cfg(test)]\nmod tests {{\n{}}}\n", "a();\n".repeat(300), "b();\n".repeat(500));
        assert!(found(check, &[("crates/a/src/a.rs", &text)]).is_empty());
    }

    #[test]
    fn above_300_is_noted_and_above_500_fails() {
        let long = "a();\n".repeat(301);
        assert_eq!(found(check, &[("a.rs", &long)]), ["a.rs:0 301 lines: is it still one thing?"]);
        let too_long = "a();\n".repeat(501);
        assert_eq!(found(check, &[("a.rs", &too_long)]), ["a.rs:0 501 lines, split above 500"]);
        let component = "<p>\n".repeat(351);
        assert_eq!(found(check, &[("a.svelte", &component)]), ["a.svelte:0 351 lines, split above 350"]);
    }
}
