//! JSON as the platform prints it: pure ASCII, slashes escaped.

use std::fmt::Write as _;

/// Replaces every character beyond ASCII by its `\uXXXX` escapes (surrogate pairs, lower-case digits) and
/// `/` by `\/`. The text stays the same JSON; only its bytes, and so its signature, change.
///
/// Source: Meta "Webhooks, validating payloads", seen 2026-09-11.
pub(crate) fn as_the_platform_prints(json: &str) -> Vec<u8> {
    let mut out = String::with_capacity(json.len().saturating_add(json.len() / 8));
    let mut units = [0u16; 2];
    for ch in json.chars() {
        match ch {
            // Outside of strings JSON has no slash, so each one may be escaped.
            '/' => out.push_str("\\/"),
            _ if ch.is_ascii() => out.push(ch),
            _ => {
                for unit in ch.encode_utf16(&mut units) {
                    // Writing into a string cannot fail.
                    let _written = write!(out, "\\u{unit:04x}");
                }
            }
        }
    }
    out.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_known_answer() {
        let printed = as_the_platform_prints("{\"body\":\"ol\u{e1} \u{1f600} a/b\"}");
        assert_eq!(printed, br#"{"body":"ol\u00e1 \ud83d\ude00 a\/b"}"#);
    }

    proptest! {
        #[test]
        fn it_stays_the_same_json(text in ".*") {
            let json = serde_json::Value::String(text);
            let printed = as_the_platform_prints(&json.to_string());
            prop_assert!(printed.is_ascii());
            prop_assert_eq!(serde_json::from_slice::<serde_json::Value>(&printed).unwrap(), json);
        }
    }
}
