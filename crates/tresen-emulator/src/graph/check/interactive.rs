//! Buttons, lists and the like. Limits: Meta "Interactive messages", seen 2026-09-11.

use std::collections::HashSet;

use serde_json::{Value, json};
use tresen_whatsapp::wire::outbound::{Interactive, Media, OutboundMessage};

use super::{Checked, Content, Failure, at_most, attachment, bounded, plain};
use crate::{config::NumberSetup, platform::Platform};

/// Longest text of a list; every other kind has 1,024.
const LIST_BODY: usize = 4_096;
const BODY: usize = 1_024;
/// Longest header and footer.
const LINE: usize = 60;

pub(super) fn check(
    platform: &Platform,
    number: &NumberSetup,
    request: &OutboundMessage,
) -> Result<Checked, Failure> {
    let given = request.interactive.as_ref().ok_or_else(|| Failure::missing("interactive"))?;
    let kind = given.kind.as_deref().ok_or_else(|| Failure::missing("interactive['type']"))?;
    let limit = if kind == "list" { LIST_BODY } else { BODY };
    let body = given.body.as_ref().and_then(|body| body.text.as_ref());
    let body = bounded("interactive['body']['text']", body, limit)?;
    if let Some(footer) = given.footer.as_ref().and_then(|footer| footer.text.as_ref()) {
        at_most("interactive['footer']['text']", footer, LINE)?;
    }
    let action = given.action.as_ref().ok_or_else(|| Failure::missing("interactive['action']"))?;
    match kind {
        "button" => buttons(action)?,
        "list" => list(action)?,
        "cta_url" => link(action)?,
        "location_request_message" | "request_contact_info" => {}
        other => return Err(Failure::value(format!("interactive['type'] '{other}' is not supported here"))),
    }
    let (media, late_failure) = header(platform, number, given, kind)?;
    let detail = json!({
        "kind": kind, "header": given.header, "footer": given.footer.as_ref().and_then(|one| one.text.clone()),
        "action": action,
    });
    Ok(Checked {
        content: Content::Message { text: Some(body), media, detail },
        late_failure,
        ..plain(None, Value::Null)
    })
}

type Header = (Option<Value>, Option<Failure>);

fn header(
    platform: &Platform,
    number: &NumberSetup,
    given: &Interactive,
    kind: &str,
) -> Result<Header, Failure> {
    let Some(header) = &given.header else { return Ok((None, None)) };
    match header.get("type").and_then(Value::as_str) {
        Some("text") => {
            let text = header.get("text").and_then(Value::as_str).map(str::to_owned);
            bounded("interactive['header']['text']", text.as_ref(), LINE)?;
            Ok((None, None))
        }
        Some(file @ ("image" | "video" | "document")) if kind != "list" => {
            let media = header.get(file).cloned().ok_or_else(|| Failure::missing(file))?;
            let media: Media =
                serde_json::from_value(media).map_err(|error| Failure::invalid(error.to_string()))?;
            attachment::file(platform, number, &media, file).map(|(seen, late)| (Some(seen), late))
        }
        _ => Err(Failure::value("interactive['header']['type'] is not allowed here")),
    }
}

fn text_of<'a>(value: &'a Value, pointer: &str) -> Option<&'a str> {
    value.pointer(pointer).and_then(Value::as_str).filter(|text| !text.is_empty())
}

fn buttons(action: &Value) -> Result<(), Failure> {
    let buttons =
        action.get("buttons").and_then(Value::as_array).ok_or_else(|| Failure::missing("buttons"))?;
    if !(1..=3).contains(&buttons.len()) {
        return Err(Failure::value("interactive['action']['buttons'] must have 1 to 3 elements"));
    }
    let (mut titles, mut ids) = (HashSet::new(), HashSet::new());
    for button in buttons {
        let id = text_of(button, "/reply/id").ok_or_else(|| Failure::missing("button['reply']['id']"))?;
        let title =
            text_of(button, "/reply/title").ok_or_else(|| Failure::missing("button['reply']['title']"))?;
        at_most("button['reply']['id']", id, 256)?;
        at_most("button['reply']['title']", title, 20)?;
        if !titles.insert(title) || !ids.insert(id) {
            return Err(Failure::value("Buttons must not have the same title or id"));
        }
    }
    Ok(())
}

fn list(action: &Value) -> Result<(), Failure> {
    let button =
        text_of(action, "/button").ok_or_else(|| Failure::missing("interactive['action']['button']"))?;
    at_most("interactive['action']['button']", button, 20)?;
    let sections =
        action.get("sections").and_then(Value::as_array).ok_or_else(|| Failure::missing("sections"))?;
    let (mut rows_in_all, mut ids) = (0usize, HashSet::new());
    for section in sections {
        match text_of(section, "/title") {
            Some(title) => at_most("section['title']", title, 24)?,
            None if sections.len() > 1 => return Err(Failure::missing("section['title']")),
            None => {}
        }
        let rows = section.get("rows").and_then(Value::as_array).ok_or_else(|| Failure::missing("rows"))?;
        rows_in_all = rows_in_all.saturating_add(rows.len());
        for row in rows {
            let id = text_of(row, "/id").ok_or_else(|| Failure::missing("row['id']"))?;
            at_most("row['id']", id, 200)?;
            at_most(
                "row['title']",
                text_of(row, "/title").ok_or_else(|| Failure::missing("row['title']"))?,
                24,
            )?;
            at_most("row['description']", text_of(row, "/description").unwrap_or(""), 72)?;
            if !ids.insert(id) {
                return Err(Failure::value("Rows must not have the same id"));
            }
        }
    }
    if !(1..=10).contains(&sections.len()) || !(1..=10).contains(&rows_in_all) {
        return Err(Failure::value("A list must have 1 to 10 sections and 1 to 10 rows in all"));
    }
    Ok(())
}

fn link(action: &Value) -> Result<(), Failure> {
    let text = text_of(action, "/parameters/display_text").ok_or_else(|| Failure::missing("display_text"))?;
    at_most("display_text", text, 20)?;
    text_of(action, "/parameters/url").map(|_| ()).ok_or_else(|| Failure::missing("url"))
}
