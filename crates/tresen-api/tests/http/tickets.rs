//! Tickets: in lists, changed, read, opened.

use std::{collections::BTreeSet, time::Duration};

use serde_json::{Value, json};
use tresen_domain::{agent::Role, time::Clock};

use crate::{
    customers::{ANA, BEN, Customer, id_of, page_through},
    server::Server,
};

const MANY: [Customer; 7] = [
    ANA,
    BEN,
    Customer { name: "Cem", phone: "491512345679" },
    Customer { name: "Dana", phone: "491512345680" },
    Customer { name: "Eva", phone: "491512345681" },
    Customer { name: "Finn", phone: "491512345682" },
    Customer { name: "Gina", phone: "491512345683" },
];

#[tokio::test]
async fn a_customers_message_opens_a_ticket_that_lists_show() {
    let server = Server::start().await;
    let channel = server.open_shop().await;
    server.hear(ANA, "Hallo, wo ist *meine* Bestellung?").await;
    let me = server.colleague(Role::Agent).await;
    let list = me.get("/tickets?status=open").await.is(200);
    let ticket = &list["items"][0];
    assert_eq!((list["items"].as_array().unwrap().len(), &list["next"]), (1, &Value::Null));
    assert_eq!(ticket["contact"]["name"], "Ana Lima");
    assert_eq!(ticket["contact"]["phone"], "+5541988887777");
    assert_eq!((&ticket["status"], &ticket["priority"]), (&json!("new"), &json!("normal")));
    assert_eq!(ticket["owner"], json!({"kind": "nobody", "agent_id": null, "team_id": null}));
    assert_eq!((&ticket["unread_count"], &ticket["channel_id"]), (&json!(1), &json!(channel)));
    assert_eq!(ticket["waiting_since_at"], server.clock.now().to_string());
    assert_eq!(ticket["last_message"]["text"], "Hallo, wo ist meine Bestellung?");
    let end = server.clock.now().plus(Duration::from_hours(24));
    assert_eq!(ticket["window"], json!({"kind": "customer_service", "expires_at": end.to_string()}));
    assert_eq!(&me.get(&format!("/tickets/{}", id_of(ticket))).await.is(200), ticket);
    let counts = me.get("/tickets/counts").await.is(200);
    assert_eq!((&counts["unassigned"], &counts["all_open"]), (&json!(1), &json!(1)));
}

#[tokio::test]
async fn every_order_shows_every_ticket_once() {
    let server = Server::start().await;
    server.open_shop().await;
    for customer in MANY {
        server.hear(customer, "Hallo").await;
        server.clock.advance(Duration::from_mins(1));
    }
    let me = server.colleague(Role::Agent).await;
    // Some wait, some do not; some windows are closed.
    let answered = server.ticket_of(BEN).await;
    let path = format!("/tickets/{}/messages", id_of(&answered));
    me.post(&path, &json!({"type": "text", "text": "Moin"})).await.is(201);
    let mut orders = Vec::new();
    for sort in ["waiting", "latest", "window"] {
        let seen = page_through(&me, &format!("/tickets?sort={sort}&"), 3).await;
        assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), MANY.len(), "{sort}: {seen:?}");
        assert_eq!(seen.len(), MANY.len());
        orders.push(seen);
    }
    assert_eq!(orders[0][6], id_of(&answered), "who has an answer waits last");
    assert_eq!(orders[1][0], id_of(&answered), "the newest message is ours");
    let page = me.get("/tickets?sort=latest&limit=2").await.is(200);
    let next = page["next"].as_str().unwrap();
    let wrong =
        me.get(&format!("/tickets?sort=window&cursor={next}")).await.problem(422, "validation_failed");
    assert_eq!(wrong["fields"][0]["field"], "cursor");
    me.get("/tickets?status=lost").await.problem(422, "validation_failed");
}

#[tokio::test]
async fn a_change_is_checked_as_a_whole_and_each_field_is_a_fact() {
    let server = Server::start().await;
    server.open_shop().await;
    server.hear(ANA, "Hallo").await;
    let (me, other) = (server.colleague(Role::Agent).await, server.colleague(Role::Agent).await);
    let before = server.ticket_of(ANA).await;
    let path = format!("/tickets/{}", id_of(&before));
    let change = json!({
        "subject": " Lieferung ", "type": "Versand", "priority": "high", "status": "open", "version": before["version"],
        "owner": {"kind": "agent", "agent_id": other.agent_id()}, "tags": {"add": ["eilig", "paket"]},
    });
    let after = me.patch(&path, &change).await.is(200);
    assert_eq!((&after["subject"], &after["type"]), (&json!("Lieferung"), &json!("Versand")));
    assert_eq!(after["owner"]["agent_id"], json!(other.agent_id()));
    assert_eq!(after["tags"], json!(["eilig", "paket"]));
    let conflict = me.patch(&path, &change).await.problem(409, "version_conflict");
    assert_eq!((&conflict["given"], &conflict["current"]), (&before["version"], &after["version"]));
    let events = me.get(&format!("{path}/events")).await.is(200);
    let kinds: BTreeSet<&str> =
        events["items"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
    for kind in ["owner_changed", "status_changed", "priority_changed", "field_changed", "tags_changed"] {
        assert!(kinds.contains(kind), "{kinds:?}");
    }
    let ours = events["items"].as_array().unwrap().iter().find(|one| one["kind"] == "tags_changed").unwrap();
    assert_eq!(ours["actor"]["id"], json!(me.agent_id()));
    // Events page without gap or repeat.
    let all: Vec<i64> =
        events["items"].as_array().unwrap().iter().map(|one| one["seq"].as_i64().unwrap()).collect();
    let (mut paged, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = me.get(&format!("{path}/events?limit=2{cursor}")).await.is(200);
        paged.extend(page["items"].as_array().unwrap().iter().map(|one| one["seq"].as_i64().unwrap()));
        let Some(next) = page["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(paged, all);
    // The new owner is told, and sees it in the inbox.
    let notices = other.get("/notices?unread=true").await.is(200);
    assert_eq!(notices["items"][0]["kind"], "assigned");
    assert_eq!(other.get("/tickets?view=inbox").await.is(200)["items"][0]["id"], before["id"]);
    assert_eq!(me.get("/tickets?view=inbox").await.is(200)["items"], json!([]));
    assert_eq!(me.get("/tickets?tag=eilig&status=open").await.is(200)["items"][0]["id"], before["id"]);
    assert_eq!(
        me.get("/tags").await.is(200),
        json!([{"tag": "eilig", "count": 1}, {"tag": "paket", "count": 1}])
    );
}

#[tokio::test]
async fn what_does_not_fit_names_its_field_and_changes_nothing() {
    let server = Server::start().await;
    server.open_shop().await;
    server.hear(ANA, "Hallo").await;
    let me = server.colleague(Role::Agent).await;
    let before = server.ticket_of(ANA).await;
    let path = format!("/tickets/{}", id_of(&before));
    let nil = uuid::Uuid::nil();
    for (body, field, code) in [
        (json!({"subject": "x".repeat(201)}), "subject", "too_long"),
        (json!({"priority": "soon"}), "priority", "format"),
        (json!({"status": "snoozed"}), "snoozed_until", "required"),
        (json!({"status": "snoozed", "snoozed_until": "2020-01-01T00:00:00Z"}), "snoozed_until", "range"),
        (json!({"status": "open", "snoozed_until": "2027-01-01T00:00:00Z"}), "snoozed_until", "range"),
        (json!({"owner": {"kind": "agent"}}), "owner.agent_id", "required"),
        (json!({"owner": {"kind": "agent", "agent_id": nil}}), "owner.agent_id", "unknown"),
        (json!({"owner": {"kind": "queue", "team_id": nil}}), "owner.team_id", "unknown"),
        (json!({"tags": {"add": ["x".repeat(41)]}}), "tags.add", "too_long"),
    ] {
        let problem = me.patch(&path, &body).await.problem(422, "validation_failed");
        let first = &problem["fields"][0];
        assert_eq!((&first["field"], &first["code"]), (&json!(field), &json!(code)), "{body}");
    }
    assert_eq!(me.get(&path).await.is(200), before);
    me.patch(&path, &json!({"status": "closed"})).await.is(200);
    me.patch(&path, &json!({"subject": "zu spät"})).await.is(200);
    me.patch(&path, &json!({"status": "open"})).await.problem(409, "ticket_closed");
}

#[tokio::test]
async fn a_ticket_of_another_team_does_not_exist() {
    let server = Server::start().await;
    server.open_shop().await;
    server.hear(ANA, "Hallo").await;
    server.hear(BEN, "Hallo").await;
    let (ours, theirs) = (server.team().await, server.team().await);
    let (insider, outsider) = (server.member(&[ours]).await, server.member(&[theirs]).await);
    let ticket = server.ticket_of(ANA).await;
    let path = format!("/tickets/{}", id_of(&ticket));
    outsider.get(&path).await.is(200);
    let admin = server.admin().await;
    admin.patch(&path, &json!({"owner": {"kind": "queue", "team_id": ours}})).await.is(200);
    for (method, rest, body) in [
        ("get", "", Value::Null),
        ("patch", "", json!({"priority": "high"})),
        ("post", "/read", json!({})),
        ("post", "/unread", json!({})),
        ("get", "/events", Value::Null),
        ("get", "/messages", Value::Null),
        ("post", "/messages", json!({"type": "note", "text": "x"})),
    ] {
        let path = format!("{path}{rest}");
        let answer = match method {
            "get" => outsider.get(&path).await,
            "patch" => outsider.patch(&path, &body).await,
            _ => outsider.post(&path, &body).await,
        };
        drop(answer.problem(404, "not_found"));
    }
    let contact = ticket["contact"]["id"].as_str().unwrap();
    assert_eq!(outsider.get("/tickets").await.is(200)["items"].as_array().unwrap().len(), 1);
    assert_eq!(insider.get("/tickets").await.is(200)["items"].as_array().unwrap().len(), 2);
    assert_eq!(insider.get("/tickets?view=unassigned").await.is(200)["items"].as_array().unwrap().len(), 2);
    for list in ["tickets", "threads", "media"] {
        let path = format!("/contacts/{contact}/{list}");
        assert_eq!(outsider.get(&path).await.is(200)["items"], json!([]), "{list}");
    }
    outsider
        .get(&format!("/threads/{}", ticket["thread_id"].as_str().unwrap()))
        .await
        .problem(404, "not_found");
    let counts = |answer: Value| answer["all_open"].as_i64().unwrap();
    assert_eq!(counts(outsider.get("/tickets/counts").await.is(200)), 1);
    assert_eq!(counts(insider.get("/tickets/counts").await.is(200)), 2);
}

#[tokio::test]
async fn reading_clears_what_is_unread_and_it_can_be_put_back() {
    let server = Server::start().await;
    server.open_shop().await;
    server.hear(ANA, "Hallo").await;
    server.hear(ANA, "Jemand da?").await;
    let me = server.colleague(Role::Agent).await;
    let path = format!("/tickets/{}", id_of(&server.ticket_of(ANA).await));
    let unread = async || me.get(&path).await.is(200)["unread_count"].as_i64().unwrap();
    assert_eq!(unread().await, 2);
    me.post(&format!("{path}/read"), &json!({})).await.is(204);
    assert_eq!(unread().await, 0);
    me.post(&format!("{path}/unread"), &json!({})).await.is(204);
    assert_eq!(unread().await, 1);
}

#[tokio::test]
async fn a_ticket_is_opened_once_and_only_where_the_contact_can_be_reached() {
    let server = Server::start().await;
    let channel = server.open_shop().await;
    server.hear(ANA, "Hallo").await;
    let me = server.colleague(Role::Agent).await;
    let running = server.ticket_of(ANA).await;
    let contact = &running["contact"]["id"];
    let wish = json!({"contact_id": contact, "channel_id": channel, "subject": "Rückruf"});
    let conflict = me.post("/tickets", &wish).await.problem(409, "conflict");
    assert_eq!(conflict["ticket_id"], running["id"]);
    me.patch(&format!("/tickets/{}", id_of(&running)), &json!({"status": "solved"})).await.is(200);
    let opened = me.post("/tickets", &wish).await.is(201);
    assert_eq!((&opened["subject"], &opened["status"]), (&json!("Rückruf"), &json!("open")));
    assert_eq!(opened["owner"]["agent_id"], json!(me.agent_id()));
    assert_eq!(opened["thread_id"], running["thread_id"]);
    let elsewhere = json!({"contact_id": contact, "channel_id": server.channel().await});
    let problem = me.post("/tickets", &elsewhere).await.problem(422, "validation_failed");
    assert_eq!(problem["fields"][0]["field"], "channel_id");
}
