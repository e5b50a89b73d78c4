//! What an answer holds, from the words of a request.

use std::collections::BTreeMap;

use serde::Deserialize;
use tresen_desk::message::Content;
use tresen_domain::{
    id::{AgentId, MediaId, TemplateId},
    media::MediaKind,
    template::{VariablePlace, VariableValue},
};
use utoipa::ToSchema;

use crate::problem::{Answer, Problem};

/// What kind of answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SendType)]
pub(super) enum Kind {
    /// Needs `text`.
    Text,
    /// Needs `media_id`.
    Image,
    /// Needs `media_id`.
    Video,
    /// Needs `media_id`.
    Audio,
    /// Needs `media_id`.
    Document,
    /// Needs `template_id`.
    Template,
    /// Needs `text`.
    Note,
}

/// Values for a template's variables.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[schema(as = TemplateValues)]
pub(super) struct Values {
    #[serde(default)]
    header: Named,
    #[serde(default)]
    body: Named,
    #[serde(default)]
    buttons: Vec<ButtonValue>,
}

/// Values by the names of their variables, or in order for `{{1}}`, `{{2}}` …
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(untagged)]
#[schema(as = VariableValues)]
enum Named {
    /// By name.
    ByName(BTreeMap<String, String>),
    /// In order.
    InOrder(Vec<String>),
}

/// What stands at the end of a button's address, or the code it copies.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[schema(as = ButtonValue)]
struct ButtonValue {
    /// Counts all buttons, from 0.
    index: usize,
    value: String,
}

impl Default for Named {
    fn default() -> Self {
        Self::InOrder(Vec::new())
    }
}

impl Named {
    fn values(self, place: VariablePlace) -> Vec<VariableValue> {
        let value = |key, value| VariableValue { place, key, value };
        match self {
            Self::ByName(values) => values.into_iter().map(|(key, one)| value(key, one)).collect(),
            Self::InOrder(values) => {
                (1_usize..).zip(values).map(|(number, one)| value(number.to_string(), one)).collect()
            }
        }
    }
}

impl From<Values> for Vec<VariableValue> {
    fn from(values: Values) -> Self {
        let mut all = values.header.values(VariablePlace::Header);
        all.extend(values.body.values(VariablePlace::Body));
        all.extend(values.buttons.into_iter().map(|button| VariableValue {
            place: VariablePlace::Button,
            key: button.index.to_string(),
            value: button.value,
        }));
        all
    }
}

/// All that an answer of any kind may hold.
pub(super) struct Parts {
    pub(super) text: Option<String>,
    pub(super) media_id: Option<MediaId>,
    pub(super) file_name: Option<String>,
    pub(super) template_id: Option<TemplateId>,
    pub(super) values: Values,
    pub(super) header_media_id: Option<MediaId>,
    pub(super) mentions: Vec<AgentId>,
}

impl Parts {
    /// The content, when everything that its kind needs is there.
    pub(super) fn content(self, kind: Kind) -> Answer<Content> {
        match kind {
            Kind::Text => Ok(Content::Text(given(self.text, "text")?)),
            Kind::Note => Ok(Content::Note { text: given(self.text, "text")?, mentions: self.mentions }),
            Kind::Image => self.file(MediaKind::Image),
            Kind::Video => self.file(MediaKind::Video),
            Kind::Audio => self.file(MediaKind::Audio),
            Kind::Document => self.file(MediaKind::Document),
            Kind::Template => Ok(Content::Template {
                template_id: given(self.template_id, "template_id")?,
                values: self.values.into(),
                header_media_id: self.header_media_id,
            }),
        }
    }

    fn file(self, kind: MediaKind) -> Answer<Content> {
        let media_id = given(self.media_id, "media_id")?;
        Ok(Content::File { kind, media_id, text: self.text, file_name: self.file_name })
    }
}

fn given<T>(value: Option<T>, field: &str) -> Answer<T> {
    value.ok_or_else(|| Problem::field(field, "required", "must be given"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_by_name_or_in_order() {
        let read = |json: &str| -> Vec<(String, String, String)> {
            let values: Vec<VariableValue> = serde_json::from_str::<Values>(json).unwrap().into();
            values.into_iter().map(|one| (one.place.to_string(), one.key, one.value)).collect()
        };
        let one = |place: &str, key: &str, value: &str| (place.to_owned(), key.to_owned(), value.to_owned());
        assert_eq!(
            read(r#"{"header":["A"],"body":{"name":"B"},"buttons":[{"index":1,"value":"C"}]}"#),
            [one("header", "1", "A"), one("body", "name", "B"), one("button", "1", "C")]
        );
        assert_eq!(read(r#"{"header":{},"body":["A","B"]}"#), [one("body", "1", "A"), one("body", "2", "B")]);
    }
}
