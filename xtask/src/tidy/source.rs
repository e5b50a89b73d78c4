//! Source text told apart into code, comments and string literals, without a full parser.
//!
//! Good enough for rules about words and lengths: Rust's nested comments, raw strings and lifetimes are
//! understood; of TypeScript, regular expressions are taken for code.

mod scan;
mod shape;

pub(super) use shape::{functions, test_lines};

/// Which rules for quotes and comments apply.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    Rust,
    Script,
}

/// A text in three parts.
pub(super) struct Source {
    /// The text with every comment and every literal's content blanked; the lines stay where they were.
    pub(super) code: String,
    /// The literals: line where they open, content as written.
    pub(super) literals: Vec<(usize, String)>,
}

impl Source {
    pub(super) fn read(text: &str, language: Language) -> Self {
        scan::Scan::new(text, language).run()
    }
}

/// Whether the word stands in the text by itself, not inside a longer name.
pub(super) fn has_word(text: &str, word: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(is_name) && !after.is_some_and(is_name)
    })
}
