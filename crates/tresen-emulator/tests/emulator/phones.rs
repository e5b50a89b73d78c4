//! The control API as phones use it, and the pages.

use serde_json::{Value, json};

use crate::desk::{ANA, NUMBER, road, road_with, text};

#[tokio::test]
async fn a_form_sends_a_file_with_its_caption() {
    let road = road().await;
    let part = reqwest::multipart::Part::bytes(b"\x89PNG\r\n\x1a\n0000".to_vec()).file_name("bild.png");
    let form = reqwest::multipart::Form::new()
        .text("phone_number_id", NUMBER)
        .text("type", "image")
        .text("text", "So sieht es aus")
        .part("file", part);
    let url = format!("{}/control/customers/{ANA}/messages", road.emulator.url());
    let answer = road.http.post(url).multipart(form).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 201);
    let message = road.items("messages").await.remove(0);
    assert_eq!(
        (&message["image"]["mime_type"], &message["image"]["caption"]),
        (&json!("image/png"), &json!("So sieht es aus"))
    );
}

#[tokio::test]
async fn taps_answers_places_and_reactions_have_the_platforms_form() {
    let road = road().await;
    let own = road.ana_writes("hi");
    let ours = road.send(text("Gelöst?")).await;
    let url = format!("{}/control/customers/{ANA}/messages", road.emulator.url());
    for message in [
        json!({"type": "button", "text": "Ja", "payload": "YES", "reply_to": ours}),
        json!({"type": "interactive", "choice": {"kind": "list_reply", "id": "2", "title": "Reparatur"}, "reply_to": ours}),
        json!({"type": "location", "latitude": 52.5, "longitude": 13.4, "name": "Platz"}),
        json!({"type": "reaction", "emoji": "x", "reply_to": ours}),
        json!({"type": "reaction", "emoji": "", "reply_to": ours}),
        json!({"type": "text", "text": "zitiert", "reply_to": own}),
        json!({"type": "poll_vote", "extra": {"poll_vote": {"option": 1}}}),
    ] {
        let mut message = message;
        message["phone_number_id"] = NUMBER.into();
        assert_eq!(
            road.http.post(&url).json(&message).send().await.unwrap().status().as_u16(),
            201,
            "{message}"
        );
    }
    let items = road.items("messages").await;
    assert_eq!(items[1]["button"], json!({"text": "Ja", "payload": "YES"}));
    assert_eq!(items[1]["context"], json!({"from": "49305550100", "id": ours}));
    assert_eq!(
        items[2]["interactive"],
        json!({"type": "list_reply", "list_reply": {"id": "2", "title": "Reparatur"}})
    );
    assert_eq!(items[3]["location"], json!({"latitude": 52.5, "longitude": 13.4, "name": "Platz"}));
    assert_eq!(items[4]["reaction"], json!({"message_id": ours, "emoji": "x"}));
    assert_eq!(items[5]["reaction"], json!({"message_id": ours}));
    assert_eq!(items[6]["context"]["from"], "491512345678");
    assert_eq!(items[7]["poll_vote"], json!({"option": 1}));
}

#[tokio::test]
async fn what_does_not_exist_is_a_problem_with_a_code() {
    let road = road().await;
    let base = format!("{}/control/customers", road.emulator.url());
    let table = [
        ("nobody/messages", json!({"phone_number_id": NUMBER, "type": "text", "text": "x"}), 404),
        ("ana/messages", json!({"phone_number_id": "9", "type": "text", "text": "x"}), 404),
        ("ana/messages", json!({"phone_number_id": NUMBER, "type": "text"}), 422),
        ("ana/messages", json!({"phone_number_id": NUMBER, "type": "image"}), 422),
        ("ana/messages", json!({"phone_number_id": NUMBER, "type": "image", "sample": "none"}), 404),
        (
            "ana/messages",
            json!({"phone_number_id": NUMBER, "type": "text", "text": "x", "reply_to": "y"}),
            404,
        ),
        ("ana/read", json!({"phone_number_id": "9"}), 404),
        ("ana/played", json!({"wamid": "9"}), 404),
    ];
    for (path, body, status) in table {
        let answer = road.http.post(format!("{base}/{path}")).json(&body).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), status, "{path} {body}");
        assert!(answer.json::<Value>().await.unwrap()["code"].is_string());
    }
    let taken = road.http.post(&base).json(&json!({"phone": "+491512345678"})).send().await.unwrap();
    assert_eq!(taken.status().as_u16(), 409);
}

#[tokio::test]
async fn a_phone_that_is_off_sees_nothing_new() {
    let road = road().await;
    road.ana_writes("hi");
    road.emulator.handle().set_presence(ANA, Some(false), None).unwrap();
    road.send(text("x")).await;
    let url = format!("{}/control/customers/{ANA}/chats/{NUMBER}", road.emulator.url());
    let seen: Value = road.http.get(&url).send().await.unwrap().json().await.unwrap();
    assert_eq!(seen["items"].as_array().unwrap().len(), 1);
    road.emulator.handle().set_presence(ANA, Some(true), None).unwrap();
    let seen: Value = road.http.get(&url).send().await.unwrap().json().await.unwrap();
    assert_eq!(seen["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn pages_are_strict_about_what_they_load_and_who_frames_them() {
    let road = road_with(|config| tresen_emulator::Config {
        embedding_origin: Some("http://127.0.0.1:8080".to_owned()),
        ..config
    })
    .await;
    let get = |path: &str| road.http.get(format!("{}{path}", road.emulator.url())).send();
    let page = get(&format!("/phone/{ANA}")).await.unwrap();
    let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(
        policy.starts_with("default-src 'self'")
            && policy.ends_with("frame-ancestors 'self' http://127.0.0.1:8080")
    );
    assert!(!policy.contains("unsafe"));
    let html = page.text().await.unwrap();
    for file in html.split('"').filter(|part| part.starts_with("/phone/static/")) {
        assert_eq!(get(file).await.unwrap().status().as_u16(), 200, "{file}");
    }
    assert_eq!(get("/phone/nobody").await.unwrap().status().as_u16(), 404);
    assert_eq!(get("/phone/static/mod.rs").await.unwrap().status().as_u16(), 404);
}

#[tokio::test]
async fn events_tell_phones_what_is_new() {
    use futures_util::StreamExt as _;
    let road = road().await;
    let stream = road.http.get(format!("{}/control/events", road.emulator.url())).send().await.unwrap();
    let mut stream = stream.bytes_stream();
    let mut heard = String::new();
    while !heard.contains("hello") {
        heard.push_str(&String::from_utf8_lossy(&stream.next().await.unwrap().unwrap()));
    }
    road.ana_writes("hi");
    while !(heard.contains("\"type\":\"chat\"") && heard.contains("\"type\":\"webhook\"")) {
        heard.push_str(&String::from_utf8_lossy(&stream.next().await.unwrap().unwrap()));
    }
    road.emulator.stop().await;
}
