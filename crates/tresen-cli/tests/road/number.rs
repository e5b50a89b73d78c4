//! Numbers and doors: who may bring messages in, and what becomes of messages for a number nobody has connected.

use reqwest::StatusCode;
use serde_json::json;
use tresen_storage::{Fault, journal};
use tresen_whatsapp::signature::{AppSecret, SIGNATURE_HEADER, sign};

use crate::{
    customers::tickets,
    road::{ANA, BEN, NUMBER, Setup, on_a_calm_road, on_each_engine},
};

#[test]
fn a_channel_that_is_added_later_gets_the_messages_that_came_before() {
    on_each_engine(&Setup { has_channel: false, ..Setup::default() }, async |road| {
        let wamids = [road.writes(ANA, "Erste"), road.writes(BEN, "Zweite"), road.writes(ANA, "Dritte")];
        road.settle().await;
        assert!(tickets(&road.program).await.is_empty());
        let waiting = road.mia.list("/unassigned-numbers").await;
        assert_eq!(waiting[0]["phone_number_id"], NUMBER, "{waiting:?}");
        assert_eq!(waiting[0]["count"], 3);

        road.connect().await;
        for wamid in &wamids {
            road.arrival(wamid).await;
        }
        assert_eq!(tickets(&road.program).await.len(), 2);
        assert!(road.mia.list("/unassigned-numbers").await.is_empty());
        let answered = road.arrival(&wamids[0]).await;
        let answer = road.mia.answer(answered["ticket_id"].as_str().unwrap(), "Da sind wir").await;
        road.in_state(answer["id"].as_str().unwrap(), &["delivered"]).await;
    });
}

#[test]
fn a_webhook_without_the_right_signature_stores_nothing() {
    on_a_calm_road(async |road| {
        let body = json!({"object": "whatsapp_business_account", "entry": []}).to_string();
        let right = sign(&AppSecret::new("secret").unwrap(), body.as_bytes());
        let wrong = sign(&AppSecret::new("other").unwrap(), body.as_bytes());
        let cut: String = right.chars().take(40).collect();
        for signature in [None, Some(wrong), Some(cut), Some(String::new())] {
            let mut request =
                road.http.post(format!("{}/webhooks/whatsapp/main", road.desk.url())).body(body.clone());
            if let Some(signature) = &signature {
                request = request.header(SIGNATURE_HEADER, signature);
            }
            assert_eq!(request.send().await.unwrap().status(), StatusCode::UNAUTHORIZED, "{signature:?}");
        }
        let kept =
            road.desk.desk.store.read(|tx| Ok::<_, Fault>(journal::list_after(tx, 0, 10)?.len())).await;
        assert_eq!(kept.unwrap(), 0);
        let unknown = road.http.post(format!("{}/webhooks/whatsapp/nobody", road.desk.url())).body(body);
        assert_eq!(unknown.send().await.unwrap().status(), StatusCode::NOT_FOUND);
    });
}

#[test]
fn a_token_that_was_withdrawn_holds_the_queue_until_it_is_renewed() {
    on_a_calm_road(async |road| {
        let asked = road.arrival(&road.writes(ANA, "Hallo")).await;
        let channel = asked["channel_id"].as_str().unwrap();
        road.mia.patch(&format!("/channels/{channel}"), json!({"access_token": "withdrawn"})).await;
        let answer = road.mia.answer(asked["ticket_id"].as_str().unwrap(), "Guten Tag").await;
        road.wait("bad credentials", async || {
            let channel = road.program.get(&format!("/channels/{channel}")).await;
            (channel["health"]["state"] == "bad_credentials").then_some(())
        })
        .await;
        assert!(road.phones().outbox().is_empty());
        road.mia.patch(&format!("/channels/{channel}"), json!({"access_token": crate::road::TOKEN})).await;
        road.in_state(answer["id"].as_str().unwrap(), &["delivered"]).await;
        assert_eq!(road.phones().outbox().len(), 1);
    });
}
