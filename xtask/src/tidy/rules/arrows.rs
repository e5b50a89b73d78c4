//! Crates use only the crates that the table in the workspace manifest allows.

use toml::Table;

use super::Finding;
use super::manifests::{dependencies, manifests};
use crate::tidy::tree::Tree;

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let root: Table = tree.get("Cargo.toml").and_then(|file| file.text.parse().ok()).unwrap_or_default();
    let ours = at(&root, &["workspace", "metadata", "tresen"]).cloned().unwrap_or_default();
    let table = at(&ours, &["arrows"]).cloned().unwrap_or_default();
    let for_tests = names(ours.get("dev"));
    let mut findings = Vec::new();
    for (path, manifest) in manifests(tree) {
        let Some(name) = at(&manifest, &["package"]).and_then(|package| package.get("name")?.as_str()) else {
            findings.push(Finding::new(path, 0, "a crate without a name"));
            continue;
        };
        let Some(allowed) = table.get(name) else {
            let what = format!("`{name}` is not in the table of arrows of the workspace manifest");
            findings.push(Finding::new(path, 0, what));
            continue;
        };
        let allowed = names(Some(allowed));
        for dependency in dependencies(&manifest).filter(|dependency| table.contains_key(dependency.name)) {
            let used = dependency.name;
            let is_allowed = allowed.contains(&used)
                || dependency.is_for_tests && (for_tests.contains(&used) || used == name);
            if !is_allowed {
                findings.push(Finding::new(path, 0, format!("`{name}` may not use `{used}`")));
            }
        }
    }
    findings
}

fn at<'a>(table: &'a Table, path: &[&str]) -> Option<&'a Table> {
    path.iter().try_fold(table, |table, key| table.get(*key)?.as_table())
}

fn names(list: Option<&toml::Value>) -> Vec<&str> {
    list.and_then(toml::Value::as_array).into_iter().flatten().filter_map(toml::Value::as_str).collect()
}

#[cfg(test)]
mod tests {
    use super::super::found;
    use super::*;

    const ROOT: &str = "[workspace.metadata.tresen.arrows]\ndomain = []\nstorage = [\"domain\"]\ntestkit = [\"domain\"]\n\
        [workspace.metadata.tresen]\ndev = [\"testkit\"]\n";

    #[test]
    fn down_and_to_the_testkit_in_tests_is_fine() {
        let storage = "[package]\nname = \"storage\"\n[dependencies]\ndomain.workspace = true\nserde.workspace = true\n\
            [dev-dependencies]\ntestkit.workspace = true\n";
        assert!(found(check, &[("Cargo.toml", ROOT), ("crates/storage/Cargo.toml", storage)]).is_empty());
    }

    #[test]
    fn up_is_refused_also_for_one_target_only_and_so_is_the_testkit_in_the_product() {
        let domain = "[package]\nname = \"domain\"\n[target.'cfg(unix)'.dependencies]\nstorage.workspace = true\n\
            [build-dependencies]\ntestkit.workspace = true\n";
        assert_eq!(
            found(check, &[("Cargo.toml", ROOT), ("crates/domain/Cargo.toml", domain)]),
            [
                "crates/domain/Cargo.toml:0 `domain` may not use `testkit`",
                "crates/domain/Cargo.toml:0 `domain` may not use `storage`"
            ]
        );
    }

    #[test]
    fn a_new_crate_needs_its_row() {
        let new = "[package]\nname = \"new\"\n";
        let found = found(check, &[("Cargo.toml", ROOT), ("crates/new/Cargo.toml", new)]);
        assert!(found[0].contains("`new` is not in the table"));
    }
}
