//! The API's shapes as TypeScript types, from its OpenAPI description.
//!
//! Types only: one `export type` per named schema, in the order of their names, with their descriptions.

use std::fmt::Write as _;

use anyhow::{Context, Result};
use serde_json::{Map, Value};

/// The whole file. `description`: the OpenAPI document as text.
pub(super) fn types(description: &str) -> Result<String> {
    let document: Value = serde_json::from_str(description).context("the API description is not JSON")?;
    let schemas = document
        .pointer("/components/schemas")
        .and_then(Value::as_object)
        .context("the API description has no schemas")?;
    let mut names: Vec<&String> = schemas.keys().collect();
    names.sort();
    let mut text =
        "// Written by `cargo xtask gen` from api/openapi.json; edit the server's types instead.\n"
            .to_owned();
    for name in names {
        if let Some(schema) = schemas.get(name) {
            let _ = write!(text, "\n{}export type {name} = {};\n", comment(schema, ""), type_of(schema, ""));
        }
    }
    Ok(text)
}

/// A schema as a type expression. `indent`: of the line it stands in.
fn type_of(schema: &Value, indent: &str) -> String {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        return reference.rsplit('/').next().unwrap_or("unknown").to_owned();
    }
    if let Some(value) = schema.get("const") {
        return value.to_string();
    }
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        return joined(values.iter().map(Value::to_string), " | ");
    }
    for (keyword, between) in [("oneOf", " | "), ("anyOf", " | "), ("allOf", " & ")] {
        if let Some(parts) = schema.get(keyword).and_then(Value::as_array) {
            return joined(parts.iter().map(|part| grouped(&type_of(part, indent))), between);
        }
    }
    match schema.get("type") {
        Some(Value::String(name)) => named(name, schema, indent),
        Some(Value::Array(names)) => {
            joined(names.iter().filter_map(Value::as_str).map(|name| named(name, schema, indent)), " | ")
        }
        _ if schema.get("properties").is_some() => object(schema, indent),
        _ => "unknown".to_owned(),
    }
}

fn named(name: &str, schema: &Value, indent: &str) -> String {
    match name {
        "string" | "boolean" | "null" => name.to_owned(),
        "integer" | "number" => "number".to_owned(),
        "array" => array(schema, indent),
        "object" => object(schema, indent),
        _ => "unknown".to_owned(),
    }
}

fn array(schema: &Value, indent: &str) -> String {
    if let Some(places) = schema.get("prefixItems").and_then(Value::as_array) {
        return format!("[{}]", joined(places.iter().map(|place| type_of(place, indent)), ", "));
    }
    let item = schema.get("items").map_or_else(|| "unknown".to_owned(), |items| type_of(items, indent));
    format!("{}[]", grouped(&item))
}

fn object(schema: &Value, indent: &str) -> String {
    let empty = Map::new();
    let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&empty);
    let others = match schema.get("additionalProperties") {
        Some(Value::Bool(false)) => None,
        Some(value @ Value::Object(_)) => Some(type_of(value, indent)),
        // An object that names no property is open by nature; one that names some is taken at its word.
        _ => properties.is_empty().then(|| "unknown".to_owned()),
    };
    if let (true, Some(others)) = (properties.is_empty(), &others) {
        return format!("Record<string, {others}>");
    }
    let required: Vec<&str> = schema
        .get("required")
        .and_then(Value::as_array)
        .map(|names| names.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    let inner = format!("{indent}  ");
    let mut text = "{\n".to_owned();
    for (name, property) in properties {
        let mark = if required.contains(&name.as_str()) { "" } else { "?" };
        let (key, note) = (key(name), comment(property, &inner));
        let _ = writeln!(text, "{note}{inner}{key}{mark}: {};", type_of(property, &inner));
    }
    let _ = write!(text, "{indent}}}");
    match others {
        Some(others) => format!("{text} & Record<string, {others}>"),
        None => text,
    }
}

fn joined(parts: impl Iterator<Item = String>, between: &str) -> String {
    let parts: Vec<String> = parts.collect();
    if parts.is_empty() { "unknown".to_owned() } else { parts.join(between) }
}

/// In brackets where an operator around it would otherwise tear it apart.
fn grouped(expression: &str) -> String {
    let is_single = !expression.contains(" | ") && !expression.contains(" & ");
    let is_object = expression.starts_with('{') && expression.ends_with('}');
    if is_single || is_object { expression.to_owned() } else { format!("({expression})") }
}

fn key(name: &str) -> String {
    let is_plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && !name.starts_with(|c: char| c.is_ascii_digit());
    if is_plain { name.to_owned() } else { Value::from(name).to_string() }
}

fn comment(schema: &Value, indent: &str) -> String {
    let Some(text) = schema.get("description").and_then(Value::as_str) else { return String::new() };
    let lines: Vec<&str> = text.trim().lines().map(str::trim).collect();
    match lines.as_slice() {
        [] => String::new(),
        [line] => format!("{indent}/** {} */\n", line.replace("*/", "* /")),
        lines => {
            let mut text = format!("{indent}/**\n");
            for line in lines {
                text.push_str(format!("{indent} * {}", line.replace("*/", "* /")).trim_end());
                text.push('\n');
            }
            format!("{text}{indent} */\n")
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn expression(schema: &Value) -> String {
        type_of(schema, "")
    }

    #[test]
    fn simple_shapes() {
        assert_eq!(expression(&json!({"type": ["string", "null"]})), "string | null");
        assert_eq!(expression(&json!({"type": "integer", "format": "int64"})), "number");
        assert_eq!(expression(&json!({"enum": ["in", "out"], "type": "string"})), "\"in\" | \"out\"");
        assert_eq!(expression(&json!({"$ref": "#/components/schemas/Ticket"})), "Ticket");
        assert_eq!(expression(&json!({})), "unknown");
        assert_eq!(expression(&json!({"type": "object"})), "Record<string, unknown>");
        assert_eq!(
            expression(&json!({"type": "object", "additionalProperties": {"type": "string"}})),
            "Record<string, string>"
        );
    }

    #[test]
    fn an_operator_inside_a_list_is_bracketed() {
        let media = json!({"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/Media"}]});
        assert_eq!(expression(&media), "null | Media");
        assert_eq!(expression(&json!({"type": "array", "items": media})), "(null | Media)[]");
    }

    #[test]
    fn a_file_lists_schemas_by_name_with_their_words() {
        let document = json!({"components": {"schemas": {
            "Team": {"type": "object", "required": ["id"], "description": "Agents who share a queue.",
                "properties": {"id": {"type": "string", "description": "Time-ordered.\nNever reused."},
                    "x-colour": {"type": ["string", "null"]}}},
            "Kind": {"type": "string", "enum": ["a"]}
        }}});
        let text = types(&document.to_string()).unwrap();
        let (_, body) = text.split_once("\n\n").unwrap();
        assert_eq!(
            body,
            "export type Kind = \"a\";\n\n\
             /** Agents who share a queue. */\n\
             export type Team = {\n\
             \x20 /**\n\x20  * Time-ordered.\n\x20  * Never reused.\n\x20  */\n\
             \x20 id: string;\n\
             \x20 \"x-colour\"?: string | null;\n\
             };\n"
        );
    }
}
