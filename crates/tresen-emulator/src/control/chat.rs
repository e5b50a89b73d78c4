//! Chats: reading one as its phone, and writing into it.

use std::sync::Arc;

use axum::{
    Extension, Json, RequestExt as _,
    extract::{Multipart, Path, Request, State},
    http::{StatusCode, header::CONTENT_TYPE},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{file, handle, problem::Problem};
use crate::{
    chat::{Author, ChatKey, Progress},
    handle::PastMessage,
    platform::Platform,
    say::Saying,
};

/// Messages as the phone sees them: what waits for a phone that is off is not among them.
pub(crate) async fn show(
    State(platform): State<Arc<Platform>>,
    Path((id, phone_number_id)): Path<(String, String)>,
) -> Result<Json<Value>, Problem> {
    platform.customer(&id)?;
    platform.business(&phone_number_id)?;
    let now = platform.now();
    let chats = platform.chats.lock();
    let chat = chats.get(&ChatKey::new(&phone_number_id, &id));
    let items: Vec<_> = chat
        .iter()
        .flat_map(|chat| chat.messages.iter())
        .filter(|one| one.from == Author::Customer || one.state > Progress::Sent)
        .collect();
    Ok(Json(json!({
        "items": items,
        "is_typing": chat.and_then(|chat| chat.typing_until).is_some_and(|until| now < until),
        "typing_until_at": chat.and_then(|chat| chat.typing_until),
        "window_expires_at": chat.and_then(|chat| chat.window_until),
        "now_at": now,
    })))
}

/// One message: as JSON, or as a form whose `message` is that JSON (or whose fields are those of a message)
/// and whose `file` is the file.
pub(crate) async fn say(
    State(platform): State<Arc<Platform>>,
    Path(id): Path<String>,
    request: Request,
) -> Result<(StatusCode, Json<Value>), Problem> {
    let is_form = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("multipart/form-data"));
    let saying = if is_form {
        let form: Multipart =
            request.extract().await.map_err(|_| Problem::invalid("the form cannot be read"))?;
        from_form(&platform, form).await?
    } else {
        let Json(saying) = request
            .extract::<Json<Saying>, _>()
            .await
            .map_err(|error| Problem::invalid(error.body_text()))?;
        saying
    };
    let wamid = platform.say(&id, &saying)?;
    Ok((StatusCode::CREATED, Json(json!({"wamid": wamid}))))
}

async fn from_form(platform: &Platform, mut form: Multipart) -> Result<Saying, Problem> {
    let broken = |_| Problem::invalid("the form is malformed or too large");
    let mut fields = serde_json::Map::new();
    let mut media_id = None;
    while let Some(part) = form.next_field().await.map_err(broken)? {
        match part.name().map(str::to_owned).as_deref() {
            Some("file" | "media") => media_id = Some(file::keep(platform, part).await?.id),
            Some("message") => {
                let text = part.text().await.map_err(broken)?;
                let parsed: serde_json::Map<_, _> =
                    serde_json::from_str(&text).map_err(|error| Problem::invalid(error.to_string()))?;
                fields.extend(parsed);
            }
            Some(name) => {
                let value = part.text().await.map_err(broken)?;
                fields.insert(name.to_owned(), Value::String(value));
            }
            None => {}
        }
    }
    let mut saying: Saying =
        serde_json::from_value(Value::Object(fields)).map_err(|error| Problem::invalid(error.to_string()))?;
    saying.media_id = media_id.or(saying.media_id);
    Ok(saying)
}

#[derive(Deserialize)]
pub(crate) struct Past {
    phone_number_id: String,
    messages: Vec<PastMessage>,
}

pub(crate) async fn remember(
    State(platform): State<Arc<Platform>>,
    Extension(http): Extension<reqwest::Client>,
    Path(id): Path<String>,
    Json(past): Json<Past>,
) -> Result<StatusCode, Problem> {
    handle(&platform, &http).remember(&id, &past.phone_number_id, past.messages)?;
    Ok(StatusCode::NO_CONTENT)
}
