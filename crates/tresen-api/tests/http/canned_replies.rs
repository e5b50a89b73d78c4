//! Canned replies: shared, of a team, filled.

use serde_json::json;
use tresen_domain::agent::Role;

use crate::{
    furnish::{TEAM, TICKET},
    server::Server,
};

#[tokio::test]
async fn an_agent_sees_those_for_everybody_and_of_the_own_teams() {
    let server = Server::start().await;
    server.ticket().await;
    let (member, stranger) = (server.member(&[TEAM]).await, server.member(&[server.team().await]).await);
    let reply = |shortcut: &str, team: serde_json::Value| json!({"shortcut": shortcut, "title": "Öffnungszeiten", "text": "Wir öffnen um 9.", "team_id": team});
    let ours = member.post("/canned-replies", &reply(" /Zeiten ", json!(TEAM))).await.is(201);
    assert_eq!(ours["shortcut"], "zeiten");
    let shared = member.post("/canned-replies", &reply("auf", json!(null))).await.is(201);
    stranger.post("/canned-replies", &reply("x", json!(TEAM))).await.problem(422, "validation_failed");
    stranger.post("/canned-replies", &reply("AUF", json!(null))).await.problem(409, "conflict");
    assert_eq!(member.get("/canned-replies?q=%C3%96FFNEN").await.is(200)["items"], json!([shared, ours]));
    assert_eq!(stranger.get("/canned-replies").await.is(200)["items"], json!([shared]));
    let path = format!("/canned-replies/{}", ours["id"].as_str().unwrap());
    stranger.patch(&path, &json!({"title": "x"})).await.problem(404, "not_found");
    stranger.delete(&path).await.problem(404, "not_found");
    let first = member.get("/canned-replies?limit=1").await.is(200);
    let next = format!("/canned-replies?limit=1&cursor={}", first["next"].as_str().unwrap());
    assert_eq!(member.get(&next).await.is(200), json!({"items": [ours], "next": null}));
    assert_eq!(member.patch(&path, &json!({"team_id": null})).await.is(200)["team_id"], json!(null));
    assert_eq!(stranger.get("/canned-replies").await.is(200)["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn names_are_filled_in_and_what_is_missing_is_said() {
    let server = Server::start().await;
    server.ticket().await;
    let (member, stranger) = (server.member(&[TEAM]).await, server.member(&[server.team().await]).await);
    let text = "Hallo {{contact.first_name}}, zu #{{ticket.number}} von {{company.name}}: {{order}}";
    let body = json!({"shortcut": "hallo", "title": "Gruß", "text": text});
    let reply = member.post("/canned-replies", &body).await.is(201);
    let path = format!("/canned-replies/{}/render", reply["id"].as_str().unwrap());
    let filled = member.post(&path, &json!({"ticket_id": TICKET})).await.is(200);
    assert_eq!(filled, json!({"text": "Hallo Katharina, zu #7 von Laden: {{order}}", "missing": ["order"]}));
    stranger.post(&path, &json!({"ticket_id": TICKET})).await.problem(404, "not_found");
    let program = server.key(Role::Agent).await;
    program.post(&path, &json!({"ticket_id": TICKET})).await.is(200);
}
