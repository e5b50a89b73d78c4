//! The list of templates, page by page.

use std::{collections::HashMap, sync::Arc};

use axum::{
    Json,
    extract::{OriginalUri, Path, Query, State},
    http::{HeaderMap, header},
};
use serde_json::{Value, json};

use super::{access::Access, error::Failure, picked};
use crate::platform::Platform;

/// Templates of a page when nobody says. Source: Graph API usage.
const PAGE: usize = 25;

pub(crate) async fn list(
    State(platform): State<Arc<Platform>>,
    access: Access,
    Path((_version, waba_id)): Path<(String, String)>,
    Query(query): Query<HashMap<String, String>>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Json<Value>, Failure> {
    access.account(&waba_id)?;
    let asked = |key: &str| query.get(key).filter(|value| !value.is_empty());
    let matching: Vec<Value> = {
        let numbers = platform.numbers.lock();
        let all = numbers.templates(&waba_id).iter();
        all.filter(|template| {
            ["name", "status", "category", "language"].iter().all(|key| {
                let own = template.get(*key).and_then(Value::as_str).unwrap_or("");
                asked(key).is_none_or(|wished| own.eq_ignore_ascii_case(wished))
            })
        })
        .cloned()
        .collect()
    };
    let limit = asked("limit").and_then(|text| text.parse().ok()).unwrap_or(PAGE).clamp(1, 1_000);
    let start: usize = match asked("after") {
        None => 0,
        Some(cursor) => cursor.parse().map_err(|_| Failure::invalid("Param after is not a valid cursor"))?,
    };
    let end = start.saturating_add(limit).min(matching.len());
    let data: Vec<_> = matching
        .iter()
        .take(end)
        .skip(start)
        .map(|template| picked(template, asked("fields").map(String::as_str)))
        .collect();
    let mut paging = json!({"cursors": {"before": start.to_string(), "after": end.to_string()}});
    if let (true, Some(fields)) = (end < matching.len(), paging.as_object_mut()) {
        fields.insert("next".to_owned(), json!(next(&query, &headers, uri.path(), limit, end)));
    }
    Ok(Json(json!({"data": data, "paging": paging})))
}

fn next(
    query: &HashMap<String, String>,
    headers: &HeaderMap,
    path: &str,
    limit: usize,
    end: usize,
) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("127.0.0.1");
    let fields = query.get("fields").map(|fields| format!("&fields={fields}")).unwrap_or_default();
    format!("http://{host}{path}?limit={limit}&after={end}{fields}")
}
