//! Messages: answered, noted, sent again, found.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use tresen_domain::{
    agent::Role,
    delivery::{DeliveryError, DeliveryState},
    id::MessageId,
};
use tresen_storage::{delivery, message};

use crate::{
    caller::send,
    customers::{ANA, BEN, id_of, page_through},
    server::Server,
};

/// A server where Ana has written, and the path of her ticket.
async fn asked() -> (Server, String) {
    let server = Server::start().await;
    server.open_shop().await;
    server.hear(ANA, "Hallo").await;
    let path = format!("/tickets/{}", id_of(&server.ticket_of(ANA).await));
    (server, path)
}

#[tokio::test]
async fn an_answer_is_queued_takes_the_ticket_over_and_does_what_follows() {
    let (server, path) = asked().await;
    let me = server.colleague(Role::Agent).await;
    let page = me.get(&format!("{path}/messages")).await.is(200);
    let question = &page["items"][0];
    assert_eq!((&question["direction"], &question["author"]["kind"]), (&json!("in"), &json!("contact")));
    let body = json!({
        "type": "text", "text": "Ist unterwegs", "reply_to": question["id"], "client_id": "c-1",
        "then": {"status": "waiting_customer"},
    });
    let sent = me.post(&format!("{path}/messages"), &body).await.is(201);
    let message = &sent["items"][0];
    assert_eq!((&message["client_id"], &message["type"]), (&json!("c-1"), &json!("text")));
    assert_eq!(
        (&message["delivery"]["state"], &message["delivery"]["attempt"]),
        (&json!("queued"), &json!(1))
    );
    assert_eq!(message["author"]["id"], json!(me.agent_id()));
    assert_eq!(message["context"]["message_id"], question["id"]);
    assert_eq!(message["context"]["text"], "Hallo");
    let ticket = me.get(&path).await.is(200);
    assert_eq!(ticket["owner"]["agent_id"], json!(me.agent_id()));
    assert_eq!(ticket["status"], "waiting_customer");
    assert_eq!((&ticket["unread_count"], &ticket["waiting_since_at"]), (&json!(0), &Value::Null));
    assert_eq!(ticket["last_message"]["id"], message["id"]);
    assert_eq!(&me.get(&format!("/messages/{}", id_of(message))).await.is(200), message);
}

#[tokio::test]
async fn the_same_send_under_one_key_is_one_message() {
    let (server, path) = asked().await;
    let me = server.colleague(Role::Agent).await;
    let path = format!("{path}/messages");
    let again = async |text: &str| {
        let request = me.request(Method::POST, &path).header("idempotency-key", "send-1");
        send(request.json(&json!({"type": "text", "text": text}))).await
    };
    let first = again("Moin").await.is(201);
    let second = again("Moin").await;
    assert_eq!(second.header("idempotent-replayed"), Some("true"));
    assert_eq!(second.is(201), first);
    again("Tach").await.problem(422, "idempotency_key_reused");
    assert_eq!(me.get(&path).await.is(200)["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn outside_the_window_only_notes_and_templates_may_leave() {
    let (server, path) = asked().await;
    let me = server.colleague(Role::Agent).await;
    let end = me.get(&path).await.is(200)["window"]["expires_at"].clone();
    // A minute before the end: what leaves now may arrive too late.
    server.clock.advance(Duration::from_mins(24 * 60 - 1));
    let path = format!("{path}/messages");
    let problem =
        me.post(&path, &json!({"type": "text", "text": "Zu spät"})).await.problem(409, "window_closed");
    assert_eq!(problem["expires_at"], end);
    me.post(&path, &json!({"type": "note", "text": "Nur für uns"})).await.is(201);
    me.post(&path, &json!({"type": "template", "template_id": uuid::Uuid::nil()}))
        .await
        .problem(422, "template_unknown");
}

#[tokio::test]
async fn a_long_text_becomes_several_messages_in_order() {
    let (server, path) = asked().await;
    let me = server.colleague(Role::Agent).await;
    let text = format!("{}\n\n{}", "a".repeat(4_000), "b".repeat(4_000));
    let sent = me.post(&format!("{path}/messages"), &json!({"type": "text", "text": text})).await.is(201);
    let items = sent["items"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    assert!(items[0]["text"].as_str().unwrap().starts_with('a'));
    assert!(items[0]["seq"].as_i64() < items[1]["seq"].as_i64());
    let problem = me
        .post(&format!("{path}/messages"), &json!({"type": "text", "text": "x".repeat(40_001)}))
        .await
        .problem(422, "text_too_long");
    assert_eq!((&problem["length"], &problem["limit"]), (&json!(40_001), &json!(40_000)));
}

#[tokio::test]
async fn what_does_not_fit_names_its_field_and_sends_nothing() {
    let (server, path) = asked().await;
    let me = server.colleague(Role::Agent).await;
    let path = format!("{path}/messages");
    let nil = uuid::Uuid::nil();
    for (body, field, code) in [
        (json!({"text": "x"}), "type", "required"),
        (json!({"type": "fax", "text": "x"}), "type", "format"),
        (json!({"type": "text"}), "text", "required"),
        (json!({"type": "text", "text": "  "}), "text", "required"),
        (json!({"type": "note", "text": ""}), "text", "required"),
        (json!({"type": "image"}), "media_id", "required"),
        (json!({"type": "image", "media_id": nil}), "media_id", "unknown"),
        (json!({"type": "template"}), "template_id", "required"),
        (json!({"type": "template", "template_id": nil, "values": {"body": "x"}}), "values.body", "format"),
        (json!({"type": "text", "text": "x", "reply_to": nil}), "reply_to", "unknown"),
        (json!({"type": "text", "text": "x", "client_id": "x".repeat(65)}), "client_id", "too_long"),
        (json!({"type": "note", "text": "x", "mentions": [nil]}), "mentions", "unknown"),
        (json!({"type": "text", "text": "x", "then": {"status": "snoozed"}}), "snoozed_until", "required"),
    ] {
        let problem = me.post(&path, &body).await.problem(422, "validation_failed");
        let first = &problem["fields"][0];
        assert_eq!((&first["field"], &first["code"]), (&json!(field), &json!(code)), "{body}");
    }
    assert_eq!(me.get(&path).await.is(200)["items"].as_array().unwrap().len(), 1);
    me.patch(path.trim_end_matches("/messages"), &json!({"status": "closed"})).await.is(200);
    me.post(&path, &json!({"type": "note", "text": "x"})).await.problem(409, "ticket_closed");
}

#[tokio::test]
async fn a_mention_lets_a_colleague_of_another_team_see_the_ticket() {
    let (server, path) = asked().await;
    let (ours, theirs) = (server.team().await, server.team().await);
    let (me, other) = (server.member(&[ours]).await, server.member(&[theirs]).await);
    me.patch(&path, &json!({"owner": {"kind": "queue", "team_id": ours}})).await.is(200);
    other.get(&path).await.problem(404, "not_found");
    let note = json!({"type": "note", "text": "Schau mal", "mentions": [other.agent_id()]});
    let written = me.post(&format!("{path}/messages"), &note).await.is(201);
    assert_eq!(written["items"][0]["direction"], "internal");
    assert_eq!(written["items"][0]["delivery"], Value::Null);
    other.get(&path).await.is(200);
    assert_eq!(other.get("/tickets?view=mentions").await.is(200)["items"].as_array().unwrap().len(), 1);
    assert_eq!(other.get("/tickets/counts").await.is(200)["mentions"], 1);
    let notices = other.get("/notices").await.is(200);
    assert_eq!(
        (&notices["items"][0]["kind"], &notices["items"][0]["text"]),
        (&json!("mention"), &json!("Schau mal"))
    );
    other.post(&format!("{path}/read"), &json!({})).await.is(204);
    assert_eq!(other.get("/tickets/counts").await.is(200)["mentions"], 0);
}

#[tokio::test]
async fn only_a_failed_message_is_sent_again_and_by_those_who_may_see_it() {
    let (server, path) = asked().await;
    let (team, stranger) = (server.team().await, server.member(&[server.team().await]).await);
    let me = server.member(&[team]).await;
    let sent = me.post(&format!("{path}/messages"), &json!({"type": "text", "text": "Moin"})).await.is(201);
    me.patch(&path, &json!({"owner": {"kind": "queue", "team_id": team}})).await.is(200);
    let id: MessageId = id_of(&sent["items"][0]).parse().unwrap();
    let again = format!("/messages/{id}/retry");
    me.post(&again, &json!({})).await.problem(409, "message_not_retryable");
    let now = server.desk.now();
    server
        .write(move |tx| {
            let mut failed = message::get(tx, id)?.unwrap().delivery.unwrap();
            failed.state = DeliveryState::Failed;
            failed.error = Some(DeliveryError {
                code: "131026".to_owned(),
                reason: "undeliverable".to_owned(),
                is_retryable: true,
            });
            delivery::end(tx, id, now)?;
            message::set_delivery(tx, id, &failed)
        })
        .await;
    let shown = me.get(&format!("/messages/{id}")).await.is(200);
    assert_eq!(
        (&shown["delivery"]["state"], &shown["delivery"]["error"]["code"]),
        (&json!("failed"), &json!("131026"))
    );
    stranger.get(&format!("/messages/{id}")).await.problem(404, "not_found");
    stranger.post(&again, &json!({})).await.problem(404, "not_found");
    let retried = me.post(&again, &json!({})).await.is(201);
    assert_eq!(retried["id"], sent["items"][0]["id"]);
    assert_eq!(
        (&retried["delivery"]["state"], &retried["delivery"]["attempt"]),
        (&json!("queued"), &json!(2))
    );
    assert_eq!(retried["delivery"]["error"], Value::Null);
}

#[tokio::test]
async fn the_finder_finds_by_wamid_what_may_be_seen() {
    let (server, path) = asked().await;
    let wamid = server.hear(ANA, "Noch da?").await;
    let (team, other) = (server.team().await, server.team().await);
    let me = server.member(&[team]).await;
    me.patch(&path, &json!({"owner": {"kind": "queue", "team_id": team}})).await.is(200);
    let found = me.get(&format!("/messages?wamid={wamid}")).await.is(200);
    assert_eq!(
        (&found["items"][0]["text"], &found["items"][0]["wamid"]),
        (&json!("Noch da?"), &json!(wamid))
    );
    assert_eq!(me.get("/messages?wamid=wamid.NONE").await.is(200)["items"], json!([]));
    let stranger = server.member(&[other]).await;
    assert_eq!(stranger.get(&format!("/messages?wamid={wamid}")).await.is(200)["items"], json!([]));
    me.get("/messages").await.problem(422, "validation_failed");
}

#[tokio::test]
async fn a_thread_shows_every_message_once_and_any_message_among_its_neighbours() {
    let (server, path) = asked().await;
    let me = server.colleague(Role::Agent).await;
    for number in 0..30 {
        server.clock.advance(Duration::from_secs(10));
        server.hear(ANA, &format!("Nachricht {number}")).await;
    }
    server.hear(BEN, "anderer Verlauf").await;
    me.post(&format!("{path}/messages"), &json!({"type": "note", "text": "Notiz"})).await.is(201);
    let ticket = me.get(&path).await.is(200);
    let thread = format!("/threads/{}", ticket["thread_id"].as_str().unwrap());
    let head = me.get(&thread).await.is(200);
    assert_eq!(head["tickets"][0]["id"], ticket["id"]);
    assert_eq!(head["window"], ticket["window"]);
    let all = page_through(&me, &format!("{thread}/messages?"), 100).await;
    assert_eq!(all.len(), 32);
    assert_eq!(page_through(&me, &format!("{thread}/messages?"), 7).await, all);
    assert_eq!(page_through(&me, &format!("{path}/messages?"), 5).await, all);
    let old = &all[28];
    let page = me.get(&format!("{thread}/messages?around={old}&limit=30")).await.is(200);
    let shown: Vec<String> = page["items"].as_array().unwrap().iter().map(id_of).collect();
    let place = shown.iter().position(|id| id == old).expect("it is on the page");
    assert!(place > 0 && place < shown.len(), "newer ones before it, older ones behind: {place}");
    me.get(&format!("{thread}/messages?around={}", uuid::Uuid::nil())).await.problem(404, "not_found");
}
