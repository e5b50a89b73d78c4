//! Colours have names; their values stand in `tokens.css` only.

use super::Finding;
use crate::tidy::tree::{File, Tree};

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let styled = tree.files().filter(|file| {
        file.path.starts_with("web/src/")
            && matches!(file.extension(), "css" | "svelte")
            && file.name() != "tokens.css"
    });
    styled.flat_map(literal_colours).collect()
}

fn literal_colours(file: &File) -> Vec<Finding> {
    let mut in_style = file.extension() == "css";
    let mut findings = Vec::new();
    for (number, line) in file.lines() {
        in_style |= line.contains("<style");
        let is_styling = in_style || line.contains("style=");
        if let Some(colour) = is_styling.then(|| colour(line)).flatten() {
            findings.push(Finding::new(
                &file.path,
                number,
                format!("`{colour}`: give the colour a name in tokens.css"),
            ));
        }
        in_style &= !line.contains("</style");
    }
    findings
}

/// The first hexadecimal colour in the value of a declaration.
fn colour(line: &str) -> Option<&str> {
    let (_, value) = line.split_once(':')?;
    value.match_indices('#').find_map(|(at, _)| {
        let digits = value.get(at + 1..)?;
        let length = digits.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(digits.len());
        let follows_name =
            digits.get(length..)?.starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_');
        let is_target = value.get(..at)?.ends_with(['(', '\'', '"']) && value.get(..at)?.contains("url(");
        (matches!(length, 3 | 4 | 6 | 8) && !follows_name && !is_target)
            .then(|| value.get(at..=at + length))?
    })
}

#[cfg(test)]
mod tests {
    use super::super::found;
    use super::*;

    #[test]
    fn names_selectors_and_the_tokens_themselves_are_fine() {
        let files = [
            ("web/src/ui/tokens.css", "a { color: #fff; }"),
            ("web/src/ui/a.css", "#add { color: var(--ink); fill: url(#fade); }"),
            ("web/src/ui/b.svelte", "<p>{'Ticket: #123'}</p>\n<style>\n  p { color: var(--ink); }\n</style>"),
        ];
        assert!(found(check, &files).is_empty());
    }

    #[test]
    fn values_elsewhere_are_found() {
        let files = [(
            "web/src/ui/b.svelte",
            "<p style=\"color: #abcdef\"></p>\n<style>\np { border: 1px solid #FFF; }\n</style>",
        )];
        assert_eq!(
            found(check, &files),
            [
                "web/src/ui/b.svelte:1 `#abcdef`: give the colour a name in tokens.css",
                "web/src/ui/b.svelte:3 `#FFF`: give the colour a name in tokens.css"
            ]
        );
    }
}
