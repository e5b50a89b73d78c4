//! Lock files name the public registries, not a mirror that only some can reach.

use super::Finding;
use crate::tidy::tree::{File, Tree};

const NPM: &str = "https://registry.npmjs.org/";
const CRATES: &str = "registry+https://github.com/rust-lang/crates.io-index";

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    tree.all()
        .flat_map(|file| match file.name() {
            "package-lock.json" => others(file, "\"resolved\": \"", NPM),
            "Cargo.lock" => others(file, "source = \"", CRATES),
            ".npmrc" => others(file, "registry=", NPM),
            _ => Vec::new(),
        })
        .collect()
}

fn others(file: &File, key: &str, public: &str) -> Vec<Finding> {
    let other = |line: &str| line.split_once(key).is_some_and(|(_, source)| !source.starts_with(public));
    file.lines()
        .filter(|(_, line)| other(line))
        .map(|(number, _)| Finding::new(&file.path, number, "does not come from the public registry"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::found;
    use super::*;

    #[test]
    fn the_public_registries_are_fine() {
        let npm = "\"resolved\": \"https://registry.npmjs.org/a/-/a-1.tgz\",";
        let crates = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
        assert!(found(check, &[("web/package-lock.json", npm), ("Cargo.lock", crates)]).is_empty());
    }

    #[test]
    fn a_mirror_is_found() {
        let npm = "{\n\"resolved\": \"https://npm.example.org/a/-/a-1.tgz\",";
        assert_eq!(
            found(check, &[("web/package-lock.json", npm)]),
            ["web/package-lock.json:2 does not come from the public registry"]
        );
    }
}
