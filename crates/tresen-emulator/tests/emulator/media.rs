//! Files: ids, addresses, life times, and what they claim to be.

use std::time::Duration;

use serde_json::{Value, json};
use tresen_emulator::Saying;

use crate::desk::{ANA, NUMBER, OTHER_NUMBER, Road, TOKEN, road};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n0000";

async fn download(road: &Road, url: &str, token: Option<&str>) -> u16 {
    let request = road.http.get(url);
    let request = match token {
        Some(token) => request.bearer_auth(token),
        None => request,
    };
    request.send().await.unwrap().status().as_u16()
}

fn ana_sends(road: &Road, kind: &str, sample: &str) -> String {
    let saying = Saying {
        phone_number_id: NUMBER.to_owned(),
        kind: kind.to_owned(),
        sample: Some(sample.to_owned()),
        ..Saying::default()
    };
    road.emulator.handle().say(ANA, &saying).unwrap()
}

#[tokio::test]
async fn addresses_need_the_token_and_end_after_five_minutes() {
    let road = road().await;
    ana_sends(&road, "image", "machine");
    let message = road.items("messages").await.remove(0);
    let id = message["image"]["id"].as_str().unwrap();
    let (status, info) = road.get(&format!("{id}?phone_number_id={NUMBER}")).await;
    assert_eq!(status, 200, "{info}");
    assert_eq!(info["mime_type"], "image/jpeg");
    let url = info["url"].as_str().unwrap();
    assert_eq!(download(&road, url, None).await, 401);
    let answer = road.http.get(url).bearer_auth(TOKEN).send().await.unwrap();
    assert_eq!(json!(answer.bytes().await.unwrap().len()), info["file_size"]);
    road.emulator.handle().advance(Duration::from_mins(5));
    assert_eq!(download(&road, url, Some(TOKEN)).await, 404);
    let (_, again) = road.get(id).await;
    assert_ne!(again["url"], info["url"]);
    assert_eq!(download(&road, again["url"].as_str().unwrap(), Some(TOKEN)).await, 200);
    road.emulator.handle().advance(Duration::from_hours(7 * 24));
    assert_eq!(road.get(id).await.1["error"]["code"], 100, "received ids live seven days");
}

#[tokio::test]
async fn a_voice_message_says_so_and_its_hashes_have_two_writings() {
    use base64::Engine as _;
    let road = road().await;
    ana_sends(&road, "audio", "voice");
    let audio = road.items("messages").await.remove(0)["audio"].clone();
    assert_eq!((&audio["voice"], &audio["mime_type"]), (&json!(true), &json!("audio/ogg; codecs=opus")));
    let (_, info) = road.get(audio["id"].as_str().unwrap()).await;
    let base64 = base64::engine::general_purpose::STANDARD.decode(audio["sha256"].as_str().unwrap()).unwrap();
    assert_eq!(hex::encode(base64), info["sha256"].as_str().unwrap());
}

#[tokio::test]
async fn uploads_belong_to_their_number_and_are_checked_when_sent() {
    let road = road().await;
    road.ana_writes("hi");
    let good = road.upload("image/png", PNG).await;
    let sent = road.send(json!({"type": "image", "image": {"id": good, "caption": "Bild"}})).await;
    assert_eq!(road.states_of(&sent).await, ["sent", "delivered"]);
    let liar = road.upload("image/jpeg", PNG).await;
    let failed = road.send(json!({"type": "image", "image": {"id": liar}})).await;
    assert_eq!(road.states_of(&failed).await, ["failed"]);
    let wrong_kind = road.send(json!({"type": "video", "video": {"id": good}})).await;
    assert_eq!(road.states_of(&wrong_kind).await, ["failed"]);
    let failures = road.items("statuses").await;
    assert!(
        failures
            .iter()
            .filter(|one| one["status"] == "failed")
            .all(|one| one["errors"][0]["code"] == 131_053)
    );
    let elsewhere = json!({"messaging_product": "whatsapp", "to": "+491512345678", "type": "image", "image": {"id": good}});
    let (_, answer) = road.graph(&format!("{OTHER_NUMBER}/messages"), elsewhere).await;
    assert_eq!(answer["error"]["code"], 100);
}

#[tokio::test]
async fn wrong_uploads_are_refused() {
    let road = road().await;
    let url = format!("{}/v26.0/{NUMBER}/media", road.emulator.url());
    for (product, kind, bytes) in [
        ("sms", "image/png", PNG),
        ("whatsapp", "image/gif", b"GIF89a".as_slice()),
        ("whatsapp", "image/png", b"".as_slice()),
    ] {
        let part = reqwest::multipart::Part::bytes(bytes.to_vec()).file_name("a").mime_str(kind).unwrap();
        let form = reqwest::multipart::Form::new()
            .text("messaging_product", product)
            .text("type", kind)
            .part("file", part);
        let answer = road.http.post(&url).bearer_auth(TOKEN).multipart(form).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 400);
        assert_eq!(answer.json::<Value>().await.unwrap()["error"]["code"], 100);
    }
}

#[tokio::test]
async fn a_deleted_file_is_gone() {
    let road = road().await;
    let id = road.upload("image/png", PNG).await;
    let url = format!("{}/v26.0/{id}", road.emulator.url());
    let delete = || road.http.delete(&url).bearer_auth(TOKEN).send();
    assert_eq!(delete().await.unwrap().json::<Value>().await.unwrap(), json!({"success": true}));
    assert_eq!(delete().await.unwrap().status().as_u16(), 400);
}
