//! Complaints about settings, all at once.

use std::fmt;

/// Everything that is wrong with the settings, a sentence each.
#[derive(Debug, Default)]
pub struct ConfigProblems(Vec<String>);

impl ConfigProblems {
    pub(super) fn add(&mut self, sentence: String) {
        self.0.push(sentence);
    }

    pub(super) fn end(self) -> Result<(), Self> {
        if self.0.is_empty() { Ok(()) } else { Err(self) }
    }
}

impl fmt::Display for ConfigProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the settings do not fit:")?;
        for sentence in &self.0 {
            write!(f, "\n  {sentence}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ConfigProblems {}
