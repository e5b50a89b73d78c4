//! Managing agents.

use serde_json::{Value, json};
use tresen_domain::{agent::Role, event::EventKind};
use tresen_storage::event;

use crate::server::Server;

/// Names of lists that changed, in order.
async fn changes(server: &Server) -> Vec<String> {
    let events = server.read(|tx| event::list_after(tx, 0, 100)).await;
    events
        .iter()
        .filter(|one| one.kind == EventKind::ListChanged)
        .map(|one| one.data["list"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_new_colleague_gets_a_password_once_and_can_sign_in() {
    let server = Server::start().await;
    let (admin, team) = (server.admin().await, server.team().await);
    let body = json!({"email": "Ole@Laden.test", "display_name": "Ole", "role": "supervisor", "visibility": "teams", "team_ids": [team, team]});
    let made = admin.post("/agents", &body).await.is(201);
    assert_eq!(made["agent"]["email"], "ole@laden.test");
    assert_eq!(made["agent"]["team_ids"], json!([team]));
    assert_eq!(made["agent"]["last_seen_at"], Value::Null);
    let password = made["initial_password"].as_str().unwrap();
    let me = server
        .nobody()
        .post("/session", &json!({"email": "ole@laden.test", "password": password}))
        .await
        .is(200);
    assert_eq!(me["permissions"], json!(["answer", "edit_shared", "supervise"]));
    assert_eq!(changes(&server).await, ["agents", "teams"]);
    admin.post("/agents", &body).await.problem(409, "email_taken");
    assert_eq!(admin.get("/teams").await.is(200)["items"][0]["member_ids"], json!([made["agent"]["id"]]));
}

#[tokio::test]
async fn every_field_of_a_new_colleague_that_does_not_fit_is_named() {
    let server = Server::start().await;
    let admin = server.admin().await;
    let wrong = json!({"email": "ole", "display_name": "", "role": "agent"});
    let problem = admin.post("/agents", &wrong).await.problem(422, "validation_failed");
    let fields: Vec<&Value> = problem["fields"].as_array().unwrap().iter().map(|one| &one["field"]).collect();
    assert_eq!(fields, [&json!("email"), &json!("display_name")]);
    for (body, field) in [
        (json!({"email": "a@b", "display_name": "A", "role": "boss"}), "role"),
        (json!({"email": "a@b", "display_name": "A"}), "role"),
        (json!({"email": "a@b", "display_name": "A", "role": "agent", "password": "short"}), "password"),
        (
            json!({"email": "a@b", "display_name": "A", "role": "agent", "team_ids": [uuid::Uuid::nil()]}),
            "team_ids",
        ),
    ] {
        let problem = admin.post("/agents", &body).await.problem(422, "validation_failed");
        assert_eq!(problem["fields"][0]["field"], field);
    }
    assert_eq!(changes(&server).await, [""; 0]);
}

#[tokio::test]
async fn switching_an_agent_off_ends_their_sessions_and_on_again_lets_them_back() {
    let server = Server::start().await;
    let (admin, mia) = (server.admin().await, server.colleague(Role::Agent).await);
    let path = format!("/agents/{}", mia.agent_id());
    assert_eq!(admin.patch(&path, &json!({"is_active": false})).await.is(200)["is_active"], false);
    mia.get("/session").await.problem(401, "unauthenticated");
    admin.patch(&path, &json!({"is_active": true})).await.is(200);
    mia.get("/session").await.problem(401, "unauthenticated");
    server.browser_of(mia.agent_id()).await.get("/session").await.is(200);
}

#[tokio::test]
async fn the_last_administrator_stays_one() {
    let server = Server::start().await;
    let admin = server.admin().await;
    let path = format!("/agents/{}", admin.agent_id());
    admin.patch(&path, &json!({"role": "agent"})).await.problem(409, "last_admin");
    admin.patch(&path, &json!({"is_active": false})).await.problem(409, "last_admin");
    server.admin().await;
    admin.patch(&path, &json!({"role": "agent"})).await.is(200);
    admin.patch(&path, &json!({"role": "admin"})).await.problem(403, "forbidden");
}

#[tokio::test]
async fn a_reset_password_is_new_and_ends_every_session() {
    let server = Server::start().await;
    let admin = server.admin().await;
    server.agent_with_password("mia@laden.test").await;
    let agents = admin.get("/agents").await.is(200);
    let mia =
        agents["items"].as_array().unwrap().iter().find(|one| one["email"] == "mia@laden.test").unwrap();
    let browser = server.browser_of(mia["id"].as_str().unwrap().parse().unwrap()).await;
    let made =
        admin.post(&format!("/agents/{}/password", mia["id"].as_str().unwrap()), &json!({})).await.is(200);
    browser.get("/session").await.problem(401, "unauthenticated");
    let body = json!({"email": "mia@laden.test", "password": made["initial_password"]});
    server.nobody().post("/session", &body).await.is(200);
}

#[tokio::test]
async fn lists_page_by_cursor_without_gaps_or_repeats() {
    let server = Server::start().await;
    let admin = server.admin().await;
    for _ in 0..6 {
        server.colleague(Role::Agent).await;
    }
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = admin.get(&format!("/agents?limit=3{cursor}")).await.is(200);
        seen.extend(page["items"].as_array().unwrap().iter().map(|one| one["id"].clone()));
        let Some(next) = page["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(seen.len(), 7);
    seen.dedup();
    assert_eq!(seen.len(), 7);
    for wrong in ["limit=0", "limit=101", "limit=x", "cursor=***"] {
        admin.get(&format!("/agents?{wrong}")).await.problem(422, "validation_failed");
    }
}
