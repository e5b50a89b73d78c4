//! Files: upload, address, content, removal.

use std::{collections::HashMap, sync::Arc};

use axum::{
    Json,
    extract::{Multipart, Path, Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use serde_json::{Value, json};
use tresen_domain::message::MessageKind;
use tresen_whatsapp::limits::{media_bytes, media_types};

use super::{access::Access, error::Failure};
use crate::{
    media::{Medium, NewMedium},
    platform::Platform,
};

/// Kinds of files by the beginning of their type.
const KINDS: [MessageKind; 4] =
    [MessageKind::Image, MessageKind::Video, MessageKind::Audio, MessageKind::Sticker];
/// Documents beside `text/plain` and everything under `application/` with these beginnings.
/// Source: Meta "Media", seen 2026-09-11.
const DOCUMENTS: [&str; 6] = [
    "text/plain",
    "application/pdf",
    "application/msword",
    "application/vnd.ms-",
    "application/vnd.openxmlformats-officedocument.",
    "application/vnd.oasis.opendocument.",
];

struct Form {
    product: Option<String>,
    mime_type: Option<String>,
    file: Option<(Option<String>, Option<String>, Bytes)>,
}

pub(crate) async fn upload(
    State(platform): State<Arc<Platform>>,
    access: Access,
    Path((_version, phone_number_id)): Path<(String, String)>,
    form: Multipart,
) -> Result<Json<Value>, Failure> {
    access.number(&phone_number_id)?;
    let form = read(form).await?;
    if form.product.as_deref() != Some("whatsapp") {
        return Err(Failure::invalid("The parameter messaging_product is required"));
    }
    let (file_name, part_type, bytes) =
        form.file.ok_or_else(|| Failure::invalid("The parameter file is required"))?;
    let mime_type =
        form.mime_type.or(part_type).ok_or_else(|| Failure::invalid("The parameter type is required"))?;
    check(&mime_type, &bytes)?;
    let is_voice = mime_type.starts_with("audio/ogg");
    let new = NewMedium {
        phone_number_id: Some(phone_number_id),
        mime_type,
        file_name,
        bytes,
        is_voice,
        is_received: false,
    };
    let now = platform.now();
    let medium = platform.media.lock().put(new, now, &platform.tokens, platform.keep.media_bytes);
    Ok(Json(json!({"id": medium.id})))
}

async fn read(mut form: Multipart) -> Result<Form, Failure> {
    let broken = |_| Failure::invalid("The multipart body is malformed or too large");
    let mut found = Form { product: None, mime_type: None, file: None };
    while let Some(part) = form.next_field().await.map_err(broken)? {
        match part.name() {
            Some("messaging_product") => found.product = Some(part.text().await.map_err(broken)?),
            Some("type") => found.mime_type = Some(part.text().await.map_err(broken)?),
            Some("file") => {
                let (name, kind) =
                    (part.file_name().map(str::to_owned), part.content_type().map(str::to_owned));
                found.file = Some((name, kind, part.bytes().await.map_err(broken)?));
            }
            _ => {}
        }
    }
    Ok(found)
}

/// Type and size; whether the bytes are what the type says is found out only when the file is sent.
fn check(mime_type: &str, bytes: &Bytes) -> Result<(), Failure> {
    let plain = mime_type.split(';').next().unwrap_or("").trim();
    let kind = KINDS.into_iter().find(|kind| media_types(*kind).contains(&plain));
    let is_document = DOCUMENTS.iter().any(|begin| plain.starts_with(begin));
    let kind = match (kind, is_document) {
        (Some(kind), _) => kind,
        (None, true) => MessageKind::Document,
        (None, false) => {
            return Err(Failure::invalid(format!(
                "Param file must be a file with one of the supported types. Received file of type '{plain}'"
            )));
        }
    };
    let limit = media_bytes(kind).unwrap_or(0);
    if bytes.is_empty() || u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limit {
        return Err(Failure::invalid(format!("Param file must have between 1 and {limit} bytes")));
    }
    Ok(())
}

/// Address and facts of a file; `None` when it is not there for this token and number.
pub(crate) fn describe(
    platform: &Platform,
    access: &Access,
    id: &str,
    phone_number_id: Option<&String>,
    headers: &HeaderMap,
) -> Option<Json<Value>> {
    let now = platform.now();
    let medium = platform.media.lock().get(id, now).cloned()?;
    let owner = medium.phone_number_id.clone()?;
    access.number(&owner).ok()?;
    if phone_number_id.is_some_and(|asked| *asked != owner) {
        return None;
    }
    let token = platform.media.lock().address(id, now, &platform.tokens);
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("127.0.0.1");
    Some(Json(json!({
        "messaging_product": "whatsapp",
        "url": format!("http://{host}/media-content/{token}"),
        "mime_type": medium.mime_type,
        "sha256": hex::encode(medium.sha256),
        "file_size": medium.bytes.len(),
        "id": medium.id,
    })))
}

pub(crate) async fn delete(
    State(platform): State<Arc<Platform>>,
    access: Access,
    Path((_version, id)): Path<(String, String)>,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Result<Json<Value>, Failure> {
    if describe(&platform, &access, &id, query.get("phone_number_id"), &headers).is_none() {
        return Err(Failure::unknown_object(&id));
    }
    platform.media.lock().delete(&id);
    Ok(Json(json!({"success": true})))
}

pub(crate) async fn content(
    State(platform): State<Arc<Platform>>,
    access: Access,
    Path(token): Path<String>,
) -> Result<Response, StatusCode> {
    let now = platform.now();
    let medium = platform.media.lock().behind(&token, now).cloned().ok_or(StatusCode::NOT_FOUND)?;
    let is_own = medium.phone_number_id.as_deref().is_some_and(|owner| access.number(owner).is_ok());
    if is_own { Ok(answer(&medium)) } else { Err(StatusCode::NOT_FOUND) }
}

pub(crate) async fn versioned_content(
    platform: State<Arc<Platform>>,
    access: Access,
    Path((_version, token)): Path<(String, String)>,
) -> Result<Response, StatusCode> {
    content(platform, access, Path(token)).await
}

/// The file itself, never to be run by a browser.
pub(crate) fn answer(medium: &Medium) -> Response {
    let kind = header::HeaderValue::from_str(&medium.mime_type)
        .unwrap_or(header::HeaderValue::from_static("application/octet-stream"));
    (
        [
            (header::CONTENT_TYPE, kind),
            (header::X_CONTENT_TYPE_OPTIONS, header::HeaderValue::from_static("nosniff")),
            (
                header::CONTENT_SECURITY_POLICY,
                header::HeaderValue::from_static("sandbox; default-src 'none'"),
            ),
        ],
        medium.bytes.clone(),
    )
        .into_response()
}
