//! What fields of people must look like.

use crate::{FieldProblem, Refusal};

/// Longest name of a person, a team or a key, in characters.
const LONGEST_NAME: usize = 80;
/// Longest e-mail address. Source: RFC 5321, 254 octets.
const LONGEST_EMAIL: usize = 254;

/// Collects what does not fit, so that one answer names every field.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<FieldProblem>);

impl Fields {
    /// A name without white space around it.
    pub(super) fn name(&mut self, field: &str, text: &str) -> String {
        let name = text.trim();
        if name.is_empty() {
            self.refuse(field, "required", "must not be empty");
        } else if name.chars().count() > LONGEST_NAME {
            self.refuse(field, "too_long", format!("at most {LONGEST_NAME} characters"));
        } else if name.chars().any(char::is_control) {
            self.refuse(field, "format", "must be one line");
        }
        name.to_owned()
    }

    /// An e-mail address in lower case; looked at roughly, since only a letter proves it.
    pub(super) fn email(&mut self, field: &str, text: &str) -> String {
        let email = text.trim().to_lowercase();
        let fits = email.len() <= LONGEST_EMAIL
            && email.split_once('@').is_some_and(|(local, domain)| {
                !local.is_empty() && !domain.is_empty() && !domain.contains('@')
            })
            && !email.chars().any(|one| one.is_whitespace() || one.is_control());
        if !fits {
            self.refuse(field, "format", "must be an e-mail address");
        }
        email
    }

    /// A colour: a word of the palette or `#rrggbb`; empty for none.
    pub(super) fn color(&mut self, field: &str, text: &str) -> String {
        let is_hex = text
            .strip_prefix('#')
            .is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let is_word =
            text.len() <= 20 && text.bytes().all(|letter| letter.is_ascii_lowercase() || letter == b'-');
        if !is_hex && !is_word {
            self.refuse(field, "format", "must be a word of the palette or `#rrggbb`");
        }
        text.to_owned()
    }

    /// Notes a field that does not fit.
    pub(super) fn refuse(&mut self, field: &str, code: &'static str, detail: impl Into<String>) {
        self.0.push(FieldProblem::new(field, code, detail));
    }

    /// All fields fit, or the refusal that names those that do not.
    pub(super) fn end(self) -> Result<(), Refusal> {
        if self.0.is_empty() { Ok(()) } else { Err(Refusal::Invalid(self.0)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_that_does_not_fit_is_named() {
        let mut fields = Fields::default();
        assert_eq!(fields.email("email", " Mia@Laden.de "), "mia@laden.de");
        assert_eq!(fields.name("name", " Mia "), "Mia");
        fields.email("email", "mia");
        fields.name("name", " ");
        fields.color("color", "red; }");
        let Err(Refusal::Invalid(problems)) = fields.end() else { panic!("must refuse") };
        assert_eq!(
            problems.iter().map(|one| one.field.as_str()).collect::<Vec<_>>(),
            ["email", "name", "color"]
        );
    }
}
