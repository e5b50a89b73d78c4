//! Templates of the platform in the desk's words. Source: Meta "Message templates", seen 2025-12-15.

use serde_json::Value;
use tresen_domain::template::{
    ButtonKind, HeaderFormat, ParameterFormat, TemplateBody, TemplateButton, VariablePlace,
};

use super::ListedTemplate;
use crate::wire::template::{Definition, Examples, Part, PartButton};

/// A template as listed; `None` without id, name or language.
pub(super) fn listed(wire: Definition) -> Option<ListedTemplate> {
    let parts = wire.components.clone().unwrap_or_default().0;
    let parameter_format = match wire.parameter_format.as_deref() {
        Some(word) if word.eq_ignore_ascii_case("named") => ParameterFormat::Named,
        _ => ParameterFormat::Positional,
    };
    Some(ListedTemplate {
        vendor_id: wire.id?,
        name: wire.name?,
        language: wire.language?,
        status: wire.status.unwrap_or_else(|| "UNKNOWN".to_owned()),
        category: wire.category.unwrap_or_else(|| "UNKNOWN".to_owned()),
        quality: wire.quality_score.and_then(|one| one.score).filter(|word| word != "UNKNOWN"),
        rejected_reason: wire.rejected_reason.filter(|word| word != "NONE" && !word.is_empty()),
        is_sendable: parts.iter().all(is_sendable),
        body: body(&parts, parameter_format),
    })
}

fn kind(part: &Part) -> String {
    part.kind.as_deref().unwrap_or("").to_ascii_uppercase()
}

fn is_sendable(part: &Part) -> bool {
    match kind(part).as_str() {
        "HEADER" => header_format(part).is_some_and(|format| format != HeaderFormat::Location),
        "BODY" | "FOOTER" => true,
        "BUTTONS" => part.buttons.iter().flat_map(|all| &all.0).all(|button| {
            !matches!(button.kind.as_deref().unwrap_or(""), "OTP" | "FLOW" | "CATALOG" | "MPM" | "SPM")
        }),
        _ => false,
    }
}

fn body(parts: &[Part], parameter_format: ParameterFormat) -> TemplateBody {
    let part = |name: &str| parts.iter().find(|part| kind(part) == name);
    let header = part("HEADER");
    let text = |part: Option<&Part>| part.and_then(|part| part.text.clone()).filter(|text| !text.is_empty());
    let buttons = part("BUTTONS").and_then(|part| part.buttons.clone()).unwrap_or_default().0;
    let mut body = TemplateBody {
        header_format: header.and_then(header_format).unwrap_or(HeaderFormat::None),
        header_text: text(header),
        body: text(part("BODY")).unwrap_or_default(),
        footer: text(part("FOOTER")),
        buttons: buttons.into_iter().map(button).collect(),
        parameter_format,
        examples: Vec::new(),
    };
    body.examples = part("BODY")
        .and_then(|part| part.example.as_ref())
        .map(|all| examples(&body, all))
        .unwrap_or_default();
    body
}

/// `None` for formats not known here.
fn header_format(part: &Part) -> Option<HeaderFormat> {
    match part.format.as_deref().unwrap_or("TEXT") {
        "TEXT" => Some(HeaderFormat::Text),
        "IMAGE" => Some(HeaderFormat::Image),
        "VIDEO" | "GIF" => Some(HeaderFormat::Video),
        "DOCUMENT" => Some(HeaderFormat::Document),
        "LOCATION" => Some(HeaderFormat::Location),
        _ => None,
    }
}

fn button(wire: PartButton) -> TemplateButton {
    let kind = match wire.kind.as_deref().unwrap_or("") {
        "QUICK_REPLY" => ButtonKind::QuickReply,
        "URL" => ButtonKind::Url,
        "PHONE_NUMBER" => ButtonKind::PhoneNumber,
        "COPY_CODE" => ButtonKind::CopyCode,
        _ => ButtonKind::Other,
    };
    TemplateButton { kind, text: wire.text.unwrap_or_default(), url: wire.url }
}

/// In the order of the body's variables, an empty text where none was given.
fn examples(body: &TemplateBody, wire: &Examples) -> Vec<String> {
    if body.parameter_format == ParameterFormat::Positional {
        let list = wire.body_text.as_ref().and_then(Value::as_array);
        let first = list.and_then(|list| list.first()).and_then(Value::as_array).or(list);
        return first.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
    }
    let named = wire.body_text_named_params.clone().unwrap_or_default().0;
    body.variables()
        .into_iter()
        .filter(|one| one.place == VariablePlace::Body)
        .map(|one| {
            let given = named.iter().find(|given| given.param_name.as_ref() == Some(&one.key));
            given.and_then(|given| given.example.clone()).unwrap_or_default()
        })
        .collect()
}
