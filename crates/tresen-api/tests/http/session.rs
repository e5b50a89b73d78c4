//! Signing in and out, one's profile, one's sessions.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use tresen_domain::{agent::Role, time::Clock};

use crate::{
    caller::{Answer, send},
    server::{PASSWORD, Server},
};

async fn sign_in(server: &Server, email: &str, password: &str) -> Answer {
    server.nobody().post("/session", &json!({"email": email, "password": password})).await
}

#[tokio::test]
async fn signing_in_opens_a_session_that_a_browser_can_use() {
    let server = Server::start_with(|config| {
        config.demo_phone_url = Some("http://127.0.0.1:8090/phone".to_owned());
        config.public_url = Some("https://desk.test".to_owned());
    })
    .await;
    server.agent_with_password("mia@laden.test").await;
    let answer = sign_in(&server, " Mia@Laden.TEST ", PASSWORD).await;
    let cookie = answer.header("set-cookie").unwrap().to_owned();
    assert!(cookie.ends_with("; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure"), "{cookie}");
    let me = answer.is(200);
    assert_eq!(me["agent"]["email"], "mia@laden.test");
    assert_eq!(me["agent"]["preferences"], json!({}));
    assert_eq!(me["agent"]["theme"], "system");
    assert_eq!(me["company"], json!({"name": "Laden"}));
    assert_eq!(me["server_time"], server.clock.now().to_string());
    assert_eq!(me["permissions"], json!(["answer", "edit_shared"]));
    assert_eq!(me["demo"], json!({"phone_url": "http://127.0.0.1:8090/phone"}));
    assert_eq!(me["limits"]["text"], 4096);
    assert_eq!(me["limits"]["upload_bytes"]["image"], 5 * 1024 * 1024);
    assert_eq!(me["seq"], 1, "the new agent was the first event");

    let browser = |method, path: &str| {
        server.nobody().plain(method, path).header("cookie", cookie.split(';').next().unwrap())
    };
    let again = send(browser(Method::GET, "/api/v1/session")).await;
    assert!(again.header("set-cookie").unwrap().starts_with(cookie.split(';').next().unwrap()));
    assert_eq!(again.is(200)["csrf_token"], me["csrf_token"]);

    let csrf = me["csrf_token"].as_str().unwrap();
    let gone = send(browser(Method::DELETE, "/api/v1/session").header("x-tresen-csrf", csrf)).await;
    assert!(gone.header("set-cookie").unwrap().starts_with("tresen_session=; Path=/; Max-Age=0"));
    gone.is(204);
    send(browser(Method::GET, "/api/v1/session")).await.problem(401, "unauthenticated");
}

#[tokio::test]
async fn a_wrong_password_an_unknown_address_and_a_former_colleague_are_answered_alike() {
    let server = Server::start().await;
    let admin = server.admin().await;
    server.agent_with_password("mia@laden.test").await;
    server.agent_with_password("gone@laden.test").await;
    let agents = admin.get("/agents").await.is(200);
    let gone =
        agents["items"].as_array().unwrap().iter().find(|one| one["email"] == "gone@laden.test").unwrap();
    admin
        .patch(&format!("/agents/{}", gone["id"].as_str().unwrap()), &json!({"is_active": false}))
        .await
        .is(200);
    let wrong =
        sign_in(&server, "mia@laden.test", "not the password").await.problem(401, "invalid_credentials");
    let unknown = sign_in(&server, "noone@laden.test", PASSWORD).await.problem(401, "invalid_credentials");
    let former = sign_in(&server, "gone@laden.test", PASSWORD).await.problem(401, "invalid_credentials");
    assert!(wrong == unknown && unknown == former);
    sign_in(&server, "mia@laden.test", PASSWORD).await.is(200);
}

#[tokio::test]
async fn guessing_passwords_ends_after_ten_tries_even_with_the_right_one() {
    let server = Server::start().await;
    server.agent_with_password("mia@laden.test").await;
    for _ in 0..10 {
        sign_in(&server, "mia@laden.test", "guess").await.problem(401, "invalid_credentials");
    }
    let answer = sign_in(&server, "mia@laden.test", PASSWORD).await;
    assert_eq!(answer.header("retry-after"), Some("61"));
    answer.problem(429, "rate_limited");
    server.clock.advance(Duration::from_mins(1));
    sign_in(&server, "mia@laden.test", PASSWORD).await.is(200);
}

#[tokio::test]
async fn a_new_password_ends_every_other_session() {
    let server = Server::start().await;
    server.agent_with_password("mia@laden.test").await;
    let agents = server.admin().await.get("/agents").await.is(200);
    let id = agents["items"].as_array().unwrap().iter().find(|one| one["email"] == "mia@laden.test").unwrap()
        ["id"]
        .clone();
    let id = id.as_str().unwrap().parse().unwrap();
    let (here, there) = (server.browser_of(id).await, server.browser_of(id).await);
    let change = |current: &str, new: &str| json!({"current": current, "new": new});
    let problem = here
        .post("/me/password", &change("wrong", "another long one"))
        .await
        .problem(422, "validation_failed");
    assert_eq!(problem["fields"][0]["field"], "current");
    let problem =
        here.post("/me/password", &change(PASSWORD, "short")).await.problem(422, "validation_failed");
    assert_eq!(
        (&problem["fields"][0]["field"], &problem["fields"][0]["code"]),
        (&json!("new"), &json!("too_short"))
    );
    here.post("/me/password", &change(PASSWORD, "another long one")).await.is(204);
    here.get("/session").await.is(200);
    there.get("/session").await.problem(401, "unauthenticated");
    sign_in(&server, "mia@laden.test", PASSWORD).await.problem(401, "invalid_credentials");
    sign_in(&server, "mia@laden.test", "another long one").await.is(200);
}

#[tokio::test]
async fn one_sees_and_ends_ones_own_browsers() {
    let server = Server::start().await;
    let here = server.colleague(Role::Agent).await;
    let there = server.browser_of(here.agent_id()).await;
    server.colleague(Role::Agent).await;
    let sessions = here.get("/sessions").await.is(200);
    let items = sessions["items"].as_array().unwrap();
    let ids: Vec<&Value> = items.iter().map(|one| &one["id"]).collect();
    assert_eq!(ids, [&json!(there.session_id()), &json!(here.session_id())]);
    assert_eq!([&items[0]["current"], &items[1]["current"]], [&json!(false), &json!(true)]);
    here.delete(&format!("/sessions/{}", there.session_id())).await.is(204);
    there.get("/session").await.problem(401, "unauthenticated");
    assert_eq!(here.get("/sessions").await.is(200)["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_profile_keeps_what_is_not_named_and_refuses_what_does_not_fit() {
    let server = Server::start().await;
    let mia = server.colleague(Role::Agent).await;
    let changed = mia
        .patch(
            "/me",
            &json!({"display_name": " Mia Sander ", "theme": "dark", "preferences": {"density": "compact"}}),
        )
        .await
        .is(200);
    assert_eq!((&changed["display_name"], &changed["theme"]), (&json!("Mia Sander"), &json!("dark")));
    let changed = mia.patch("/me", &json!({"availability": "away", "locale": "en"})).await.is(200);
    assert_eq!(changed["preferences"], json!({"density": "compact"}));
    assert_eq!((&changed["availability"], &changed["locale"]), (&json!("away"), &json!("en")));
    for (body, field, code) in [
        (json!({"display_name": " "}), "display_name", "required"),
        (json!({"display_name": "x".repeat(81)}), "display_name", "too_long"),
        (json!({"preferences": []}), "preferences", "format"),
        (json!({"preferences": {"x": "y".repeat(9_000)}}), "preferences", "too_long"),
        (json!({"theme": "pink"}), "theme", "format"),
    ] {
        let problem = mia.patch("/me", &body).await.problem(422, "validation_failed");
        assert_eq!(
            (&problem["fields"][0]["field"], &problem["fields"][0]["code"]),
            (&json!(field), &json!(code))
        );
    }
    let seen = server.admin().await.get("/agents").await.is(200);
    assert_eq!(seen["items"][0]["display_name"], "Mia Sander");
    assert_eq!((&seen["items"][0]["preferences"], &seen["items"][0]["theme"]), (&Value::Null, &Value::Null));
}
