//! Contacts: found, made, changed.

use serde_json::{Value, json};
use tresen_domain::agent::Role;

use crate::{
    customers::{ANA, BEN, Customer, id_of, page_through},
    server::Server,
};

#[tokio::test]
async fn a_contact_is_found_by_name_by_any_writing_of_the_number_and_page_by_page() {
    let server = Server::start().await;
    server.open_shop().await;
    let cem = Customer { name: "Cem Lima", phone: "491512345679" };
    for customer in [ANA, BEN, cem] {
        server.hear(customer, "Hallo").await;
    }
    let me = server.colleague(Role::Agent).await;
    let names = |answer: Value| -> Vec<String> {
        answer["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["name"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(names(me.get("/contacts?identity=%2B49%20151%202345678").await.is(200)), ["Ben Öztürk"]);
    assert_eq!(names(me.get("/contacts?q=%C3%B6zt").await.is(200)), ["Ben Öztürk"]);
    assert_eq!(names(me.get("/contacts?q=0151%202345-678").await.is(200)), ["Ben Öztürk"]);
    assert_eq!(names(me.get("/contacts?identity=4915").await.is(200)), [""; 0]);
    assert_eq!(page_through(&me, "/contacts?", 2).await.len(), 3);
    let found = page_through(&me, "/contacts?q=lima&", 1).await;
    assert_eq!(found.len(), 2);
    assert_ne!(found[0], found[1]);
}

#[tokio::test]
async fn a_name_given_by_hand_wins_until_it_is_taken_away() {
    let server = Server::start().await;
    server.open_shop().await;
    server.hear(ANA, "Hallo").await;
    let me = server.colleague(Role::Agent).await;
    let ticket = server.ticket_of(ANA).await;
    let path = format!("/contacts/{}", ticket["contact"]["id"].as_str().unwrap());
    let change = json!({"display_name": "Frau Lima", "notes": "Stammkundin", "tags": ["vip"], "attributes": {"kdnr": "77"}});
    let changed = me.patch(&path, &change).await.is(200);
    assert_eq!((&changed["name"], &changed["profile_name"]), (&json!("Frau Lima"), &json!("Ana Lima")));
    assert_eq!((&changed["tags"], &changed["attributes"]), (&json!(["vip"]), &json!({"kdnr": "77"})));
    assert_eq!(me.get(&format!("/tickets/{}", id_of(&ticket))).await.is(200)["contact"]["name"], "Frau Lima");
    let back = me.patch(&path, &json!({"display_name": null})).await.is(200);
    assert_eq!((&back["name"], &back["notes"]), (&json!("Ana Lima"), &json!("Stammkundin")));
    let problem =
        me.patch(&path, &json!({"display_name": "x".repeat(201)})).await.problem(422, "validation_failed");
    assert_eq!(problem["fields"][0]["field"], "display_name");
}

#[tokio::test]
async fn a_contact_made_by_hand_has_a_number_of_its_own() {
    let server = Server::start().await;
    let channel = server.open_shop().await;
    let me = server.colleague(Role::Agent).await;
    let body = |phone: &str| json!({"display_name": "Dana", "channel_id": channel, "phone": phone});
    let made = me.post("/contacts", &body("+49 151 999 8877")).await.is(201);
    assert_eq!(made["identities"][0]["value"], "+491519998877");
    let conflict = me.post("/contacts", &body("+491519998877")).await.problem(409, "conflict");
    assert_eq!(conflict["contact_id"], made["id"]);
    for (body, field) in [
        (body("keine"), "phone"),
        (json!({"display_name": " ", "channel_id": channel, "phone": "+4915199"}), "display_name"),
        (
            json!({"display_name": "D", "channel_id": uuid::Uuid::nil(), "phone": "+491519998876"}),
            "channel_id",
        ),
        (json!({"display_name": "D", "channel_id": channel}), "phone"),
    ] {
        let problem = me.post("/contacts", &body).await.problem(422, "validation_failed");
        assert_eq!(problem["fields"][0]["field"], field);
    }
}

#[tokio::test]
async fn files_of_a_contact_are_listed_with_their_messages_once() {
    let server = Server::start().await;
    for _ in 0..3 {
        server.file().await;
    }
    let member = server.member(&[crate::furnish::TEAM]).await;
    let path = format!("/contacts/{}/media?", crate::furnish::CONTACT);
    let seen = page_through(&member, &path, 1).await;
    assert_eq!(seen.len(), 3);
    assert_eq!(page_through(&member, &path, 3).await, seen);
    let stranger = server.member(&[server.team().await]).await;
    assert_eq!(page_through(&stranger, &path, 3).await, [""; 0]);
}
