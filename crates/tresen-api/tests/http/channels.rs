//! Connecting numbers.

use serde_json::json;
use tresen_domain::agent::Role;

use crate::{furnish::new_channel, server::Server};

#[tokio::test]
async fn a_number_is_connected_once_and_its_token_never_shown() {
    let server = Server::start().await;
    let (admin, agent) = (server.admin().await, server.colleague(Role::Agent).await);
    let made = admin.post("/channels", &new_channel(1)).await;
    assert!(!made.text.contains("EAAG-token"));
    let made = made.is(201);
    assert_eq!(made["threading_window_minutes"], 1_440);
    assert_eq!(made["health"]["state"], "unknown");
    admin.post("/channels", &new_channel(1)).await.problem(409, "number_taken");
    assert_eq!(agent.get("/channels").await.is(200)["items"], json!([made]));
    let path = format!("/channels/{}", made["id"].as_str().unwrap());
    let changed =
        admin.patch(&path, &json!({"access_token": "EAAG-new", "threading_window_minutes": 0})).await;
    assert!(!changed.text.contains("EAAG-new"));
    assert_eq!(changed.is(200)["threading_window_minutes"], 0);
    admin.delete(&path).await.is(204);
    admin.get(&path).await.problem(404, "not_found");
}

#[tokio::test]
async fn every_field_that_does_not_fit_is_named() {
    let server = Server::start().await;
    let body = json!({
        "kind": "whatsapp_cloud", "name": " ", "app": "other", "waba_id": "../1", "phone_number_id": "",
        "access_token": "a b", "threading_window_minutes": 43_201,
    });
    let problem = server.admin().await.post("/channels", &body).await.problem(422, "validation_failed");
    let fields = problem["fields"].as_array().unwrap();
    let mut names: Vec<_> = fields.iter().map(|field| field["field"].as_str().unwrap()).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        ["access_token", "app", "name", "phone_number_id", "threading_window_minutes", "waba_id"]
    );
}

#[tokio::test]
async fn a_channel_with_threads_stays() {
    let server = Server::start().await;
    server.ticket().await;
    let path = format!("/channels/{}", crate::furnish::CHANNEL);
    server.admin().await.delete(&path).await.problem(409, "conflict");
}

#[tokio::test]
async fn a_check_says_what_does_not_work_and_sets_the_health() {
    let server = Server::start().await;
    let (admin, channel) = (server.admin().await, server.channel().await);
    let steps = admin.post(&format!("/channels/{channel}/check"), &json!({})).await.is(200);
    let steps = steps["steps"].as_array().unwrap();
    let names: Vec<_> = steps.iter().map(|step| step["step"].as_str().unwrap()).collect();
    assert_eq!(names, ["token", "number", "subscription", "templates"]);
    assert!(steps.iter().all(|step| step["ok"] == false && step["advice"] != ""));
    let shown = admin.get(&format!("/channels/{channel}")).await.is(200);
    assert_eq!(shown["health"]["state"], "degraded");
}
