//! Vendors' JSON is known to the WhatsApp room, its emulator and the payload collection only.

use super::Finding;
use crate::tidy::tree::Tree;

// Behind the first two and the collection: whoever plays the platform to measure, load or test the desk.
const ROOMS: [&str; 8] = [
    "crates/tresen-whatsapp/",
    "crates/tresen-emulator/",
    "fixtures/",
    "crates/tresen-bench/",
    "crates/tresen-cli/src/command/load/",
    "crates/tresen-api/tests/",
    "e2e/",
    "web/dev/",
];
const FIELDS: [&str; 3] = ["messaging_product", "whatsapp_business_account", "biz_opaque_callback_data"];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let elsewhere = tree.files().filter(|file| {
        (file.is_rust() || file.is_script()) && !ROOMS.iter().any(|room| file.path.starts_with(room))
    });
    elsewhere
        .flat_map(|file| {
            // Test programs outside speak to the emulator, whose answers are in the vendor's words.
            let fields = if file.is_test() { FIELDS.get(..1).unwrap_or_default() } else { &FIELDS };
            file.lines()
                .filter_map(|(line, text)| {
                    let field = fields.iter().find(|field| text.contains(**field))?;
                    Some(Finding::new(&file.path, line, format!("`{field}` belongs in tresen-whatsapp")))
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::found;
    use super::*;

    const TEXT: &str = "let body = json!({\"messaging_product\": \"whatsapp\"});";

    #[test]
    fn the_rooms_that_know_the_vendor_are_fine() {
        let files =
            [("crates/tresen-whatsapp/src/outbound.rs", TEXT), ("crates/tresen-emulator/src/a.rs", TEXT)];
        assert!(found(check, &files).is_empty());
    }

    #[test]
    fn everybody_else_is_found() {
        assert_eq!(
            found(check, &[("crates/tresen-desk/src/send.rs", TEXT)]),
            ["crates/tresen-desk/src/send.rs:1 `messaging_product` belongs in tresen-whatsapp"]
        );
    }
}
