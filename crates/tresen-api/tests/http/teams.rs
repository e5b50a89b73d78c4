//! Managing teams and keys.

use serde_json::{Value, json};
use tresen_domain::agent::{Role, Visibility};

use crate::{
    caller::{Proof, send},
    server::Server,
};

#[tokio::test]
async fn a_team_has_a_name_of_its_own_and_may_lose_its_colour() {
    let server = Server::start().await;
    let admin = server.admin().await;
    let team = admin.post("/teams", &json!({"name": " Versand ", "color": "#aabbcc"})).await.is(201);
    assert_eq!(team, json!({"id": team["id"], "name": "Versand", "color": "#aabbcc", "member_ids": []}));
    admin.post("/teams", &json!({"name": "VERSAND"})).await.problem(409, "conflict");
    let path = format!("/teams/{}", team["id"].as_str().unwrap());
    assert_eq!(admin.patch(&path, &json!({"name": "versand"})).await.is(200)["color"], "#aabbcc");
    assert_eq!(admin.patch(&path, &json!({"color": null})).await.is(200)["color"], Value::Null);
    admin.patch(&path, &json!({"color": "url(x)"})).await.problem(422, "validation_failed");
}

#[tokio::test]
async fn a_dissolved_team_leaves_its_members_behind() {
    let server = Server::start().await;
    let (admin, team) = (server.admin().await, server.team().await);
    let member = server.agent(Role::Agent, Visibility::Teams, &[team]).await;
    admin.delete(&format!("/teams/{team}")).await.is(204);
    assert_eq!(admin.get("/teams").await.is(200)["items"], json!([]));
    let agents = admin.get("/agents").await.is(200);
    let left = agents["items"].as_array().unwrap().iter().find(|one| one["id"] == json!(member)).unwrap();
    assert_eq!(left["team_ids"], json!([]));
}

#[tokio::test]
async fn a_key_is_shown_once_works_and_can_be_taken_away() {
    let server = Server::start().await;
    let admin = server.admin().await;
    let made = admin.post("/api-keys", &json!({"name": "Shop", "role": "agent"})).await.is(201);
    let key = made["key"].as_str().unwrap();
    assert!(key.starts_with("tresen_") && key.len() == 50, "{key}");
    assert!(key.starts_with(made["api_key"]["prefix"].as_str().unwrap()));
    let listed = admin.get("/api-keys").await;
    assert!(!listed.text.contains(key));
    assert_eq!(listed.is(200)["items"], json!([made["api_key"]]));
    let program = crate::caller::Caller { proof: Proof::Key(key.to_owned()), ..server.nobody() };
    program.get("/agents").await.is(200);
    program.get("/api-keys").await.problem(403, "forbidden");
    admin.delete(&format!("/api-keys/{}", made["api_key"]["id"].as_str().unwrap())).await.is(204);
    program.get("/agents").await.problem(401, "unauthenticated");
    send(program.plain(reqwest::Method::GET, "/healthz")).await;
}
