//! SPDX licence expressions: `MIT OR (Apache-2.0 AND BSD-3-Clause)`.

/// Whether the expression can be met with the allowed licences alone.
///
/// The old `MIT/Apache-2.0` means "or". What cannot be read is not allowed.
pub(super) fn is_allowed(expression: &str, allowed: &[&str]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut reader = Reader { words: spaced.split_whitespace().collect(), next: 0, allowed };
    let verdict = reader.either();
    verdict && reader.peek().is_none()
}

struct Reader<'a> {
    words: Vec<&'a str>,
    next: usize,
    allowed: &'a [&'a str],
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<&'a str> {
        self.words.get(self.next).copied()
    }

    fn take(&mut self, word: &str) -> bool {
        let is_next = self.peek() == Some(word);
        self.next += usize::from(is_next);
        is_next
    }

    fn either(&mut self) -> bool {
        let mut verdict = self.both();
        while self.take("OR") {
            verdict |= self.both();
        }
        verdict
    }

    fn both(&mut self) -> bool {
        let mut verdict = self.one();
        while self.take("AND") {
            verdict &= self.one();
        }
        verdict
    }

    fn one(&mut self) -> bool {
        if self.take("(") {
            let verdict = self.either();
            return self.take(")") && verdict;
        }
        let Some(name) = self.peek() else { return false };
        self.next += 1;
        let mut licence = name.to_owned();
        if self.take("WITH") {
            licence = format!("{licence} WITH {}", self.peek().unwrap_or_default());
            self.next += 1;
        }
        self.allowed.contains(&licence.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALLOWED: [&str; 3] = ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception"];

    #[test]
    fn one_allowed_choice_is_enough() {
        for good in [
            "MIT",
            "MIT OR GPL-3.0",
            "Unlicense/MIT",
            "Apache-2.0 WITH LLVM-exception OR X",
            "(MIT OR X) AND Apache-2.0",
        ] {
            assert!(is_allowed(good, &ALLOWED), "{good}");
        }
    }

    #[test]
    fn everything_that_must_hold_together_must_be_allowed() {
        for bad in ["GPL-3.0", "MIT AND GPL-3.0", "(MIT OR X) AND Y", "MIT (", "", "no licence stated"] {
            assert!(!is_allowed(bad, &ALLOWED), "{bad}");
        }
    }
}
