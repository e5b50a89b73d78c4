//! Templates in the Graph API's form: the demonstration set, and reading one for checks and display.

use serde_json::{Value, json};

/// Templates of a business account that brought none: German and English, with variables, buttons and a
/// picture, one paused and one rejected.
pub(crate) fn demonstration_set() -> Vec<Value> {
    let parsed: Vec<Value> = serde_json::from_str(include_str!("assets/templates.json")).unwrap_or_default();
    let count = parsed.len();
    parsed.into_iter().zip(1..=count).map(|(template, at)| completed(template, at)).collect()
}

/// Fills what a short description leaves out.
fn completed(mut template: Value, at: usize) -> Value {
    if let Some(fields) = template.as_object_mut() {
        let quality = fields.remove("quality").unwrap_or_else(|| json!("GREEN"));
        fields.entry("id").or_insert_with(|| {
            json!(format!("{}", 1_000_000_000_000_000_u64.saturating_add(u64::try_from(at).unwrap_or(0))))
        });
        fields.entry("rejected_reason").or_insert_with(|| json!("NONE"));
        fields.entry("quality_score").or_insert_with(|| json!({"score": quality, "date": null}));
    }
    template
}

/// A component of a template by its type, in any case.
pub(crate) fn component<'a>(template: &'a Value, kind: &str) -> Option<&'a Value> {
    template
        .get("components")?
        .as_array()?
        .iter()
        .find(|one| one.get("type").and_then(Value::as_str).is_some_and(|own| own.eq_ignore_ascii_case(kind)))
}

/// Its buttons in their order.
pub(crate) fn buttons(template: &Value) -> &[Value] {
    component(template, "BUTTONS")
        .and_then(|one| one.get("buttons"))
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// Names between `{{` and `}}`, each once, in order.
pub(crate) fn placeholders(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for part in text.split("{{").skip(1) {
        if let Some((name, _)) = part.split_once("}}") {
            let name = name.trim();
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

/// The text with its placeholders filled; those without a value stay.
pub(crate) fn filled(text: &str, values: &[(String, String)]) -> String {
    let mut text = text.to_owned();
    for (name, value) in values {
        text = text.replace(&format!("{{{{{name}}}}}"), value);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demonstration_set_is_complete() {
        let all = demonstration_set();
        assert_eq!(all.len(), 7);
        for template in &all {
            for key in ["id", "name", "language", "status", "category", "components", "quality_score"] {
                assert!(template.get(key).is_some(), "{key} of {template}");
            }
            assert!(component(template, "body").is_some());
        }
        assert_eq!(buttons(&all[0]).len(), 2);
    }

    #[test]
    fn placeholders_are_named_once_and_filled_everywhere() {
        assert_eq!(placeholders("a {{1}} b {{ name }} c {{1}}"), ["1", "name"]);
        assert_eq!(filled("{{1}} und {{1}} {{2}}", &[("1".into(), "x".into())]), "x und x {{2}}");
    }
}
