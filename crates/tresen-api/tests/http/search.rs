//! Search: numbers, names, words.

use serde_json::{Value, json};
use tresen_domain::agent::Role;

use crate::{
    customers::{ANA, BEN, id_of},
    server::Server,
};

fn kinds(answer: &Value) -> Vec<&str> {
    answer["items"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn one_field_finds_tickets_people_and_messages() {
    let server = Server::start().await;
    server.open_shop().await;
    server.hear(ANA, "Wo bleibt das Päckchen?").await;
    server.hear(BEN, "Mein Päckchen ist da").await;
    tresen_desk::search::catch_up(&server.desk).await.unwrap();
    let me = server.colleague(Role::Agent).await;
    let ticket = server.ticket_of(ANA).await;

    let found = me.get(&format!("/search?q=%23{}", ticket["number"])).await.is(200);
    assert_eq!(kinds(&found), ["ticket"]);
    assert_eq!(found["items"][0]["ticket"]["id"], ticket["id"]);

    let found = me.get("/search?q=Lima").await.is(200);
    assert_eq!(kinds(&found), ["contact"]);
    assert_eq!(kinds(&me.get("/search?q=%2B55%2041%2098888-7777").await.is(200)), ["contact"]);

    let found = me.get("/search?q=p%C3%A4ckchen").await.is(200);
    assert_eq!(kinds(&found), ["message", "message"]);
    assert_eq!(found["items"][1]["ticket"]["id"], ticket["id"]);
    assert_eq!(
        found["items"][1]["snippet"],
        json!([{"text": "Wo bleibt das ", "hit": false}, {"text": "Päckchen", "hit": true}, {"text": "?", "hit": false}])
    );
    let first = me.get("/search?q=p%C3%A4ckchen&limit=1").await.is(200);
    let next = first["next"].as_str().unwrap();
    let second = me.get(&format!("/search?q=p%C3%A4ckchen&limit=1&cursor={next}")).await.is(200);
    assert_ne!(first["items"][0]["message"]["id"], second["items"][0]["message"]["id"]);
    let problem = me.get("/search?q=").await.problem(422, "validation_failed");
    assert_eq!(problem["fields"][0]["field"], "q");
}

#[tokio::test]
async fn messages_of_another_teams_tickets_are_not_found() {
    let server = Server::start().await;
    server.open_shop().await;
    server.hear(ANA, "Geheimnis").await;
    tresen_desk::search::catch_up(&server.desk).await.unwrap();
    let (ours, theirs) = (server.team().await, server.team().await);
    let (insider, outsider) = (server.member(&[ours]).await, server.member(&[theirs]).await);
    let ticket = server.ticket_of(ANA).await;
    let path = format!("/tickets/{}", id_of(&ticket));
    insider.patch(&path, &json!({"owner": {"kind": "queue", "team_id": ours}})).await.is(200);
    assert_eq!(kinds(&insider.get("/search?q=geheimnis").await.is(200)), ["message"]);
    assert_eq!(outsider.get("/search?q=geheimnis").await.is(200)["items"], json!([]));
    assert_eq!(outsider.get(&format!("/search?q=%23{}", ticket["number"])).await.is(200)["items"], json!([]));
}
