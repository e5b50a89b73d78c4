//! The same write twice.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use tresen_domain::{agent::Role, time::Clock};
use tresen_storage::idempotency;

use crate::{
    caller::{Answer, Caller, send},
    server::Server,
};

async fn make_team(caller: &Caller<'_>, key: &str, body: &Value) -> Answer {
    send(caller.request(Method::POST, "/teams").header("idempotency-key", key).json(body)).await
}

#[tokio::test]
async fn the_second_time_gets_the_first_answer_and_changes_nothing() {
    let server = Server::start().await;
    let admin = server.admin().await;
    let first = make_team(&admin, "one", &json!({"name": "Lager"})).await;
    assert_eq!(first.header("idempotent-replayed"), None);
    let second = make_team(&admin, "one", &json!({"name": "Lager"})).await;
    assert_eq!(second.header("idempotent-replayed"), Some("true"));
    assert_eq!(second.header("content-type"), Some("application/json"));
    assert_eq!(first.is(201), second.is(201));
    assert_eq!(admin.get("/teams").await.is(200)["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_key_stands_for_one_request_of_one_caller_for_a_day() {
    let server = Server::start().await;
    let admin = server.admin().await;
    make_team(&admin, "one", &json!({"name": "Lager"})).await.is(201);
    make_team(&admin, "one", &json!({"name": "Kasse"})).await.problem(422, "idempotency_key_reused");
    let elsewhere = admin.request(Method::POST, "/api-keys").header("idempotency-key", "one");
    send(elsewhere.json(&json!({"name": "Lager"}))).await.problem(422, "idempotency_key_reused");
    make_team(&server.key(Role::Admin).await, "one", &json!({"name": "Kasse"})).await.is(201);
    server.clock.advance(Duration::from_hours(25));
    let admin = server.browser_of(admin.agent_id()).await;
    make_team(&admin, "one", &json!({"name": "Werkstatt"})).await.is(201);
    make_team(&admin, "", &json!({"name": "X"})).await.problem(422, "validation_failed");
    make_team(&admin, &"k".repeat(201), &json!({"name": "X"})).await.problem(422, "validation_failed");
}

#[tokio::test]
async fn a_refused_request_may_be_tried_again_under_its_key() {
    let server = Server::start().await;
    let admin = server.admin().await;
    let team = make_team(&admin, "one", &json!({"name": "Lager"})).await.is(201);
    make_team(&admin, "two", &json!({"name": "Lager"})).await.problem(409, "conflict");
    admin.delete(&format!("/teams/{}", team["id"].as_str().unwrap())).await.is(204);
    make_team(&admin, "two", &json!({"name": "Lager"})).await.is(201);
}

#[tokio::test]
async fn an_empty_answer_is_replayed_too() {
    let server = Server::start().await;
    let (admin, team) = (server.admin().await, server.team().await);
    let delete =
        || admin.request(Method::DELETE, &format!("/teams/{team}")).header("idempotency-key", "gone");
    send(delete()).await.is(204);
    let again = send(delete()).await;
    assert_eq!((again.header("idempotent-replayed"), again.header("content-type")), (Some("true"), None));
    again.is(204);
}

#[tokio::test]
async fn while_the_first_one_runs_the_second_one_waits_and_a_dead_one_gives_way() {
    let server = Server::start().await;
    let admin = server.admin().await;
    // What a request leaves behind whose process was killed: a claim without an answer.
    let body = json!({"name": "Lager"});
    let hash = {
        use sha2::Digest;
        sha2::Sha256::digest(format!("POST /api/v1/teams\n{body}")).to_vec()
    };
    let (actor, now) = (format!("agent {}", admin.agent_id()), server.clock.now());
    server.write(move |tx| idempotency::claim(tx, &actor, "one", &hash, now)).await;
    let waiting = make_team(&admin, "one", &body).await;
    assert_eq!(waiting.header("retry-after"), Some("1"));
    waiting.problem(409, "idempotency_in_progress");
    server.clock.advance(Duration::from_mins(1));
    make_team(&admin, "one", &body).await.is(201);
}

#[tokio::test]
async fn twenty_at_once_make_one() {
    let server = Server::start().await;
    let admin = server.admin().await;
    let requests = (0..20).map(|_| {
        let request = admin.request(Method::POST, "/teams").header("idempotency-key", "one");
        tokio::spawn(send(request.json(&json!({"name": "Lager"}))))
    });
    let mut made = 0;
    for answer in requests.collect::<Vec<_>>() {
        let answer = answer.await.unwrap();
        match answer.status.as_u16() {
            201 => made += usize::from(answer.header("idempotent-replayed").is_none()),
            _ => drop(answer.problem(409, "idempotency_in_progress")),
        }
    }
    assert_eq!(made, 1);
    assert_eq!(admin.get("/teams").await.is(200)["items"].as_array().unwrap().len(), 1);
}
