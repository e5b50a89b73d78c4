//! Templates: the messages that may leave outside the service window, as the platform approved them.

use serde::{Deserialize, Serialize};

use crate::word::words;

words! {
    /// How variables are named.
    pub enum ParameterFormat {
        /// `{{1}}`, `{{2}}` …; also where the platform says nothing.
        Positional = "positional",
        /// `{{first_name}}` …
        Named = "named",
    }
}

words! {
    /// What stands above the text.
    pub enum HeaderFormat {
        /// Nothing.
        None = "none",
        /// One line, at most one variable.
        Text = "text",
        /// A picture, sent with each message.
        Image = "image",
        /// A film.
        Video = "video",
        /// A file.
        Document = "document",
        /// A place.
        Location = "location",
    }
}

words! {
    /// What a button does.
    pub enum ButtonKind {
        /// Answers with its text.
        QuickReply = "quick_reply",
        /// Opens an address; may end in one variable.
        Url = "url",
        /// Calls a number.
        PhoneNumber = "phone_number",
        /// Copies a code.
        CopyCode = "copy_code",
        /// Anything else: shown, sent without values.
        Other = "other",
    }
}

/// A template of one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateBody {
    /// Kind of the header.
    pub header_format: HeaderFormat,
    /// Text of a text header.
    pub header_text: Option<String>,
    /// The text with its placeholders.
    pub body: String,
    /// Small print.
    pub footer: Option<String>,
    /// In the platform's order; the index counts all of them.
    pub buttons: Vec<TemplateButton>,
    /// How variables are named.
    pub parameter_format: ParameterFormat,
    /// Examples given at approval, in the order of the body's variables.
    #[serde(default)]
    pub examples: Vec<String>,
}

/// A button below a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateButton {
    /// What it does.
    pub kind: ButtonKind,
    /// What it says.
    pub text: String,
    /// Address of a `url` button.
    pub url: Option<String>,
}

words! {
    /// Where a variable stands.
    pub enum VariablePlace {
        /// In a text header.
        Header = "header",
        /// In the text.
        Body = "body",
        /// At the end of a button's address, or the code to copy.
        Button = "button",
    }
}

/// A variable that needs a value before the template can be sent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Variable {
    /// Where.
    pub place: VariablePlace,
    /// `1`, `2` … or its name; for a button its index.
    pub key: String,
    /// Example given at approval.
    pub example: Option<String>,
}

/// A value for one variable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariableValue {
    /// Where.
    pub place: VariablePlace,
    /// As in [`Variable::key`].
    pub key: String,
    /// What stands there when sent.
    pub value: String,
}

/// A value that the platform would refuse.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ValueRefused {
    /// A variable has no value.
    #[error("variable `{key}` of the {place} has no value")]
    Missing {
        /// Where.
        place: VariablePlace,
        /// Which.
        key: String,
    },
    /// Line breaks, tabs and more than four spaces in a row are not allowed.
    ///
    /// Source: Meta "Message templates", error 132018, seen 2026-09-11.
    #[error(
        "variable `{key}` of the {place} must not hold line breaks, tabs or more than four spaces in a row"
    )]
    Shape {
        /// Where.
        place: VariablePlace,
        /// Which.
        key: String,
    },
}

impl TemplateBody {
    /// All variables in the order in which the platform wants them.
    pub fn variables(&self) -> Vec<Variable> {
        let mut all = Vec::new();
        let of = |place, text: &str| {
            placeholders(text).into_iter().map(move |key| Variable { place, key, example: None })
        };
        if self.header_format == HeaderFormat::Text {
            all.extend(of(VariablePlace::Header, self.header_text.as_deref().unwrap_or("")));
        }
        all.extend(
            of(VariablePlace::Body, &self.body)
                .enumerate()
                .map(|(at, one)| Variable { example: self.examples.get(at).cloned(), ..one }),
        );
        for (index, button) in self.buttons.iter().enumerate() {
            let needs_value = match button.kind {
                ButtonKind::Url => button.url.as_deref().is_some_and(|url| !placeholders(url).is_empty()),
                ButtonKind::CopyCode => true,
                _ => false,
            };
            if needs_value {
                all.push(Variable { place: VariablePlace::Button, key: index.to_string(), example: None });
            }
        }
        all
    }

    /// Checks that every variable has a value the platform takes.
    ///
    /// # Errors
    /// Every [`ValueRefused`], not only the first.
    pub fn check(&self, values: &[VariableValue]) -> Result<(), Vec<ValueRefused>> {
        let refused: Vec<_> = self
            .variables()
            .into_iter()
            .filter_map(|Variable { place, key, .. }| match value_of(values, place, &key) {
                None => Some(ValueRefused::Missing { place, key }),
                Some(value) if value.contains(['\n', '\r', '\t']) || value.contains("     ") => {
                    Some(ValueRefused::Shape { place, key })
                }
                Some(_) => None,
            })
            .collect();
        if refused.is_empty() { Ok(()) } else { Err(refused) }
    }

    /// The text as the customer will read it: what the preview shows is what is sent.
    pub fn rendered(&self, values: &[VariableValue]) -> String {
        render(&self.body, |key| value_of(values, VariablePlace::Body, key).map(str::to_owned))
    }

    /// The text header as the customer will read it.
    pub fn rendered_header(&self, values: &[VariableValue]) -> Option<String> {
        let text = self.header_text.as_deref().filter(|_| self.header_format == HeaderFormat::Text)?;
        Some(render(text, |key| value_of(values, VariablePlace::Header, key).map(str::to_owned)))
    }
}

/// The value of one variable; blank counts as none.
pub fn value_of<'a>(values: &'a [VariableValue], place: VariablePlace, key: &str) -> Option<&'a str> {
    values
        .iter()
        .find(|one| one.place == place && one.key == key)
        .map(|one| one.value.as_str())
        .filter(|value| !value.trim().is_empty())
}

/// Names between `{{` and `}}`, each once, in order.
fn placeholders(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for part in text.split("{{").skip(1) {
        if let Some((name, _)) = part.split_once("}}") {
            let name = name.trim().to_owned();
            if !name.is_empty() && !all.contains(&name) {
                all.push(name);
            }
        }
    }
    all
}

fn render(text: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut parts = text.split("{{");
    let mut out = parts.next().unwrap_or("").to_owned();
    for part in parts {
        if let Some((Some(value), tail)) =
            part.split_once("}}").map(|(name, tail)| (value(name.trim()), tail))
        {
            out.push_str(&value);
            out.push_str(tail);
        } else {
            out.push_str("{{");
            out.push_str(part);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> TemplateBody {
        TemplateBody {
            header_format: HeaderFormat::Text,
            header_text: Some("Bestellung {{1}}".to_owned()),
            body: "Hallo {{1}}, Ihre Bestellung {{2}} ist unterwegs: {{1}}".to_owned(),
            footer: None,
            buttons: vec![
                TemplateButton { kind: ButtonKind::QuickReply, text: "Danke".to_owned(), url: None },
                TemplateButton {
                    kind: ButtonKind::Url,
                    text: "Verfolgen".to_owned(),
                    url: Some("https://x.example/{{1}}".to_owned()),
                },
            ],
            parameter_format: ParameterFormat::Positional,
            examples: vec!["Ana".to_owned()],
        }
    }

    fn value(place: VariablePlace, key: &str, value: &str) -> VariableValue {
        VariableValue { place, key: key.to_owned(), value: value.to_owned() }
    }

    #[test]
    fn variables_come_in_the_platforms_order_and_buttons_count_all() {
        let keys: Vec<_> =
            shipped().variables().iter().map(|one| (one.place.as_str(), one.key.clone())).collect();
        assert_eq!(
            keys,
            [("header", "1".into()), ("body", "1".into()), ("body", "2".into()), ("button", "1".into())]
        );
    }

    #[test]
    fn the_preview_is_what_is_sent_and_missing_values_are_all_named() {
        let values = [value(VariablePlace::Body, "1", "Ana"), value(VariablePlace::Body, "2", "48\t213")];
        assert_eq!(shipped().rendered(&values), "Hallo Ana, Ihre Bestellung 48\t213 ist unterwegs: Ana");
        let refused = shipped().check(&values).unwrap_err();
        assert_eq!(refused.len(), 3);
        assert!(refused.contains(&ValueRefused::Shape { place: VariablePlace::Body, key: "2".into() }));
    }
}
