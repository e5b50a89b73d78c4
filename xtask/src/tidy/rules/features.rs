//! In the UI a feature does not know other features, and the building blocks know none.

use super::Finding;
use crate::tidy::tree::{File, Tree};

const FEATURES: &str = "web/src/features/";
const BLOCKS: &str = "web/src/ui/";

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    tree.files().filter(|file| file.is_script()).flat_map(imports_of_features).collect()
}

fn imports_of_features(file: &File) -> Vec<Finding> {
    let own = match file.path.strip_prefix(FEATURES) {
        Some(rest) => rest.split('/').next().unwrap_or_default(),
        None if file.path.starts_with(BLOCKS) => "",
        None => return Vec::new(),
    };
    let mut findings = Vec::new();
    for (number, line) in file.lines() {
        for other in imported(line).filter_map(|module| feature(file, module)).filter(|other| other != own) {
            let what = format!("imports the feature `{other}`; what both need belongs in lib/ or ui/");
            findings.push(Finding::new(&file.path, number, what));
        }
    }
    findings
}

/// The modules that a line names after `from`, `import` or `import(`.
fn imported(line: &str) -> impl Iterator<Item = &str> {
    let is_import = line.contains("import") || line.contains("from");
    line.split(['\'', '"']).skip(1).step_by(2).filter(move |_| is_import)
}

/// The feature that a module belongs to, if it belongs to one.
fn feature(file: &File, module: &str) -> Option<String> {
    let path = if module.starts_with('.') {
        let mut parts: Vec<&str> = file.path.split('/').collect();
        parts.pop();
        for part in module.split('/') {
            match part {
                "." => {}
                ".." => drop(parts.pop()),
                part => parts.push(part),
            }
        }
        parts.join("/").strip_prefix("web/src/")?.to_owned()
    } else {
        // $features/x, $lib/../features/x, src/features/x: an alias ends where the folder's name begins.
        module.get(module.find("features/")?..)?.to_owned()
    };
    path.strip_prefix("features/")?.split('/').next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::super::found;
    use super::*;

    #[test]
    fn ones_own_feature_and_common_blocks_are_fine() {
        let text =
            "import a from './a';\nimport b from '../ticket/b';\nimport Button from '$ui/button.svelte';\n";
        assert!(found(check, &[("web/src/features/ticket/list.svelte", text)]).is_empty());
        assert!(
            found(check, &[("web/src/routes/page.svelte", "import x from '$features/ticket/x'")]).is_empty()
        );
    }

    #[test]
    fn another_feature_is_found_by_path_and_by_alias() {
        let text = "import a from '../contact/a';\nconst b = await import('$features/search/b');\n";
        assert_eq!(
            found(
                check,
                &[
                    ("web/src/features/ticket/list.ts", text),
                    ("web/src/ui/x.ts", "export * from '../features/y/z'")
                ]
            ),
            [
                "web/src/features/ticket/list.ts:1 imports the feature `contact`; what both need belongs in lib/ or ui/",
                "web/src/features/ticket/list.ts:2 imports the feature `search`; what both need belongs in lib/ or ui/",
                "web/src/ui/x.ts:1 imports the feature `y`; what both need belongs in lib/ or ui/"
            ]
        );
    }
}
