//! Versions stand in the workspace manifest only, and every crate takes its lints from there.

use toml::{Table, Value};

use super::Finding;
use crate::tidy::tree::Tree;

/// One crate used by another.
pub(super) struct Dependency<'a> {
    pub(super) name: &'a str,
    pub(super) value: &'a Value,
    pub(super) is_for_tests: bool,
}

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, manifest) in manifests(tree) {
        for dependency in dependencies(&manifest) {
            if dependency.value.get("workspace").and_then(Value::as_bool) != Some(true) {
                let what = format!("`{}` has its version here; write `.workspace = true`", dependency.name);
                findings.push(Finding::new(path, 0, what));
            }
        }
        let lints = manifest.get("lints").and_then(|lints| lints.get("workspace")).and_then(Value::as_bool);
        if lints != Some(true) {
            findings.push(Finding::new(path, 0, "without `[lints] workspace = true`"));
        }
    }
    findings
}

/// Every crate's manifest with its path; the workspace's own is none of them.
pub(super) fn manifests(tree: &Tree) -> impl Iterator<Item = (&str, Table)> {
    tree.all()
        .filter(|file| file.name() == "Cargo.toml" && file.path != "Cargo.toml")
        .map(|file| (file.path.as_str(), file.text.parse().unwrap_or_default()))
}

/// All dependencies of a manifest: of the crate, its tests, its build script and for some targets only.
pub(super) fn dependencies(manifest: &Table) -> impl Iterator<Item = Dependency<'_>> {
    let targets = manifest.get("target").and_then(Value::as_table).into_iter().flatten();
    let tables = std::iter::once(manifest).chain(targets.filter_map(|(_, target)| target.as_table()));
    tables.flat_map(|table| {
        ["dependencies", "build-dependencies", "dev-dependencies"].into_iter().flat_map(move |kind| {
            let entries = table.get(kind).and_then(Value::as_table).into_iter().flatten();
            let is_for_tests = kind == "dev-dependencies";
            entries.map(move |(name, value)| Dependency { name, value, is_for_tests })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::found;
    use super::*;

    #[test]
    fn versions_from_the_workspace_are_fine() {
        let good = "[dependencies]\nserde.workspace = true\nuuid = { workspace = true, features = [\"v7\"] }\n\
            [lints]\nworkspace = true\n";
        assert!(found(check, &[("crates/a/Cargo.toml", good)]).is_empty());
    }

    #[test]
    fn an_own_version_and_missing_lints_are_found() {
        let bad = "[dev-dependencies]\nserde = \"1\"\nother = { path = \"../other\" }\n";
        assert_eq!(
            found(check, &[("crates/a/Cargo.toml", bad)]),
            [
                "crates/a/Cargo.toml:0 `other` has its version here; write `.workspace = true`",
                "crates/a/Cargo.toml:0 `serde` has its version here; write `.workspace = true`",
                "crates/a/Cargo.toml:0 without `[lints] workspace = true`"
            ]
        );
    }
}
