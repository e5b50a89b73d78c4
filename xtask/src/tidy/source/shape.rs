//! Functions and test modules, found by their braces in code without literals.

use std::ops::RangeInclusive;

use super::super::tree::numbered;

/// A function and the lines it spans, from `fn` to its closing brace.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::tidy) struct Function {
    pub(in crate::tidy) name: String,
    pub(in crate::tidy) lines: RangeInclusive<usize>,
}

/// Every function with a body in the code of a Rust file, inner ones too.
pub(in crate::tidy) fn functions(code: &str) -> Vec<Function> {
    let mut found = Vec::new();
    // One entry for every open brace: the function whose body it opened, if it opened one.
    let mut open: Vec<Option<(String, usize)>> = Vec::new();
    let mut heard: Option<(String, usize)> = None;
    let mut brackets = 0_i32;
    for (line, token) in tokens(code) {
        match token {
            Token::Function(name) => (heard, brackets) = (Some((name.to_owned(), line)), 0),
            Token::Mark('(' | '[') => brackets += 1,
            Token::Mark(')' | ']') => brackets -= 1,
            // `fn f();` in a trait has no body.
            Token::Mark(';') if brackets == 0 => heard = None,
            Token::Mark('{') => open.push(if brackets == 0 { heard.take() } else { None }),
            Token::Mark('}') => {
                if let Some(Some((name, start))) = open.pop() {
                    found.push(Function { name, lines: start..=line });
                }
            }
            Token::Mark(_) => {}
        }
    }
    found.sort_by_key(|function| *function.lines.start());
    found
}

/// The lines of items marked `#[cfg(test)]`, the mark included.
pub(in crate::tidy) fn test_lines(code: &str) -> Vec<RangeInclusive<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    let mut depth = 0_usize;
    for (number, line) in numbered(code) {
        if start.is_none() && line.trim_start().starts_with("#[cfg(test)]") {
            (start, depth) = (Some(number), 0);
        }
        let Some(first) = start else { continue };
        let mut ended = false;
        for c in line.chars() {
            match c {
                '{' => depth += 1,
                '}' => {
                    depth = depth.saturating_sub(1);
                    ended |= depth == 0;
                }
                ';' => ended |= depth == 0,
                _ => {}
            }
        }
        if ended && depth == 0 {
            found.push(first..=number);
            start = None;
        }
    }
    found
}

enum Token<'a> {
    /// `fn` followed by a name.
    Function(&'a str),
    Mark(char),
}

fn tokens(code: &str) -> impl Iterator<Item = (usize, Token<'_>)> {
    let mut after_fn = false;
    numbered(code).flat_map(|(line, text)| words(text).map(move |word| (line, word))).filter_map(
        move |(line, word)| {
            let is_name = word.starts_with(|c: char| c.is_alphabetic() || c == '_');
            let was_after_fn = std::mem::replace(&mut after_fn, word == "fn");
            if is_name {
                return was_after_fn.then_some((line, Token::Function(word)));
            }
            word.chars().next().map(|mark| (line, Token::Mark(mark)))
        },
    )
}

/// Names and numbers whole, everything else character by character, blanks left out.
fn words(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let first = rest.chars().next()?;
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        let length =
            if is_name(first) { rest.find(|c| !is_name(c)).unwrap_or(rest.len()) } else { first.len_utf8() };
        let (word, after) = rest.split_at(length);
        rest = after;
        Some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_measured_from_signature_to_brace() {
        let code = "trait T {\n  fn a();\n  fn b() {\n  }\n}\nfn c(\n  x: fn(u8) -> u8,\n  y: [u8; 2],\n)\nwhere\n  X: Y,\n{\n  if x { }\n  fn d() { }\n}\n";
        let found: Vec<_> =
            functions(code).into_iter().map(|function| (function.name, function.lines)).collect();
        assert_eq!(found, [("b".to_owned(), 3..=4), ("c".to_owned(), 6..=15), ("d".to_owned(), 14..=14)]);
    }

    #[test]
    fn test_modules_and_lone_test_items_are_found() {
        let code = "fn a() {}\n#[cfg(test)]\nuse x::y;\nfn b() {}\n#[cfg(test)]\nmod tests {\n  fn t() {\n  }\n}\nfn c() {}\n";
        assert_eq!(test_lines(code), [2..=3, 5..=9]);
    }
}
