//! Canned replies: texts with placeholders, filled from contact, agent, ticket and company.

use std::collections::BTreeMap;

/// A filled text and the placeholders that had no value (they stay visible in the text).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The text to put into the composer.
    pub text: String,
    /// Names without a value, each once, in order of appearance.
    pub missing: Vec<String>,
}

/// Replaces `{{name}}` by its value. Unknown or empty names stay and are reported.
pub fn fill(text: &str, values: &BTreeMap<&str, String>) -> Filled {
    let mut out = String::with_capacity(text.len());
    let mut missing: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let Some((name, tail)) = after.split_once("}}") else {
            out.push_str("{{");
            rest = after;
            continue;
        };
        if let Some(value) = values.get(name.trim()).filter(|value| !value.is_empty()) {
            out.push_str(value);
        } else {
            out.push_str("{{");
            out.push_str(name);
            out.push_str("}}");
            let name = name.trim().to_owned();
            if !missing.contains(&name) {
                missing.push(name);
            }
        }
        rest = tail;
    }
    out.push_str(rest);
    Filled { text: out, missing }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_are_filled_and_unknown_ones_stay_visible() {
        let values =
            BTreeMap::from([("contact.first_name", "Katharina".to_owned()), ("agent.name", String::new())]);
        let filled = fill("Hallo {{ contact.first_name }}, {{agent.name}} {{x}} {{x}} {{ offen", &values);
        assert_eq!(filled.text, "Hallo Katharina, {{agent.name}} {{x}} {{x}} {{ offen");
        assert_eq!(filled.missing, ["agent.name", "x"]);
    }
}
