//! Cookies, keys, forged requests, limits.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;
use tresen_domain::{agent::Role, time::Clock};
use tresen_storage::{agent, api_key, session};

use crate::{caller::send, server::Server};

#[tokio::test]
async fn a_browser_needs_the_token_against_forged_requests_and_a_program_does_not() {
    let server = Server::start().await;
    let admin = server.admin().await;
    let body = json!({"name": "Lager"});
    for forged in ["", "csrf-guessed"] {
        let request = admin.plain(Method::POST, "/api/v1/teams").header("x-tresen-csrf", forged);
        send(request.json(&body)).await.problem(403, "csrf_missing");
    }
    send(admin.plain(Method::POST, "/api/v1/teams").json(&body)).await.problem(403, "csrf_missing");
    let other = server.admin().await;
    let crate::caller::Proof::Browser { csrf, .. } = &other.proof else { unreachable!() };
    let borrowed = admin.plain(Method::POST, "/api/v1/teams").header("x-tresen-csrf", csrf);
    send(borrowed.json(&body)).await.problem(403, "csrf_missing");
    assert_eq!(admin.get("/teams").await.is(200)["items"], json!([]));
    admin.post("/teams", &body).await.is(201);
    server.key(Role::Admin).await.post("/teams", &json!({"name": "Kasse"})).await.is(201);
}

#[tokio::test]
async fn a_wrong_key_is_not_saved_by_a_good_cookie() {
    let server = Server::start().await;
    let admin = server.admin().await;
    for value in ["Bearer tresen_wrong", "Bearer ", "Basic YTpi"] {
        let request = admin.plain(Method::GET, "/api/v1/agents").header("authorization", value);
        let answer = send(request).await;
        assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
        answer.problem(401, "unauthenticated");
    }
}

#[tokio::test]
async fn a_session_slides_while_it_is_used_and_ends_when_it_is_not() {
    let server = Server::start().await;
    let agent = server.colleague(Role::Agent).await;
    let (id, agent_id) = (agent.session_id(), agent.agent_id());
    let kept = async || server.read(move |tx| session::get(tx, id, agent_id)).await.unwrap();
    let began = kept().await;

    server.clock.advance(Duration::from_secs(59));
    agent.get("/session").await.is(200);
    assert_eq!(kept().await, began, "within a minute reading stays reading");

    server.clock.advance(Duration::from_secs(1));
    agent.get("/session").await.is(200);
    let moved = kept().await;
    assert_eq!(moved.last_seen_at, server.clock.now());
    assert_eq!(moved.expires_at, server.clock.now().plus(Duration::from_hours(30 * 24)));
    assert_eq!(moved.address, "127.0.0.1");
    assert_eq!(
        server.read(move |tx| agent::get(tx, agent_id)).await.unwrap().last_seen_at,
        Some(server.clock.now())
    );

    server.clock.advance(Duration::from_hours(30 * 24));
    agent.get("/session").await.problem(401, "unauthenticated");
}

#[tokio::test]
async fn the_last_use_of_a_key_is_noted_at_most_once_a_minute() {
    let server = Server::start().await;
    let program = server.key(Role::Agent).await;
    let used = async || server.read(|tx| api_key::list(tx, None, 1)).await[0].last_used_at;
    program.get("/agents").await.is(200);
    let first = used().await;
    assert_eq!(first, Some(server.clock.now()));
    server.clock.advance(Duration::from_secs(59));
    program.get("/agents").await.is(200);
    assert_eq!(used().await, first);
    server.clock.advance(Duration::from_secs(1));
    program.get("/agents").await.is(200);
    assert_eq!(used().await, Some(server.clock.now()));
}

#[tokio::test]
async fn endless_requests_of_one_caller_are_slowed_down_and_nobody_elses() {
    let server = Server::start().await;
    let (eager, calm) = (server.key(Role::Agent).await, server.key(Role::Agent).await);
    for _ in 0..2_000 {
        assert_eq!(eager.get("/session").await.status, 404);
    }
    let answer = eager.get("/session").await;
    assert_eq!(answer.header("retry-after"), Some("1"));
    answer.problem(429, "rate_limited");
    calm.get("/agents").await.is(200);
    server.clock.advance(Duration::from_secs(1));
    eager.get("/agents").await.is(200);
}
