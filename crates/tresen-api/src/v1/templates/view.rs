//! A template as shown.

use serde::Serialize;
use tresen_domain::{
    template::{ButtonKind, HeaderFormat, ParameterFormat, TemplateButton, Variable, VariablePlace},
    time::Timestamp,
};
use tresen_storage::template::Template;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::word;

/// A message that the platform approved, in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Template)]
pub(super) struct TemplateBody {
    id: Uuid,
    channel_id: Uuid,
    name: String,
    /// As the platform writes it: `de`, `en_US`.
    language: String,
    /// The platform's word in lower case.
    category: String,
    /// The platform's word in lower case; only `approved` ones can be sent.
    status: String,
    #[schema(schema_with = word::parameter_format)]
    parameter_format: ParameterFormat,
    header: HeaderBody,
    body: String,
    footer: Option<String>,
    buttons: Vec<ButtonBody>,
    /// What needs a value before the template can be sent, in the platform's order.
    variables: Vec<VariableBody>,
    /// The platform's word in lower case.
    quality: Option<String>,
    #[schema(schema_with = word::instant)]
    synced_at: Timestamp,
}

/// What stands above the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = TemplateHeader)]
pub(super) struct HeaderBody {
    #[schema(schema_with = word::header_format)]
    format: HeaderFormat,
    text: Option<String>,
}

/// A button below the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = TemplateButton)]
pub(super) struct ButtonBody {
    #[schema(schema_with = word::button_kind)]
    kind: ButtonKind,
    text: String,
    url: Option<String>,
}

/// Something that needs a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = TemplateVariable)]
pub(super) struct VariableBody {
    #[schema(schema_with = word::variable_place)]
    place: VariablePlace,
    /// `1`, `2` … or its name; for a button its index.
    key: String,
    /// Given at approval.
    example: Option<String>,
    /// Of a button, counted from 0.
    index: Option<u32>,
}

impl From<Template> for TemplateBody {
    fn from(template: Template) -> Self {
        let variables = template.body.variables().into_iter().map(VariableBody::from).collect();
        let body = template.body;
        Self {
            id: template.id.0,
            channel_id: template.channel_id.0,
            name: template.name,
            language: template.language,
            category: template.category,
            status: template.status,
            parameter_format: body.parameter_format,
            header: HeaderBody { format: body.header_format, text: body.header_text },
            body: body.body,
            footer: body.footer,
            buttons: body.buttons.into_iter().map(ButtonBody::from).collect(),
            variables,
            quality: template.quality,
            synced_at: template.synced_at,
        }
    }
}

impl From<TemplateButton> for ButtonBody {
    fn from(button: TemplateButton) -> Self {
        Self { kind: button.kind, text: button.text, url: button.url }
    }
}

impl From<Variable> for VariableBody {
    fn from(variable: Variable) -> Self {
        let index = match variable.place {
            VariablePlace::Button => variable.key.parse().ok(),
            VariablePlace::Header | VariablePlace::Body => None,
        };
        Self { place: variable.place, key: variable.key, example: variable.example, index }
    }
}
