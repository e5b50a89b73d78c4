//! Drafts: one's own, nobody else's.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    caller::{Answer, Caller, send},
    furnish::{TEAM, TICKET},
    server::Server,
};

async fn put(caller: &Caller<'_>, body: &Value) -> Answer {
    send(caller.request(Method::PUT, &format!("/tickets/{TICKET}/draft")).json(body)).await
}

#[tokio::test]
async fn a_draft_is_kept_for_its_agent_alone() {
    let server = Server::start().await;
    server.ticket().await;
    let (me, other) = (server.member(&[TEAM]).await, server.member(&[TEAM]).await);
    let path = format!("/tickets/{TICKET}/draft");
    let kept = put(&me, &json!({"kind": "reply", "text": "Guten T", "reply_to": null})).await.is(200);
    assert_eq!((&kept["text"], &kept["ticket_id"]), (&json!("Guten T"), &json!(TICKET)));
    put(&me, &json!({"kind": "note", "text": "Guten Tag"})).await.is(200);
    assert_eq!(me.get(&path).await.is(200)["kind"], "note");
    assert_eq!(me.get("/drafts").await.is(200)["items"].as_array().unwrap().len(), 1);
    other.get(&path).await.problem(404, "not_found");
    assert_eq!(other.get("/drafts").await.is(200)["items"], json!([]));
    put(&me, &json!({"kind": "note", "text": ""})).await.is(200);
    me.get(&path).await.problem(404, "not_found");
    me.delete(&path).await.is(204);
}

#[tokio::test]
async fn a_ticket_that_may_not_be_seen_takes_no_draft() {
    let server = Server::start().await;
    server.ticket().await;
    let stranger = server.member(&[server.team().await]).await;
    put(&stranger, &json!({"kind": "reply", "text": "x"})).await.problem(404, "not_found");
    let me = server.member(&[TEAM]).await;
    let long = "x".repeat(40_961);
    put(&me, &json!({"kind": "reply", "text": long})).await.problem(422, "text_too_long");
    let foreign = json!({"kind": "reply", "text": "x", "reply_to": TICKET});
    put(&me, &foreign).await.problem(422, "validation_failed");
}
