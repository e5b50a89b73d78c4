//! German and English say the same things: the same keys, with the same placeholders.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Finding;
use crate::tidy::tree::{File, Tree};

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files().filter(|file| file.extension() == "json") {
        let Some(twin) = twin(&file.path) else { continue };
        let Some(other) = tree.get(&twin) else {
            findings.push(Finding::new(&file.path, 0, format!("there is no `{twin}`")));
            continue;
        };
        match (messages(file), messages(other)) {
            (Ok(mine), Ok(theirs)) => findings.append(&mut compare(file, &mine, &theirs)),
            (Err(error), _) => findings.push(Finding::new(&file.path, error.line(), error.to_string())),
            // The other file's turn comes.
            (Ok(_), Err(_)) => {}
        }
    }
    findings
}

/// Where the other language says the same: `de.json` beside `en.json`, `de/ticket.json` beside `en/ticket.json`.
fn twin(path: &str) -> Option<String> {
    [
        ("/de.json", "/en.json"),
        ("/en.json", "/de.json"),
        ("/messages/de/", "/messages/en/"),
        ("/messages/en/", "/messages/de/"),
    ]
    .into_iter()
    .find(|(mine, _)| path.contains(mine))
    .map(|(mine, theirs)| path.replacen(mine, theirs, 1))
}

fn is_german(file: &File) -> bool {
    file.path.contains("/de.json") || file.path.contains("/messages/de/")
}

/// Each message by its dotted key, with the names of its placeholders.
type Messages = BTreeMap<String, BTreeSet<String>>;

fn messages(file: &File) -> serde_json::Result<Messages> {
    let mut messages = Messages::new();
    collect(&serde_json::from_str(&file.text)?, "", &mut messages);
    Ok(messages)
}

fn collect(value: &Value, key: &str, messages: &mut Messages) {
    match value {
        // Forms chosen by `count` are one message, and not every form has to say the number.
        Value::Object(forms) if forms.contains_key("other") => {
            let mut names: BTreeSet<String> =
                forms.values().filter_map(Value::as_str).flat_map(placeholders).collect();
            names.remove("count");
            messages.insert(key.to_owned(), names);
        }
        Value::Object(entries) => {
            for (name, value) in entries {
                let key = if key.is_empty() { name.clone() } else { format!("{key}.{name}") };
                collect(value, &key, messages);
            }
        }
        text => {
            messages.insert(key.to_owned(), placeholders(text.as_str().unwrap_or_default()));
        }
    }
}

/// The names in braces.
fn placeholders(text: &str) -> BTreeSet<String> {
    let opened = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    opened.map(|(name, _)| name.split(',').next().unwrap_or_default().trim().to_owned()).collect()
}

fn compare(file: &File, mine: &Messages, theirs: &Messages) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (key, names) in mine {
        match theirs.get(key) {
            None => findings.push(Finding::new(&file.path, 0, format!("only here: `{key}`"))),
            // Said once, from the German side.
            Some(others) if others != names && is_german(file) => {
                findings.push(Finding::new(&file.path, 0, format!("other placeholders in English: `{key}`")));
            }
            Some(_) => {}
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::found;
    use super::*;

    #[test]
    fn the_same_keys_and_placeholders_are_fine() {
        let files = [
            (
                "web/messages/de/a.json",
                r#"{"a": "Hallo {name}", "n": {"one": "ein Ticket", "other": "{count} Tickets"}}"#,
            ),
            (
                "web/messages/en/a.json",
                r#"{"a": "Hello {name}", "n": {"zero": "none", "other": "{count} tickets"}}"#,
            ),
            ("web/package.json", "{}"),
        ];
        assert!(found(check, &files).is_empty());
    }

    #[test]
    fn what_only_one_says_is_found() {
        let files = [
            ("mail/de.json", r#"{"a": "Hallo {name}", "b": {"c": "x"}}"#),
            ("mail/en.json", r#"{"a": "Hello", "d": "y"}"#),
            ("web/messages/de/b.json", "{}"),
        ];
        assert_eq!(
            found(check, &files),
            [
                "mail/de.json:0 other placeholders in English: `a`",
                "mail/de.json:0 only here: `b.c`",
                "mail/en.json:0 only here: `d`",
                "web/messages/de/b.json:0 there is no `web/messages/en/b.json`"
            ]
        );
    }
}
