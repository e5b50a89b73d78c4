//! Delivery of webhooks: signatures, attempts, batches, order, handshake, subscription.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tresen_emulator::{Config, FaultPlan, Keep};

use crate::desk::{ANA, NUMBER, OTHER_NUMBER, TOKEN, calm, road, road_with, text};

#[tokio::test]
async fn an_update_is_sent_until_it_is_answered_with_200() {
    let road = road().await;
    let refusals =
        [StatusCode::INTERNAL_SERVER_ERROR, StatusCode::NO_CONTENT, StatusCode::SERVICE_UNAVAILABLE];
    road.answer_next(refusals);
    let wamid = road.ana_writes("grüße 😀");
    let messages = road.items("messages").await;
    assert_eq!(messages.len(), 1);
    assert_eq!((&messages[0]["id"], &messages[0]["text"]["body"]), (&json!(wamid), &json!("grüße 😀")));
    let counts = road.emulator.handle().webhooks();
    assert_eq!((counts.pending, counts.delivered, counts.failed), (0, 1, 3));
    assert_eq!(counts.last_error.as_deref(), Some("HTTP 503"));
}

#[tokio::test]
async fn messages_of_one_customer_arrive_in_order_on_a_calm_day() {
    let road = road().await;
    let sent: Vec<_> = (0..60).map(|at| road.ana_writes(&at.to_string())).collect();
    let arrived: Vec<_> =
        road.items("messages").await.iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(arrived, sent);
}

#[tokio::test]
async fn batches_hold_many_updates_of_several_accounts_and_lose_none() {
    let road = road().await;
    let handle = road.emulator.handle();
    handle.set_faults(FaultPlan { hold_webhooks: true, batch_max: 40, ..calm() });
    for at in 0..100 {
        let number = if at % 3 == 0 { OTHER_NUMBER } else { NUMBER };
        handle.say_text(ANA, number, &at.to_string()).unwrap();
    }
    assert_eq!(handle.webhooks().pending, 100);
    handle.set_faults(FaultPlan { batch_max: 40, ..calm() });
    let bodies = road.bodies().await;
    assert_eq!(bodies.len(), 3);
    let texts: Vec<_> = road.items("messages").await.iter().map(|one| one["text"]["body"].clone()).collect();
    let expected: Vec<_> = (0..100).map(|at| json!(at.to_string())).collect();
    assert_eq!(texts, expected);
    assert!(bodies[0]["entry"].as_array().unwrap().len() > 1);
}

#[tokio::test]
async fn what_waits_for_the_desk_has_a_limit() {
    let keep = Keep { pending: 3, ..Keep::default() };
    let road = road_with(|config| Config { keep, ..config }).await;
    road.emulator.handle().set_faults(FaultPlan { hold_webhooks: true, ..calm() });
    for at in 0..5 {
        road.ana_writes(&at.to_string());
    }
    let counts = road.emulator.handle().webhooks();
    assert_eq!((counts.pending, counts.dropped), (3, 2));
    road.emulator.handle().set_faults(calm());
    assert_eq!(road.items("messages").await.len(), 3);
}

#[tokio::test]
async fn the_handshake_is_asked_when_a_number_is_registered() {
    let road = road().await;
    assert_eq!(road.emulator.handle().shake_hands(NUMBER).await, Some(Ok(())));
    let state: Value = road
        .http
        .get(format!("{}/control/state", road.emulator.url()))
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let hook = state["numbers"][0]["webhook_url"].as_str().unwrap();
    let register = json!({
        "phone_number_id": "300", "waba_id": "400", "display_phone_number": "+1 555 0100", "verified_name": "x",
        "access_token": "t", "app_secret": "s", "webhook_url": hook, "verify_token": "wrong",
    });
    let url = format!("{}/control/numbers", road.emulator.url());
    let answer: Value = road.http.post(url).json(&register).send().await.unwrap().json().await.unwrap();
    assert_eq!(answer["handshake"]["ok"], false);
    assert!(answer["handshake"]["detail"].as_str().unwrap().contains("403"));
    assert!(answer.get("app_secret").is_none() && answer.get("access_token").is_none());
}

#[tokio::test]
async fn an_account_that_is_not_subscribed_sends_nothing() {
    let road = road().await;
    let url = format!("{}/v26.0/200/subscribed_apps", road.emulator.url());
    road.http.delete(&url).bearer_auth(TOKEN).send().await.unwrap();
    assert_eq!(road.get("200/subscribed_apps").await.1, json!({"data": []}));
    road.ana_writes("silence");
    assert!(road.bodies().await.is_empty());
    road.http.post(&url).bearer_auth(TOKEN).send().await.unwrap();
    road.ana_writes("heard");
    assert_eq!(road.items("messages").await.len(), 1);
}

#[tokio::test]
async fn raw_bodies_are_signed_and_sent_as_they_are() {
    let road = road().await;
    let body = json!({"object": "whatsapp_business_account", "entry": [], "odd": [1, {"a": null}]});
    let url = format!("{}/control/webhooks/raw", road.emulator.url());
    let request = json!({"phone_number_id": NUMBER, "body": body});
    assert_eq!(road.http.post(&url).json(&request).send().await.unwrap().status().as_u16(), 202);
    let as_text = json!({"phone_number_id": NUMBER, "body": "{\"object\":  \"spaced\", \"entry\": []}"});
    road.http.post(&url).json(&as_text).send().await.unwrap();
    let mut bodies = road.bodies().await;
    bodies.sort_by_key(Value::to_string);
    assert_eq!(bodies, [json!({"object": "spaced", "entry": []}), body]);
}

#[tokio::test]
async fn flush_waits_and_says_what_it_waits_for() {
    let road = road().await;
    road.emulator.handle().set_faults(FaultPlan { hold_webhooks: true, ..calm() });
    road.ana_writes("held");
    let url = format!("{}/control/flush?timeout_ms=5", road.emulator.url());
    let answer = road.http.post(&url).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 504);
    assert_eq!(answer.json::<Value>().await.unwrap()["code"], "webhooks_pending");
    road.emulator.handle().set_faults(calm());
    let url = format!("{}/control/flush", road.emulator.url());
    assert_eq!(road.http.post(&url).send().await.unwrap().status().as_u16(), 200);
    assert_eq!(road.items("messages").await.len(), 1);
}

#[tokio::test]
async fn callback_data_comes_back_in_every_status() {
    let road = road().await;
    road.ana_writes("hi");
    road.send(json!({"type": "text", "text": {"body": "x"}, "biz_opaque_callback_data": "0190-ü"})).await;
    road.send(text("y")).await;
    let marks: Vec<_> =
        road.items("statuses").await.iter().map(|one| one["biz_opaque_callback_data"].clone()).collect();
    assert_eq!(marks, [json!("0190-ü"), json!("0190-ü"), Value::Null, Value::Null]);
}
