//! The rules, one file each: a function from the project's files to what is wrong with them.

mod architecture;
mod arrows;
mod catalogues;
mod colours;
mod door_plates;
mod features;
mod file_size;
mod function_size;
mod leftovers;
mod machine_paths;
mod manifests;
mod names;
mod registries;
mod sql_room;
mod vendor_room;
mod words;

use super::Finding;
use super::tree::Tree;

type Check = fn(&Tree) -> Vec<Finding>;

/// Every rule by the name that its findings and the ratchet carry.
pub(super) const RULES: &[(&str, Check)] = &[
    ("arrows", arrows::check),
    ("manifests", manifests::check),
    ("door-plates", door_plates::check),
    ("file-size", file_size::check),
    ("function-size", function_size::check),
    ("names", names::check),
    ("words", words::check),
    ("leftovers", leftovers::check),
    ("sql-room", sql_room::check),
    ("vendor-room", vendor_room::check),
    ("machine-paths", machine_paths::check),
    ("registries", registries::check),
    ("architecture", architecture::check),
    ("catalogues", catalogues::check),
    ("features", features::check),
    ("colours", colours::check),
];

/// What a rule finds in a made-up project, as `path:line what`.
#[cfg(test)]
fn found(check: Check, files: &[(&str, &str)]) -> Vec<String> {
    check(&Tree::of(files))
        .into_iter()
        .map(|finding| format!("{}:{} {}", finding.path, finding.line, finding.what))
        .collect()
}
