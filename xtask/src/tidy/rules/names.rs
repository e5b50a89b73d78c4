//! Names that say nothing: drawers for everything, and types called after their being types.
//!
//! Types of the vendor's wire format keep the vendor's names.

use super::Finding;
use crate::tidy::tree::{File, Tree, numbered};

const FILES: [&str; 5] = ["utils", "util", "helpers", "common", "misc"];
const ENDINGS: [&str; 7] = ["Manager", "Helper", "Util", "Utils", "Data", "Info", "Base"];
const WIRE: &str = "crates/tresen-whatsapp/src/wire/";
const KEYWORDS: [&str; 7] = ["struct", "enum", "trait", "type", "union", "class", "interface"];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let ours = || tree.files().filter(|file| (file.is_rust() || file.is_script()) && !file.is_generated());
    let files = ours()
        .filter(|file| FILES.contains(&file.stem()))
        .map(|file| Finding::new(&file.path, 0, "a file name that says nothing about what is inside"));
    files.chain(ours().filter(|file| !file.path.starts_with(WIRE)).flat_map(types)).collect()
}

fn types(file: &File) -> Vec<Finding> {
    let code = file.source().code;
    // What is imported was named by others.
    let own = numbered(&code).filter(|(_, text)| !text.trim_start().starts_with("import "));
    let names = own.flat_map(|(line, text)| defined(text).map(move |name| (line, name)));
    names
        .filter_map(|(line, name)| {
            let ending = ENDINGS.iter().find(|ending| name.ends_with(**ending))?;
            Some(Finding::new(
                &file.path,
                line,
                format!("`{name}`: \"{ending}\" says nothing; name the thing"),
            ))
        })
        .collect()
}

/// The names that a line of code defines as types.
fn defined(line: &str) -> impl Iterator<Item = &str> {
    let words: Vec<&str> =
        line.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|w| !w.is_empty()).collect();
    let after = words.clone().into_iter().skip(1);
    words.into_iter().zip(after).filter(|(keyword, _)| KEYWORDS.contains(keyword)).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::super::found;
    use super::*;

    #[test]
    fn names_of_things_are_fine() {
        let text =
            "pub struct Ticket { data: DataUrl }\nlet s = \"struct FooInfo\";\nfn base(x: OtherData) {}\n";
        assert!(found(check, &[("crates/a/src/ticket.rs", text)]).is_empty());
    }

    #[test]
    fn drawers_and_empty_endings_are_found() {
        assert_eq!(
            found(check, &[("a/utils.rs", ""), ("web/src/lib/ticket.ts", "export\ninterface TicketInfo {}")]),
            [
                "a/utils.rs:0 a file name that says nothing about what is inside",
                "web/src/lib/ticket.ts:2 `TicketInfo`: \"Info\" says nothing; name the thing"
            ]
        );
    }
}
