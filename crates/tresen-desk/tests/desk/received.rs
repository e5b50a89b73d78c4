//! A customer writes: tickets open, join and reopen; each message counts once.

use std::time::Duration;

use expect_test::expect;
use serde_json::json;
use tresen_desk::{journal, ticket};
use tresen_domain::{id::TicketId, ticket::Status};

use crate::case::{Case, text};

const HOUR: Duration = Duration::from_hours(1);

#[tokio::test]
async fn a_first_message_opens_a_ticket_and_the_next_one_joins_it() {
    let case = Case::begin().await;
    case.hear(&[case.text("4915100001", "w1", "Guten Tag, die Mühle klemmt")]).await;
    case.wait(HOUR);
    case.hear(&[case.text("4915100001", "w2", "Und sie riecht")]).await;
    expect![[r#"
        #1 Kundin 1 · new · nobody · unread 2 · waits since +0:00 · window until +25:00
          in Kundin 1: text "Guten Tag, die Mühle klemmt"
          in Kundin 1: text "Und sie riecht"
    "#]]
    .assert_eq(&case.picture().await);
}

#[tokio::test]
async fn the_same_webhook_again_changes_nothing() {
    let case = Case::begin().await;
    let first = case.text("4915100001", "w1", "Hallo");
    case.hear(std::slice::from_ref(&first)).await;
    let before = case.picture().await;
    for _ in 0..3 {
        case.hear(&[first.clone(), first.clone()]).await;
    }
    assert_eq!(case.picture().await, before);
}

#[tokio::test]
async fn an_album_in_parallel_webhooks_opens_one_ticket() {
    let case = Case::begin().await;
    let images: Vec<_> = (1..=5)
        .map(|number| {
            case.message("4915100001", json!({ "id": format!("w{number}"), "type": "image", "image": { "id": format!("m{number}"), "mime_type": "image/jpeg" } }))
        })
        .collect();
    let keeps = images.iter().map(|image| case.keep(std::slice::from_ref(image)));
    futures_util::future::join_all(keeps).await;
    tresen_desk::inbound::catch_up(&case.desk).await.unwrap();
    assert_eq!(case.tickets(&case.jana).await.len(), 1);
    assert_eq!(case.messages(case.ticket().await.id).await.len(), 5);
}

#[tokio::test]
async fn a_solved_ticket_reopens_within_the_threading_window_and_a_later_message_opens_a_new_one() {
    let case = Case::begin().await;
    case.hear(&[case.text("4915100001", "w1", "Wo ist mein Paket?")]).await;
    case.send(&case.jana, text("Es kommt morgen.")).await.unwrap();
    solve(&case).await;
    case.wait(HOUR * 23);
    case.hear(&[case.text("4915100001", "w2", "Ist da, danke")]).await;
    solve(&case).await;
    case.wait(HOUR * 25);
    case.hear(&[case.text("4915100001", "w3", "Jetzt etwas anderes")]).await;
    expect![[r#"
        #2 Kundin 1 · new · nobody · unread 1 · waits since +48:00 · window until +72:00
          in Kundin 1: text "Jetzt etwas anderes"
        #1 Kundin 1 · solved · agent 1 · unread 0 · window until +72:00
          in Kundin 1: text "Wo ist mein Paket?"
          out Jana: text "Es kommt morgen." [queued]
          in Kundin 1: text "Ist da, danke"
    "#]]
    .assert_eq(&case.picture().await);
    let kinds: Vec<_> =
        ticket::events(&case.desk, &case.jana, TicketId(case.tickets(&case.jana).await[1].id), None, 50)
            .await
            .unwrap()
            .items
            .iter()
            .map(|event| event.kind)
            .rev()
            .collect();
    assert_eq!(
        kinds,
        [
            "ticket_opened",
            "message_received",
            "message_queued",
            "owner_changed",
            "status_changed",
            "status_changed",
            "ticket_reopened",
            "message_received",
            "status_changed"
        ]
    );
}

async fn solve(case: &Case) {
    let change = ticket::UpdateTicket {
        status: Some(ticket::StatusChange { status: Status::Solved, snoozed_until: None }),
        ..ticket::UpdateTicket::default()
    };
    ticket::update(&case.desk, &case.jana, TicketId(case.ticket().await.id), change).await.unwrap();
}

#[tokio::test]
async fn a_late_webhook_is_sorted_by_send_time_and_never_shortens_the_window() {
    let case = Case::begin().await;
    let early = case.text("4915100001", "w1", "zuerst");
    case.wait(HOUR * 2);
    case.hear(&[case.text("4915100001", "w2", "danach")]).await;
    case.hear(&[early]).await;
    expect![[r#"
        #1 Kundin 1 · new · nobody · unread 2 · waits since +0:00 · window until +26:00
          in Kundin 1: text "zuerst"
          in Kundin 1: text "danach"
    "#]]
    .assert_eq(&case.picture().await);
    assert_eq!(case.ticket().await.last_message.unwrap().text.as_deref(), Some("danach"));
}

#[tokio::test]
async fn unknown_types_become_visible_and_a_broken_item_harms_no_neighbour() {
    let case = Case::begin().await;
    case.hear(&[
        case.message("4915100001", json!({ "id": "w1", "type": "poll_creation", "poll": {} })),
        json!({ "messages": [{ "type": "text", "text": { "body": "von niemandem" } }] }),
        json!({ "messages": "kein Feld" }),
        case.text("4915100002", "w2", "Ich bin da"),
    ])
    .await;
    case.keep_raw("kein JSON").await;
    tresen_desk::inbound::catch_up(&case.desk).await.unwrap();
    let picture = case.picture().await;
    assert!(picture.contains("in Kundin 1: unsupported"), "{picture}");
    assert!(picture.contains("in Kundin 2: text \"Ich bin da\""), "{picture}");
    let parked = journal::list_parked(&case.desk, &case.jana, None, 20).await.unwrap();
    assert!(parked.len() >= 2, "{parked:?}");
}

#[tokio::test]
async fn a_number_without_a_channel_waits_and_is_applied_once_when_it_has_one() {
    let case = Case::begin().await;
    let other = case.text("4915100001", "w9", "An die andere Nummer").to_string();
    let body = format!(r#"{{"object":"whatsapp_business_account","entry":[{{"id":"200","changes":[{{"field":"messages","value":{other}}}]}}]}}"#)
        .replacen("{\"contacts\"", "{\"metadata\":{\"phone_number_id\":\"999\"},\"contacts\"", 1);
    case.keep_raw(&body).await;
    case.hear(&[case.text("4915100002", "w1", "An den Service")]).await;
    assert_eq!(case.tickets(&case.jana).await.len(), 1);
    let waiting = journal::list_unassigned(&case.desk, &case.jana).await.unwrap();
    assert_eq!(waiting.iter().map(|number| number.phone_number_id.as_str()).collect::<Vec<_>>(), ["999"]);
    let mut late = case.store().read(tresen_storage::channel::list_all).await.unwrap().remove(0);
    late.id = tresen_domain::id::ChannelId(uuid::Uuid::from_u128(101));
    late.phone_number_id = tresen_domain::channel::PhoneNumberId("999".to_owned());
    let number = late.phone_number_id.clone();
    case.store().write(move |tx| tresen_storage::channel::insert(tx, &late, "token")).await.unwrap();
    for _ in 0..2 {
        tresen_desk::inbound::replay(&case.desk, &number).await.unwrap();
    }
    let picture = case.picture().await;
    assert_eq!(picture.matches("An die andere Nummer").count(), 1, "{picture}");
}

#[tokio::test]
async fn a_reaction_an_edit_and_a_revocation_change_the_message_they_mean() {
    let case = Case::begin().await;
    case.hear(&[case.text("4915100001", "w1", "Die Müle klemmt"), case.text("4915100001", "w2", "Ups")])
        .await;
    case.hear(&[
        case.message("4915100001", json!({ "id": "w3", "type": "edit", "edit": { "original_message_id": "w1", "message": { "type": "text", "text": { "body": "Die Mühle klemmt" } } } })),
        case.message("4915100001", json!({ "id": "w4", "type": "revoke", "revoke": { "original_message_id": "w2" } })),
        case.message("4915100001", json!({ "id": "w5", "type": "reaction", "reaction": { "message_id": "w1", "emoji": "👍" } })),
        case.message("4915100001", json!({ "id": "w6", "type": "text", "text": { "body": "Das meine ich" }, "context": { "from": "4930100", "id": "w1" } })),
    ])
    .await;
    expect![[r#"
        #1 Kundin 1 · new · nobody · unread 3 · waits since +0:00 · window until +24:00
          in Kundin 1: text "Die Mühle klemmt" 👍
          in Kundin 1: text taken back
          in Kundin 1: text "Das meine ich" (answers "Die Mühle klemmt")
    "#]]
    .assert_eq(&case.picture().await);
    case.hear(&[case.message(
        "4915100001",
        json!({ "id": "w7", "type": "reaction", "reaction": { "message_id": "w1" } }),
    )])
    .await;
    assert!(!case.picture().await.contains('👍'));
}

#[tokio::test]
async fn group_messages_never_open_a_ticket() {
    let case = Case::begin().await;
    case.hear(&[case.message(
        "4915100001",
        json!({ "id": "w1", "type": "text", "text": { "body": "an alle" }, "group_id": "g1" }),
    )])
    .await;
    assert!(case.tickets(&case.jana).await.is_empty());
}

#[tokio::test]
async fn an_answer_from_the_phone_app_ends_the_wait() {
    let case = Case::begin().await;
    case.hear(&[case.text("4915100001", "w1", "Hallo?")]).await;
    let echo = json!({ "metadata": { "phone_number_id": "100" }, "message_echoes": [{ "from": "4930100", "to": "4915100001", "id": "e1", "timestamp": case.seconds(), "type": "text", "text": { "body": "Bin gleich da" } }] });
    let body = json!({ "object": "whatsapp_business_account", "entry": [{ "id": "200", "changes": [{ "field": "smb_message_echoes", "value": echo }] }] }).to_string();
    for _ in 0..2 {
        case.keep_raw(&body).await;
    }
    tresen_desk::inbound::catch_up(&case.desk).await.unwrap();
    expect![[r#"
        #1 Kundin 1 · open · nobody · unread 1 · window until +24:00
          in Kundin 1: text "Hallo?"
          out phone_app: text "Bin gleich da" [sent]
    "#]]
    .assert_eq(&case.picture().await);
}
