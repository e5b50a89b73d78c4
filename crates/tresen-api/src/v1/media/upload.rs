//! `POST /media`.

use axum::{
    Json,
    extract::{
        Multipart, State,
        multipart::{Field, MultipartError, MultipartRejection},
    },
    http::StatusCode,
};
use tresen_desk::{
    media::{FileFacts, Purpose, Upload},
    view::{MediaView, media},
};
use tresen_domain::id::ChannelId;
use utoipa::ToSchema;

use crate::{
    ApiState,
    auth::Signed,
    problem::{Answer, Code, Problem},
};

/// Longest text field.
const FIELD_BYTES: usize = 200;

/// The parts of the form, in any order; a file that comes after `purpose` is refused sooner when it is too large.
#[derive(ToSchema)]
#[schema(as = UploadMedia)]
#[expect(dead_code, reason = "describes the form; the fields are read one by one as they arrive")]
pub(super) struct Form {
    /// `image`, `video`, `audio`, `document` or `voice`.
    purpose: String,
    /// The channel it will go out on.
    #[schema(value_type = uuid::Uuid)]
    channel_id: ChannelId,
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// What has arrived so far.
#[derive(Default)]
struct Arrived {
    purpose: Option<Purpose>,
    channel_id: Option<ChannelId>,
    file: Option<(Upload, Option<String>, Option<String>)>,
}

/// Keeps a file to be sent, checked by its content; what the platform would not take is converted or refused.
#[utoipa::path(
    post, path = "/media", tag = "media", operation_id = "upload_media",
    request_body(content = Form, content_type = "multipart/form-data"),
    responses((status = 201, body = MediaView)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn upload(
    State(state): State<ApiState>,
    signed: Signed,
    form: Result<Multipart, MultipartRejection>,
) -> Answer<(StatusCode, Json<MediaView>)> {
    let mut form = form.map_err(|_| {
        Problem::new(Code::UnsupportedMediaType, "the body must be `multipart/form-data` with a boundary")
    })?;
    let mut arrived = Arrived::default();
    while let Some(field) = form.next_field().await.map_err(broken)? {
        match field.name() {
            Some("purpose") => arrived.purpose = Some(purpose(&text(field).await?)?),
            Some("channel_id") => arrived.channel_id = Some(channel_id(&text(field).await?)?),
            Some("file") => arrived.file = Some(file(&state, &signed, arrived.purpose, field).await?),
            _ => {}
        }
    }
    let required = |field: &str| Problem::field(field, "required", "must be given");
    let (upload, file_name, claimed_mime) = arrived.file.ok_or_else(|| required("file"))?;
    let facts = FileFacts {
        purpose: arrived.purpose.ok_or_else(|| required("purpose"))?,
        channel_id: arrived.channel_id.ok_or_else(|| required("channel_id"))?,
        file_name,
        claimed_mime,
    };
    let row = upload.finish(&state.desk, &signed.who, facts).await?;
    Ok((StatusCode::CREATED, Json(media(row))))
}

/// The file, straight to the disk.
async fn file(
    state: &ApiState,
    signed: &Signed,
    purpose: Option<Purpose>,
    mut field: Field<'_>,
) -> Answer<(Upload, Option<String>, Option<String>)> {
    let file_name = field.file_name().map(str::to_owned);
    let claimed_mime = field.content_type().map(str::to_owned);
    let mut upload = Upload::begin(&state.desk, &signed.who, purpose).await?;
    while let Some(piece) = field.chunk().await.map_err(broken)? {
        upload.write(&piece).await?;
    }
    Ok((upload, file_name, claimed_mime))
}

async fn text(mut field: Field<'_>) -> Answer<String> {
    let name = field.name().unwrap_or("").to_owned();
    let mut text = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(broken)? {
        text.extend_from_slice(&piece);
        if text.len() > FIELD_BYTES {
            return Err(Problem::field(name, "too_long", format!("at most {FIELD_BYTES} bytes")));
        }
    }
    String::from_utf8(text).map_err(|_| Problem::field(name, "format", "must be text"))
}

fn purpose(word: &str) -> Answer<Purpose> {
    Purpose::parse(word).ok_or_else(|| {
        Problem::field("purpose", "unknown", "one of `image`, `video`, `audio`, `document`, `voice`")
    })
}

fn channel_id(text: &str) -> Answer<ChannelId> {
    text.parse().map_err(|_| Problem::field("channel_id", "format", "must be the id of a channel"))
}

fn broken(error: MultipartError) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Problem::of(Code::PayloadTooLarge);
    }
    Problem::field("file", "format", error.body_text())
}
