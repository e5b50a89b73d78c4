//! What administrators see of webhooks that could not be applied.

use serde_json::{Value, json};
use tresen_storage::journal;

use crate::{
    customers::{ANA, text_of},
    server::Server,
};

#[tokio::test]
async fn a_number_without_a_channel_is_shown_with_its_raw_webhook() {
    let server = Server::start().await;
    server.open_shop().await;
    let message = json!({"type": "text", "text": {"body": "Hallo?"}, "id": "wamid.LOST"});
    let body = text_of(&server, "555", ANA, message);
    server.hear(ANA, "Hallo").await;
    // It makes no event; the one behind it does, and the worker applies them in order.
    let (text, now) = (body.to_string(), server.desk.now());
    let seq = server.write(move |tx| journal::insert(tx, "main", text.as_bytes(), now)).await;
    server.hear(ANA, "Danke").await;
    let admin = server.admin().await;
    let numbers = admin.get("/unassigned-numbers").await.is(200);
    let number = &numbers["items"][0];
    assert_eq!((&number["phone_number_id"], &number["waba_id"]), (&json!("555"), &json!("900")));
    assert_eq!((&number["count"], &numbers["items"][1]), (&json!(1), &Value::Null));
    let entry = admin.get(&format!("/journal/{seq}")).await.is(200);
    assert_eq!((&entry["app"], &entry["body"]), (&json!("main"), &json!(body.to_string())));
    admin.get("/journal/99999").await.problem(404, "not_found");
    admin.get("/journal/first").await.problem(404, "not_found");
}

#[tokio::test]
async fn a_parked_item_is_listed_until_it_could_be_applied() {
    let server = Server::start().await;
    let admin = server.admin().await;
    let (first, second) = (server.parked_item().await, server.parked_item().await);
    let listed = admin.get("/parked-items").await.is(200);
    let item = &listed["items"][0];
    assert_eq!((&item["id"], &item["reason"]), (&json!(second), &json!("test")));
    assert_eq!((&item["payload"], &item["place"]), (&json!("{}"), &json!("entry[0].changes[0]")));
    let page = admin.get("/parked-items?limit=1").await.is(200);
    let rest =
        admin.get(&format!("/parked-items?limit=1&cursor={}", page["next"].as_str().unwrap())).await.is(200);
    assert_eq!((&rest["items"][0]["id"], &rest["next"]), (&json!(first), &Value::Null));
    admin.post(&format!("/parked-items/{first}/retry"), &json!({})).await.is(202);
    admin.post(&format!("/parked-items/{first}/retry"), &json!({})).await.problem(404, "not_found");
    assert_eq!(admin.get("/parked-items").await.is(200)["items"].as_array().unwrap().len(), 1);
}
