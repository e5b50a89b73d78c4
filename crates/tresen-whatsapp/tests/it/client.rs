//! Calls against a server on loopback that speaks the protocol.

use std::sync::{Arc, Mutex};

use axum::{
    Json, Router,
    body::Bytes,
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tresen_domain::{
    channel::{PhoneNumberId, WabaId},
    delivery::OUTCOME_UNKNOWN,
    id::Wamid,
    identity::{Bsuid, Recipient},
    template::{HeaderFormat, ParameterFormat},
};
use tresen_whatsapp::{
    client::{AccessToken, ApiFailure, CloudClient, DownloadFailure, MediaBody, http_client},
    outbound::{Outgoing, compose},
    wire::outbound::OutboundMessage,
};
use url::Url;

/// What the server was asked: path with query, token, body.
type Asked = Arc<Mutex<Vec<(String, String, Bytes)>>>;

fn note(asked: &Asked, uri: &Uri, headers: &HeaderMap, body: Bytes) {
    let token = headers.get(header::AUTHORIZATION).map_or("", |value| value.to_str().unwrap()).to_owned();
    asked.lock().unwrap().push((uri.to_string(), token, body));
}

/// Answers a send by what its text says.
async fn messages(State(asked): State<Asked>, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    note(&asked, &uri, &headers, body.clone());
    let body: Value = serde_json::from_slice(&body).unwrap();
    if body["status"] == "read" {
        return Json(json!({"success": true})).into_response();
    }
    let refuse = |status, code: i64| {
        let error = json!({"error": {"message": format!("(#{code}) no"), "type": "OAuthException", "code": code,
            "error_data": {"messaging_product": "whatsapp", "details": "because"}, "fbtrace_id": "A"}});
        (StatusCode::from_u16(status).unwrap(), Json(error)).into_response()
    };
    match body["text"]["body"].as_str().unwrap() {
        "pair" => refuse(400, 131_056),
        "token" => refuse(401, 190),
        "down" => refuse(500, 131_016),
        "gateway" => (StatusCode::BAD_GATEWAY, "<html>bad gateway</html>").into_response(),
        "busy" => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        "no id" => Json(json!({"messaging_product": "whatsapp", "messages": []})).into_response(),
        "no json" => "ok".into_response(),
        _ => Json(json!({
            "messaging_product": "whatsapp",
            "contacts": [{"input": "BR.123", "user_id": "BR.123"}],
            "messages": [{"id": "wamid.NEW", "message_status": "accepted"}],
        }))
        .into_response(),
    }
}

async fn media(State(asked): State<Asked>, uri: Uri, headers: HeaderMap, body: Bytes) -> Json<Value> {
    note(&asked, &uri, &headers, body);
    Json(json!({"id": "990"}))
}

/// Two pages of templates, one broken definition between.
async fn templates(Query(query): Query<std::collections::HashMap<String, String>>) -> Json<Value> {
    assert!(query["fields"].contains("components"));
    let Some(after) = query.get("after") else {
        return Json(json!({
            "data": [
                {"id": 11, "name": "hello", "language": "de", "status": "APPROVED", "category": "UTILITY",
                 "rejected_reason": "NONE", "quality_score": {"score": "GREEN", "date": 1}, "components": [
                    {"type": "HEADER", "format": "IMAGE", "example": {"header_handle": ["https://x"]}},
                    {"type": "BODY", "text": "Hallo {{1}}", "example": {"body_text": [["Ana"]]}},
                    {"type": "FOOTER", "text": "Tresen"},
                    {"type": "BUTTONS", "buttons": [
                        {"type": "QUICK_REPLY", "text": "Ja"},
                        {"type": "URL", "text": "Los", "url": "https://x.example/{{1}}", "example": ["https://x.example/1"]}]}]},
                {"name": "nameless language"},
                7,
            ],
            "paging": {"cursors": {"before": "A", "after": "B"}, "next": "https://elsewhere.example/next"},
        }));
    };
    assert_eq!(after, "B");
    Json(json!({
        "data": [{"id": "12", "name": "cards", "language": "en_US", "status": "PAUSED", "category": "MARKETING",
            "parameter_format": "NAMED", "components": [
                {"type": "body", "text": "Hi {{last_name}} {{first_name}}", "example": {"body_text_named_params": [
                    {"param_name": "first_name", "example": "Ana"}, {"param_name": "last_name", "example": "Lima"}]}},
                {"type": "CAROUSEL", "cards": []}]}],
        "paging": {"cursors": {"before": "B", "after": "C"}},
    }))
}

/// A file whose address leads on, by its name.
async fn file(
    State(asked): State<Asked>,
    Path(name): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    note(&asked, &uri, &headers, Bytes::new());
    match name.as_str() {
        "photo" => ([(header::CONTENT_TYPE, "image/jpeg")], "0123456789").into_response(),
        "moved" => Redirect::temporary("/file/photo").into_response(),
        "stolen" => Redirect::temporary("http://127.0.0.1:9/file").into_response(),
        "endless" => Redirect::temporary("/file/endless").into_response(),
        "refused" => StatusCode::UNAUTHORIZED.into_response(),
        "broken" => StatusCode::BAD_GATEWAY.into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// A server, what it was asked, and a client for it.
async fn platform() -> (CloudClient, Url, Asked) {
    let asked = Asked::default();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    let info = json!({"url": format!("{origin}file/photo"), "mime_type": "image/jpeg",
        "sha256": hex::encode([7; 32]), "file_size": 10, "id": "55", "messaging_product": "whatsapp"});
    let router = Router::new()
        .route("/v26.0/100/messages", post(messages))
        .route("/v26.0/100/media", post(media))
        .route(
            "/v26.0/100",
            get(async || {
                Json(json!({"id": "100", "display_phone_number": "+1 555", "verified_name": "Shop"}))
            }),
        )
        .route("/v26.0/55", get(async move || Json(info)))
        .route("/v26.0/200/message_templates", get(templates))
        .route(
            "/v26.0/200/subscribed_apps",
            get(async || {
                Json(json!({"data": [{"whatsapp_business_api_data": {"id": "9", "name": "Tresen"}}]}))
            })
            .post(async || Json(json!({"success": true}))),
        )
        .route(
            "/v26.0/debug_token",
            get(async || {
                Json(json!({"data": {"app_id": "9", "is_valid": true,
            "expires_at": 0, "scopes": ["whatsapp_business_messaging"]}}))
            }),
        )
        .route("/file/{name}", get(file))
        .with_state(Arc::clone(&asked));
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (CloudClient::new(http_client().unwrap(), origin.clone(), "v26.0"), origin, asked)
}

fn token() -> AccessToken {
    AccessToken::new("EAAG").unwrap()
}

fn number() -> PhoneNumberId {
    PhoneNumberId("100".to_owned())
}

fn text(body: &str) -> OutboundMessage {
    let to = Recipient::Bsuid(Bsuid::parse("BR.123").unwrap());
    let callback = "01990f6e-2a00-7000-8000-0000000000aa".parse().unwrap();
    compose(&to, &Outgoing::Text { body, preview_url: false }, None, callback).unwrap()
}

#[tokio::test]
async fn a_message_is_accepted_with_its_id() {
    let (client, _, asked) = platform().await;
    let accepted = client.send(&token(), &number(), &text("hello")).await.unwrap();
    assert_eq!(accepted.wamid, Wamid("wamid.NEW".to_owned()));
    assert_eq!(accepted.bsuid, Some(Bsuid::parse("BR.123").unwrap()));
    assert!(accepted.phone.is_none() && !accepted.is_held);
    client.mark_read(&token(), &number(), &accepted.wamid).await.unwrap();
    client.typing(&token(), &number(), &accepted.wamid).await.unwrap();
    let asked = asked.lock().unwrap();
    assert_eq!(asked.len(), 3);
    assert!(asked.iter().all(|(path, token, _)| path == "/v26.0/100/messages" && token == "Bearer EAAG"));
    assert_eq!(serde_json::from_slice::<OutboundMessage>(&asked[0].2).unwrap(), text("hello"));
}

#[tokio::test]
async fn every_failure_says_what_is_known_of_its_effect() {
    let (client, _, _) = platform().await;
    let token = token();
    let number = number();
    let failure = async |body| client.send(&token, &number, &text(body)).await.unwrap_err();

    let pair = failure("pair").await;
    assert!(pair.verdict().unwrap().is_pair_limit && !pair.is_outcome_unknown());
    assert_eq!(pair.delivery_error().code, "131056");
    assert_eq!(pair.delivery_error().reason, "because");
    assert!(failure("token").await.verdict().unwrap().is_credentials);
    assert_eq!(failure("down").await.delivery_error().code, "131016");
    let busy = failure("busy").await;
    assert!(busy.verdict().unwrap().retry.may_help() && !busy.is_outcome_unknown());
    for unclear in ["gateway", "no id", "no json"] {
        let unclear = failure(unclear).await;
        assert!(unclear.is_outcome_unknown(), "{unclear}");
        assert_eq!(unclear.delivery_error().code, OUTCOME_UNKNOWN);
    }
}

#[tokio::test]
async fn a_refused_connection_proves_that_nothing_left_a_broken_one_does_not() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    let client = CloudClient::new(http_client().unwrap(), origin, "v26.0");
    let broken = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        stream.readable().await.unwrap();
        drop(stream);
        drop(listener);
    });
    let failure = client.send(&token(), &number(), &text("hello")).await.unwrap_err();
    assert!(matches!(failure, ApiFailure::Transport { was_sent: true, .. }), "{failure}");
    broken.await.unwrap();
    let failure = client.send(&token(), &number(), &text("hello")).await.unwrap_err();
    assert!(matches!(failure, ApiFailure::Transport { was_sent: false, .. }), "{failure}");
    assert!(!failure.to_string().contains("127.0.0.1:"), "no address in `{failure}`");
}

#[tokio::test]
async fn a_file_is_uploaded_from_memory_or_as_a_stream() {
    let (client, _, asked) = platform().await;
    let bytes = MediaBody::from_bytes(Bytes::from_static(b"0123456789"));
    let id = client.upload_media(&token(), &number(), "image/png", "a\n\"b.png", bytes).await.unwrap();
    assert_eq!(id, "990");
    let pieces = ["01234", "56789"].map(|piece| Ok(Bytes::from_static(piece.as_bytes())));
    let stream = MediaBody::from_stream(futures_util::stream::iter(pieces), 10);
    client.upload_media(&token(), &number(), "image/png", "b.png", stream).await.unwrap();
    for (_, _, body) in asked.lock().unwrap().iter() {
        let body = String::from_utf8_lossy(body);
        for part in ["name=\"messaging_product\"\r\n\r\nwhatsapp", "Content-Type: image/png", "0123456789"] {
            assert!(body.contains(part), "`{part}` in {body}");
        }
    }
    let bad = MediaBody::from_bytes(Bytes::new());
    let refused = client.upload_media(&token(), &number(), "no type", "x", bad).await.unwrap_err();
    assert!(matches!(refused, ApiFailure::Transport { was_sent: false, .. }));
}

#[tokio::test]
async fn a_file_is_fetched_within_its_limit_and_the_token_stays_on_the_list() {
    let (client, origin, asked) = platform().await;
    let found = client.media_url(&token(), &number(), "55").await.unwrap();
    assert_eq!((found.sha256, found.size_bytes), (Some([7; 32]), Some(10)));
    let fetch = async |name: &str, limit| {
        let mut download =
            client.download(&token(), &origin.join(&format!("/file/{name}")).unwrap(), limit).await?;
        let mut body = Vec::new();
        while let Some(chunk) = download.next_chunk().await? {
            body.extend_from_slice(&chunk);
        }
        Ok(String::from_utf8(body).unwrap())
    };
    assert_eq!(fetch("photo", 10).await, Ok("0123456789".to_owned()));
    assert_eq!(fetch("moved", 10).await, Ok("0123456789".to_owned()));
    assert_eq!(fetch("photo", 9).await, Err(DownloadFailure::TooLarge { limit_bytes: 9 }));
    assert_eq!(fetch("stolen", 10).await, Err(DownloadFailure::HostNotAllowed));
    assert_eq!(fetch("endless", 10).await, Err(DownloadFailure::Refused { status: 508 }));
    assert_eq!(fetch("refused", 10).await, Err(DownloadFailure::Credentials));
    assert_eq!(fetch("broken", 10).await, Err(DownloadFailure::Refused { status: 502 }));
    assert!(fetch("absent", 10).await.unwrap_err().needs_new_url());
    assert!(asked.lock().unwrap().iter().all(|(_, token, _)| token == "Bearer EAAG"));
}

#[tokio::test]
async fn templates_are_listed_page_by_page() {
    let (client, _, _) = platform().await;
    let all = client.list_templates(&token(), &WabaId("200".to_owned())).await.unwrap();
    assert_eq!(all.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["hello", "cards"]);
    let [hello, cards] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!((hello.vendor_id.as_str(), hello.quality.as_deref()), ("11", Some("GREEN")));
    assert_eq!((hello.rejected_reason.as_deref(), hello.is_sendable), (None, true));
    assert_eq!(hello.body.header_format, HeaderFormat::Image);
    assert_eq!((hello.body.examples.as_slice(), hello.body.variables().len()), (&["Ana".to_owned()][..], 2));
    assert_eq!(cards.body.parameter_format, ParameterFormat::Named);
    assert_eq!(cards.body.examples, ["Lima", "Ana"]);
    assert!(!cards.is_sendable);
}

#[tokio::test]
async fn an_account_can_be_checked_and_subscribed() {
    let (client, _, _) = platform().await;
    let waba = WabaId("200".to_owned());
    assert_eq!(
        client.phone_number(&token(), &number()).await.unwrap().verified_name.as_deref(),
        Some("Shop")
    );
    assert_eq!(client.subscribed_apps(&token(), &waba).await.unwrap().len(), 1);
    client.subscribe(&token(), &waba).await.unwrap();
    assert_eq!(client.debug_token(&token()).await.unwrap().is_valid, Some(true));
    let absent = client.phone_number(&token(), &PhoneNumberId("../100".to_owned())).await.unwrap_err();
    assert!(matches!(absent, ApiFailure::Refused { status: 404, .. }), "an id leads nowhere else: {absent}");
}
