//! The scanner behind [`Source`].

use super::{Language, Source};

pub(super) struct Scan<'a> {
    rest: &'a str,
    language: Language,
    line: usize,
    /// The last thing copied to the code, to tell `r"` from `for"` and `'a` from `'a'`.
    last: char,
    out: Source,
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str, language: Language) -> Self {
        let out = Source { code: String::with_capacity(text.len()), literals: Vec::new() };
        Self { rest: text, language, line: 1, last: ' ', out }
    }

    pub(super) fn run(mut self) -> Source {
        while let Some(c) = self.rest.chars().next() {
            if self.rest.starts_with("//") && !(self.language == Language::Script && self.last == ':') {
                self.blank_until(|rest| rest.starts_with('\n'));
            } else if self.rest.starts_with("/*") {
                self.block_comment();
            } else if c == '"' || (self.language == Language::Script && matches!(c, '\'' | '`')) {
                self.quoted(c);
            } else if self.language == Language::Rust && c == '\'' {
                self.tick();
            } else if let Some(hashes) = self.raw_opening() {
                self.raw(hashes);
            } else {
                self.copy();
            }
        }
        self.out
    }

    /// Takes one character over into the code.
    fn copy(&mut self) {
        if let Some(c) = self.step() {
            self.out.code.push(c);
            self.last = c;
        }
    }

    /// Passes one character by, leaving a blank (or the line end) in the code.
    fn blank(&mut self) -> Option<char> {
        let c = self.step()?;
        self.out.code.push(if c == '\n' { '\n' } else { ' ' });
        Some(c)
    }

    fn step(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let c = chars.next()?;
        self.rest = chars.as_str();
        self.line += usize::from(c == '\n');
        Some(c)
    }

    fn blank_until(&mut self, end: impl Fn(&str) -> bool) -> String {
        let mut passed = String::new();
        while !self.rest.is_empty() && !end(self.rest) {
            passed.extend(self.blank());
        }
        passed
    }

    fn block_comment(&mut self) {
        let mut depth = 0_u32;
        while !self.rest.is_empty() {
            if self.rest.starts_with("/*") && (depth == 0 || self.language == Language::Rust) {
                depth += 1;
                self.blank();
            } else if self.rest.starts_with("*/") {
                depth -= 1;
                self.blank();
            }
            self.blank();
            if depth == 0 {
                return;
            }
        }
    }

    fn quoted(&mut self, quote: char) {
        let line = self.line;
        self.copy();
        let mut content = String::new();
        while let Some(c) = self.rest.chars().next() {
            // A script's quote that does not close on its line was none: an apostrophe in markup, a pattern.
            let is_lost = c == '\n' && self.language == Language::Script && quote != '`';
            if c == quote || is_lost {
                break;
            }
            content.extend(self.blank());
            if c == '\\' {
                content.extend(self.blank());
            }
        }
        if self.rest.starts_with(quote) {
            self.copy();
        }
        self.out.literals.push((line, content));
    }

    /// A character literal or a lifetime.
    fn tick(&mut self) {
        self.copy();
        let mut ahead = self.rest.chars();
        let first = ahead.next();
        if first == Some('\\') {
            self.blank();
            self.blank();
            self.blank_until(|rest| rest.starts_with('\''));
            self.copy();
        } else if ahead.next() == Some('\'') {
            self.blank();
            self.copy();
        }
    }

    /// The number of hashes, if a raw string opens here (`r"`, `br#"`, …).
    fn raw_opening(&self) -> Option<usize> {
        let is_inside_name = self.last.is_alphanumeric() || self.last == '_';
        if self.language == Language::Script || is_inside_name {
            return None;
        }
        let rest = self.rest.strip_prefix(['b', 'c']).unwrap_or(self.rest).strip_prefix('r')?;
        let quote = rest.trim_start_matches('#');
        quote.starts_with('"').then(|| rest.len() - quote.len())
    }

    fn raw(&mut self, hashes: usize) {
        let line = self.line;
        while !self.rest.is_empty() && !self.rest.starts_with('"') {
            self.copy();
        }
        self.copy();
        let end = format!("\"{}", "#".repeat(hashes));
        let content = self.blank_until(|rest| rest.starts_with(&end));
        for _ in 0..end.len() {
            self.copy();
        }
        self.out.literals.push((line, content));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rust(text: &str) -> (String, Vec<(usize, String)>) {
        let source = Source::read(text, Language::Rust);
        (source.code, source.literals)
    }

    #[test]
    fn comments_and_literals_are_blanked_and_lines_stay() {
        let (code, literals) = rust("let a = \"x // y\"; // \"z\"\n/* a /* b */ c */ let b = 'q';\n");
        assert_eq!(
            code,
            format!("let a = \"{}\";{}\n{}let b = ' ';\n", " ".repeat(6), " ".repeat(7), " ".repeat(18))
        );
        assert_eq!(literals, [(1, "x // y".to_owned())]);
    }

    #[test]
    fn lifetimes_are_no_literals_and_escapes_do_not_end_one() {
        let (code, literals) = rust(r#"fn f<'a>(x: &'a str) { '\''; "a\"b"; '\u{1F600}' }"#);
        assert!(code.starts_with("fn f<'a>(x: &'a str) {"));
        assert_eq!(literals, [(1, r#"a\"b"#.to_owned())]);
        assert!(code.ends_with('}'));
    }

    #[test]
    fn raw_strings_end_with_their_hashes() {
        let (code, literals) = rust("let s = r#\"one \"two\"\n{ }\"#; let for_\n = br\"\\\";");
        assert_eq!(literals, [(1, "one \"two\"\n{ }".to_owned()), (3, "\\".to_owned())]);
        assert!(!code.contains('{'));
    }

    #[test]
    fn a_scripts_apostrophe_harms_one_line_only() {
        let source = Source::read("<p>it's</p>\nlet a = `x\ny`; 'z'", Language::Script);
        assert!(source.code.contains("let a = `"));
        assert_eq!(source.literals.last().unwrap(), &(3, "z".to_owned()));
    }
}
