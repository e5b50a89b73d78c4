//! SQL is written in the storage room only.

use super::Finding;
use crate::tidy::source::has_word;
use crate::tidy::tree::Tree;

/// The second measures bare database drivers, to compare the product with.
const ROOMS: [&str; 2] = ["crates/tresen-storage/", "crates/tresen-bench/"];
/// How a statement begins, and the word that tells it from an English sentence.
const STATEMENTS: [(&str, &str); 6] = [
    ("select", "from"),
    ("insert", "into"),
    ("update", "set"),
    ("delete", "from"),
    ("create", "table"),
    ("with", "select"),
];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let elsewhere = tree.rust().filter(|file| !ROOMS.iter().any(|room| file.path.starts_with(room)));
    elsewhere
        .flat_map(|file| {
            let statements = file.source().literals.into_iter().filter(|(_, text)| is_statement(text));
            statements
                .map(|(line, _)| Finding::new(&file.path, line, "SQL outside tresen-storage"))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn is_statement(literal: &str) -> bool {
    let text = literal.trim_start().trim_start_matches("\\n").trim_start();
    STATEMENTS
        .iter()
        .any(|(first, second)| text.split_whitespace().next() == Some(*first) && has_word(text, second))
}

#[cfg(test)]
mod tests {
    use super::super::found;
    use super::*;

    #[test]
    fn the_storage_room_and_plain_sentences_are_fine() {
        let sql = "let q = \"select id from tickets\";";
        assert!(found(check, &[("crates/tresen-storage/src/ticket.rs", sql)]).is_empty());
        let sentence = "let a = \"Select a file from the list\"; let b = \"select\"; // \"select a from b\"";
        assert!(found(check, &[("crates/tresen-cli/src/a.rs", sentence)]).is_empty());
    }

    #[test]
    fn statements_elsewhere_are_found() {
        let text = "f(r#\"\n  insert into tickets values (1)\"#);\ng(\"delete from tickets\");";
        assert_eq!(
            found(check, &[("crates/tresen-desk/src/a.rs", text)]),
            [
                "crates/tresen-desk/src/a.rs:1 SQL outside tresen-storage",
                "crates/tresen-desk/src/a.rs:3 SQL outside tresen-storage"
            ]
        );
    }
}
