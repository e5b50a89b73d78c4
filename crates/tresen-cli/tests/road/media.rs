//! Files of customers: fetched, checked, shown, and visible when they could not be had.

use serde_json::{Value, json};
use tresen_emulator::Saying;
use tresen_storage::Topic;

use crate::{
    customers::photo,
    road::{ANA, NUMBER, Road, on_a_calm_road},
};

async fn media_in(road: &Road, message_id: &str, state: &str) -> Value {
    road.wait(&format!("file of {message_id} {state}"), async || {
        let message = road.program.get(&format!("/messages/{message_id}")).await;
        let media = message["media"].clone();
        (media["state"] == state).then_some(media)
    })
    .await
}

#[test]
fn every_kind_of_file_is_fetched_and_served_to_those_who_may_see_it() {
    on_a_calm_road(async |road| {
        for (kind, sample) in
            [("image", "parcel"), ("video", "leak"), ("audio", "voice"), ("document", "invoice")]
        {
            let saying = Saying { kind: kind.to_owned(), sample: Some(sample.to_owned()), ..photo("") };
            let saying = Saying { text: None, ..saying };
            let message = road.arrival(&road.phones().say(ANA, &saying).unwrap()).await;
            let media = media_in(road, message["id"].as_str().unwrap(), "ready").await;
            assert_eq!(media["kind"], kind, "{media}");
            let url = media["url"].as_str().unwrap();
            let (status, bytes) = road.program.bytes(url).await;
            assert_eq!((status, json!(bytes.len())), (200, media["size_bytes"].clone()), "{media}");
            let nobody = road.http.get(format!("{}{url}", road.desk.url())).send().await.unwrap();
            assert_eq!(nobody.status(), 401);
        }
    });
}

#[test]
fn a_file_that_the_platform_does_not_have_is_visible_and_can_be_fetched_again() {
    on_a_calm_road(async |road| {
        let gone = json!({"image": {"id": "404404404", "mime_type": "image/jpeg", "sha256": "AAAA", "caption": "weg"}});
        let saying = Saying { extra: Some(gone), ..photo("weg") };
        let message = road.arrival(&road.phones().say(ANA, &saying).unwrap()).await;
        let id = message["id"].as_str().unwrap();
        let media = media_in(road, id, "failed").await;
        assert!(media["error"]["code"].is_string() && media["url"].is_null(), "{media}");
        let path = format!("/media/{}/fetch", media["id"].as_str().unwrap());
        let (status, answer) = road.mia.post(&path, json!({})).await;
        assert_eq!(status, 202, "{answer}");
        media_in(road, id, "failed").await;
    });
}

#[test]
fn a_file_whose_content_is_not_the_announced_one_is_not_shown() {
    on_a_calm_road(async |road| {
        // The platform names a real file, but with the hash of another one.
        let real = road.phones().say(ANA, &photo("echt")).unwrap();
        let real = road.arrival(&real).await;
        media_in(road, real["id"].as_str().unwrap(), "ready").await;
        let chat = road.phones().chat(ANA, NUMBER);
        let vendor_id = chat.last().unwrap().media.as_ref().unwrap()["id"].clone();
        let hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        let forged = json!({"image": {"id": vendor_id, "mime_type": "image/jpeg", "sha256": hash}});
        let saying = Saying { extra: Some(forged), ..photo("falsch") };
        let message = road.arrival(&road.phones().say(ANA, &saying).unwrap()).await;
        let id = message["id"].as_str().unwrap();
        // It is tried once more after a pause, which passes here by hand.
        road.wait("the second try", async || {
            road.advance(std::time::Duration::from_mins(2));
            road.desk.desk.store.wake(Topic::Media);
            let message = road.program.get(&format!("/messages/{id}")).await;
            (message["media"]["state"] == "failed").then_some(())
        })
        .await;
        let media = media_in(road, id, "failed").await;
        assert_eq!(
            (&media["error"]["code"], &media["url"]),
            (&json!("hash_mismatch"), &Value::Null),
            "{media}"
        );
    });
}

#[test]
fn an_agents_photo_reaches_the_phone_with_its_caption() {
    on_a_calm_road(async |road| {
        let asked = road.arrival(&road.phones().say(ANA, &photo("So sieht es aus")).unwrap()).await;
        let seen = media_in(road, asked["id"].as_str().unwrap(), "ready").await;
        let (_, bytes) = road.program.bytes(seen["url"].as_str().unwrap()).await;
        let file =
            reqwest::multipart::Part::bytes(bytes).file_name("antwort.jpg").mime_str("image/jpeg").unwrap();
        let form = reqwest::multipart::Form::new()
            .text("purpose", "image")
            .text("channel_id", asked["channel_id"].as_str().unwrap().to_owned())
            .part("file", file);
        let (status, uploaded) = road.mia.upload(form).await;
        assert_eq!(status, 201, "{uploaded}");
        let command = json!({"type": "image", "media_id": uploaded["id"], "text": "Meinen Sie das hier?"});
        let path = format!("/tickets/{}/messages", asked["ticket_id"].as_str().unwrap());
        let (status, sent) = road.mia.post(&path, command).await;
        assert_eq!(status, 201, "{sent}");
        road.in_state(sent["items"][0]["id"].as_str().unwrap(), &["delivered"]).await;
        let last = road.phones().chat(ANA, NUMBER).into_iter().last().unwrap();
        assert_eq!((last.kind.as_str(), last.text.as_deref()), ("image", Some("Meinen Sie das hier?")));
    });
}
