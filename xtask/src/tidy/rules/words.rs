//! One word per thing: what others call by this word is a thread or a ticket here.
//!
//! The vendor's own field names may use it in the room that speaks the vendor's language: `wire/` defines
//! them, the rest of the room may read such a field (`status.conversation`) and no more.

use super::Finding;
use crate::tidy::tree::{File, Tree, numbered};

const FOREIGN: &str = "conversation";
const READER: &str = "crates/tresen-whatsapp/";
const VENDOR_ROOMS: [&str; 3] =
    ["crates/tresen-whatsapp/src/wire", "crates/tresen-emulator/", "fixtures/whatsapp/"];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    tree.files()
        .filter(|file| !file.is_generated())
        .filter(|file| !VENDOR_ROOMS.iter().any(|room| file.path.starts_with(room)))
        .flat_map(|file| {
            let mut text = spoken(file).unwrap_or_default();
            if file.path.starts_with(READER) {
                text = text.replace(&format!(".{FOREIGN}"), ".");
            }
            let lines = numbered(&text).filter(|(_, line)| line.to_lowercase().contains(FOREIGN));
            lines
                .map(|(line, _)| Finding::new(&file.path, line, format!("\"{FOREIGN}\" is not our word")))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The part of a file in which names and texts are ours; `None` for kinds of files that have none.
fn spoken(file: &File) -> Option<String> {
    match file.extension() {
        "rs" | "ts" | "js" | "mjs" => Some(file.source().code),
        "sql" | "svelte" => Some(file.text.clone()),
        "json" if file.path.contains("/messages/") || file.name() == "openapi.json" => {
            Some(file.text.clone())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::found;
    use super::*;

    #[test]
    fn the_vendors_room_and_strings_may_say_it() {
        let text = "struct Status { conversation: u8 }";
        assert!(found(check, &[("crates/tresen-whatsapp/src/wire/status.rs", text)]).is_empty());
        assert!(
            found(check, &[("crates/a/src/a.rs", "let pricing = json[\"conversation\"]; // a conversation")])
                .is_empty()
        );
    }

    #[test]
    fn outside_the_wire_the_vendors_field_may_be_read_and_not_be_copied() {
        let path = "crates/tresen-whatsapp/src/inbound/status.rs";
        assert!(found(check, &[(path, "entry_point: status.conversation,")]).is_empty());
        assert_eq!(found(check, &[(path, "conversation: status.conversation,")]).len(), 1);
    }

    #[test]
    fn our_names_and_texts_may_not() {
        let files = [
            ("crates/a/src/a.rs", "\nfn open_conversation() {}"),
            ("web/messages/en/a.json", "{\"a\": \"Conversation\"}"),
            ("crates/a/migrations/1.sql", "create table conversations (id text)"),
        ];
        assert_eq!(
            found(check, &files),
            [
                "crates/a/src/a.rs:2 \"conversation\" is not our word",
                "web/messages/en/a.json:1 \"conversation\" is not our word",
                "crates/a/migrations/1.sql:1 \"conversation\" is not our word"
            ]
        );
    }
}
