//! JSON that is almost right: half surrogates, bytes that are no UTF-8, NUL characters.

use std::borrow::Cow;

use serde_json::Value;

use super::NotReadable;

/// Parses the body; only a body that fails is repaired and parsed again.
pub(super) fn parse(body: &[u8]) -> Result<Value, NotReadable> {
    let parsed = serde_json::from_slice::<Value>(body).or_else(|_| {
        let text = String::from_utf8_lossy(body);
        serde_json::from_str(&without_half_surrogates(&text))
    });
    let mut value = parsed.map_err(|error| NotReadable::NotJson {
        category: match error.classify() {
            serde_json::error::Category::Io => "io",
            serde_json::error::Category::Syntax => "syntax",
            serde_json::error::Category::Data => "data",
            serde_json::error::Category::Eof => "end of file",
        },
        line: error.line(),
        column: error.column(),
    })?;
    if body.windows(NUL.len()).any(|window| window == NUL) {
        drop_nul(&mut value);
    }
    Ok(value)
}

const NUL: &[u8] = b"\\u0000";

fn drop_nul(value: &mut Value) {
    match value {
        Value::String(text) => text.retain(|ch| ch != '\0'),
        Value::Array(list) => list.iter_mut().for_each(drop_nul),
        Value::Object(fields) => fields.values_mut().for_each(drop_nul),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Replaces `\uD8xx` without its other half (a name cut inside an emoji) by `\uFFFD`.
fn without_half_surrogates(text: &str) -> Cow<'_, str> {
    if !text.contains("\\u") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let length = match unit(escape) {
            Some(0xD800..=0xDBFF) => {
                let is_whole =
                    escape.get(6..).and_then(unit).is_some_and(|low| (0xDC00..=0xDFFF).contains(&low));
                out.push_str(if is_whole { escape.get(..12).unwrap_or("") } else { REPLACED });
                if is_whole { 12 } else { 6 }
            }
            Some(0xDC00..=0xDFFF) => {
                out.push_str(REPLACED);
                6
            }
            _ => {
                // An escaped backslash must not make an escape of what follows.
                let length = escape.chars().take(2).map(char::len_utf8).sum();
                out.push_str(escape.get(..length).unwrap_or(escape));
                length
            }
        };
        rest = escape.get(length..).unwrap_or("");
    }
    out.push_str(rest);
    Cow::Owned(out)
}

const REPLACED: &str = "\\ufffd";

/// The UTF-16 unit of an escape `\uXXXX` at the start of `text`.
fn unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_name_cut_inside_an_emoji_is_still_read() {
        assert_eq!(parse(br#"{"a":"Ana \ud83d","b":"\ude00 x","c":"\ud83d\ude00"}"#).unwrap(), {
            json!({"a": "Ana \u{fffd}", "b": "\u{fffd} x", "c": "😀"})
        });
        assert_eq!(parse(br#"{"a":"\ud83d\ud83d\ude00"}"#).unwrap(), json!({"a": "\u{fffd}😀"}));
        assert_eq!(parse(br#"{"a":"\\ud83d","b":"\ud83d"}"#).unwrap(), {
            json!({"a": "\\ud83d", "b": "\u{fffd}"})
        });
    }

    #[test]
    fn nul_and_foreign_bytes_are_taken_out() {
        assert_eq!(parse(br#"{"a":["x\u0000y"]}"#).unwrap(), json!({"a": ["xy"]}));
        assert_eq!(parse(b"{\"a\":\"x\xffy\"}").unwrap(), json!({"a": "x\u{fffd}y"}));
    }

    #[test]
    fn a_cut_body_says_where() {
        assert!(matches!(parse(b"{\"a\":"), Err(NotReadable::NotJson { category: "end of file", .. })));
        let deep = "[".repeat(100_000);
        assert!(parse(deep.as_bytes()).is_err());
    }
}
