//! Notices: one's own, seen one by one or all at once.

use serde_json::{Value, json};
use tresen_domain::agent::Role;

use crate::{
    customers::{ANA, id_of, page_through},
    server::Server,
};

#[tokio::test]
async fn notices_are_ones_own_and_are_seen_one_by_one_or_all_at_once() {
    let server = Server::start().await;
    server.open_shop().await;
    server.hear(ANA, "Hallo").await;
    let (me, other) = (server.colleague(Role::Agent).await, server.colleague(Role::Agent).await);
    let path = format!("/tickets/{}/messages", id_of(&server.ticket_of(ANA).await));
    for number in 0..5 {
        let note = json!({"type": "note", "text": format!("Nr. {number}"), "mentions": [other.agent_id()]});
        me.post(&path, &note).await.is(201);
    }
    assert_eq!(me.get("/notices").await.is(200)["items"], json!([]));
    let all = page_through(&other, "/notices?", 2).await;
    assert_eq!(all.len(), 5);
    let first = other.get("/notices?limit=1").await.is(200)["items"][0].clone();
    assert_eq!((&first["text"], &first["read_at"]), (&json!("Nr. 4"), &Value::Null));
    me.post("/notices/read", &json!({"ids": [all[0]]})).await.is(204);
    assert_eq!(page_through(&other, "/notices?unread=true&", 50).await, all, "nobody reads for another");
    other.post("/notices/read", &json!({"ids": [all[0], all[2]]})).await.is(204);
    assert_eq!(page_through(&other, "/notices?unread=true&", 50).await.len(), 3);
    other.post("/notices/read", &json!({})).await.problem(422, "validation_failed");
    other.post("/notices/read", &json!({"all": true})).await.is(204);
    assert_eq!(page_through(&other, "/notices?unread=true&", 50).await, [""; 0]);
    assert_eq!(page_through(&other, "/notices?", 50).await, all);
    assert_eq!(server.key(Role::Admin).await.get("/notices").await.is(200)["items"], json!([]));
}
