//! Templates: known, approved, and every variable with a value of the right kind.

use serde_json::{Value, json};
use tresen_whatsapp::wire::outbound::{Component, OutboundMessage, Parameter};

use super::{Checked, Content, Failure, attachment, plain};
use crate::{
    config::NumberSetup,
    platform::Platform,
    template::{buttons, component, filled, placeholders},
};

pub(super) fn check(
    platform: &Platform,
    number: &NumberSetup,
    request: &OutboundMessage,
) -> Result<Checked, Failure> {
    let given = request.template.as_ref().ok_or_else(|| Failure::missing("template"))?;
    let name = given.name.as_deref().ok_or_else(|| Failure::missing("template['name']"))?;
    let language = given.language.as_ref().and_then(|language| language.code.as_deref());
    let language = language.ok_or_else(|| Failure::missing("template['language']['code']"))?;
    let template = find(platform, &number.waba_id, name, language)?;
    let components = given.components.as_deref().unwrap_or_default();
    let is_named = template.get("parameter_format").and_then(Value::as_str) == Some("NAMED");
    let header = header(platform, number, &template, components, is_named)?;
    let body = part_text(&template, "BODY").unwrap_or_default();
    let values = values("body", body, parameters(components, "body"), is_named)?;
    let detail = json!({
        "header": header.text,
        "footer": part_text(&template, "FOOTER"),
        "buttons": filled_buttons(&template, components)?,
    });
    Ok(Checked {
        content: Content::Message { text: Some(filled(body, &values)), media: header.media, detail },
        is_template: true,
        category: template.get("category").and_then(Value::as_str).map(str::to_owned),
        late_failure: header.late_failure,
        ..plain(None, Value::Null)
    })
}

fn find(platform: &Platform, waba_id: &str, name: &str, language: &str) -> Result<Value, Failure> {
    let numbers = platform.numbers.lock();
    let is_it = |template: &&Value| {
        let field = |key| template.get(key).and_then(Value::as_str);
        field("name") == Some(name) && field("language") == Some(language)
    };
    let unknown = || Failure::new(132_001, format!("template name ({name}) does not exist in {language}"));
    let template = numbers.templates(waba_id).iter().find(is_it).ok_or_else(unknown)?;
    match template.get("status").and_then(Value::as_str) {
        Some("APPROVED") => Ok(template.clone()),
        Some("PAUSED") => {
            Err(Failure::new(132_015, format!("template ({name}) is paused due to low quality")))
        }
        _ => Err(unknown()),
    }
}

fn part_text<'a>(template: &'a Value, kind: &str) -> Option<&'a str> {
    component(template, kind)?.get("text")?.as_str()
}

fn parameters<'a>(components: &'a [Component], kind: &str) -> &'a [Parameter] {
    components
        .iter()
        .find(|one| one.kind.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(kind)))
        .and_then(|one| one.parameters.as_deref())
        .unwrap_or_default()
}

/// Names and values of a text's variables.
fn values(
    place: &str,
    text: &str,
    given: &[Parameter],
    is_named: bool,
) -> Result<Vec<(String, String)>, Failure> {
    let names = placeholders(text);
    if names.len() != given.len() {
        return Err(Failure::new(
            132_000,
            format!(
                "{place}: number of localizable_params ({}) does not match the expected number of params ({})",
                given.len(),
                names.len()
            ),
        ));
    }
    let mut values = Vec::with_capacity(names.len());
    for (at, name) in names.iter().enumerate() {
        let parameter = if is_named {
            given.iter().find(|one| one.parameter_name.as_deref() == Some(*name))
        } else {
            given.get(at)
        };
        let missing =
            || Failure::invalid(format!("{place}: parameter '{name}' is missing or has no parameter_name"));
        let parameter = parameter.ok_or_else(missing)?;
        values.push(((*name).to_owned(), text_value(place, parameter)?));
    }
    Ok(values)
}

fn text_value(place: &str, parameter: &Parameter) -> Result<String, Failure> {
    if parameter.kind.as_deref() != Some("text") {
        let found = parameter.kind.as_deref().unwrap_or("unknown").to_uppercase();
        let details = format!("{place}: Format mismatch, expected TEXT, received {found}");
        return Err(Failure::new(132_012, details));
    }
    let text = parameter.text.clone().filter(|text| !text.is_empty());
    let text = text.ok_or_else(|| Failure::missing(&format!("{place}['text']")))?;
    if text.contains(['\n', '\r', '\t']) || text.contains("     ") {
        return Err(Failure::new(
            132_018,
            format!(
                "{place}: Param text cannot have new-line/tab characters or more than 4 consecutive spaces"
            ),
        ));
    }
    Ok(text)
}

#[derive(Default)]
struct Header {
    text: Option<String>,
    media: Option<Value>,
    late_failure: Option<Failure>,
}

fn header(
    platform: &Platform,
    number: &NumberSetup,
    template: &Value,
    components: &[Component],
    is_named: bool,
) -> Result<Header, Failure> {
    let given = parameters(components, "header");
    let Some(part) = component(template, "HEADER") else {
        return values("header", "", given, false).map(|_| Header::default());
    };
    let format = part.get("format").and_then(Value::as_str).unwrap_or("TEXT");
    if format == "TEXT" {
        let text = part.get("text").and_then(Value::as_str).unwrap_or_default();
        let values = values("header", text, given, is_named)?;
        return Ok(Header { text: Some(filled(text, &values)), ..Header::default() });
    }
    let received = given.first().and_then(|one| one.kind.as_deref()).unwrap_or("unknown").to_uppercase();
    if received != format {
        let details = format!("header: Format mismatch, expected {format}, received {received}");
        return Err(Failure::new(132_012, details));
    }
    let parameter = given.first();
    let (media, kind) = match format {
        "IMAGE" => (parameter.and_then(|one| one.image.as_ref()), "image"),
        "VIDEO" => (parameter.and_then(|one| one.video.as_ref()), "video"),
        "DOCUMENT" => (parameter.and_then(|one| one.document.as_ref()), "document"),
        _ => return Ok(Header::default()),
    };
    let media = media.ok_or_else(|| Failure::missing(&format!("header['{kind}']")))?;
    let (seen, late_failure) = attachment::file(platform, number, media, kind)?;
    Ok(Header { media: Some(seen), late_failure, ..Header::default() })
}

/// The buttons as the phone shows them, with addresses filled and payloads set.
fn filled_buttons(template: &Value, components: &[Component]) -> Result<Vec<Value>, Failure> {
    let mut shown = Vec::new();
    for (index, button) in buttons(template).iter().enumerate() {
        let text = button.get("text").and_then(Value::as_str).unwrap_or_default();
        let given = components.iter().find(|one| {
            let is_button = one.kind.as_deref().is_some_and(|kind| kind.eq_ignore_ascii_case("button"));
            is_button && one.index.as_deref() == Some(index.to_string().as_str())
        });
        let parameter = given.and_then(|one| one.parameters.as_deref()).and_then(<[Parameter]>::first);
        let mut one = json!({"kind": button.get("type"), "text": text});
        let Some(fields) = one.as_object_mut() else { continue };
        match button.get("type").and_then(Value::as_str) {
            Some("QUICK_REPLY") => {
                let payload =
                    parameter.and_then(|one| one.payload.clone()).unwrap_or_else(|| text.to_owned());
                fields.insert("payload".to_owned(), json!(payload));
            }
            Some("URL") => {
                let url = button.get("url").and_then(Value::as_str).unwrap_or_default();
                let given: &[Parameter] = parameter.map_or(&[], std::slice::from_ref);
                let values = values(&format!("buttons[{index}]"), url, given, false)?;
                fields.insert("url".to_owned(), json!(filled(url, &values)));
            }
            _ => {}
        }
        shown.push(one);
    }
    Ok(shown)
}
