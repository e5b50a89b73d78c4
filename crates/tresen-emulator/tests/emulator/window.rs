//! The service window and what the customer's phone makes of a message.

use std::time::Duration;

use serde_json::json;
use tresen_domain::time::Timestamp;
use tresen_emulator::{FaultPlan, PastMessage, Progress, Saying};

use crate::desk::{ANA, NUMBER, calm, road, text, to_ana};

#[tokio::test]
async fn after_24_hours_a_free_message_fails_later_with_131047() {
    let road = road().await;
    road.ana_writes("hi");
    road.emulator.handle().advance(Duration::from_secs(86_399));
    let in_time = road.send(text("in time")).await;
    road.emulator.handle().advance(Duration::from_secs(1));
    let late = road
        .send(json!({"type": "text", "text": {"body": "late"}, "biz_opaque_callback_data": "mine"}))
        .await;
    assert_eq!(road.states_of(&in_time).await, ["sent", "delivered"]);
    assert_eq!(road.states_of(&late).await, ["failed"]);
    let failed = road.items("statuses").await.into_iter().find(|one| one["status"] == "failed").unwrap();
    assert_eq!(failed["errors"][0]["code"], 131_047);
    assert_eq!(failed["biz_opaque_callback_data"], "mine");
    assert!(failed.get("recipient_user_id").is_none(), "only an addressed id is told on failure");
    let chat = road.emulator.handle().chat(ANA, NUMBER);
    assert!(chat.iter().all(|one| one.text.as_deref() != Some("late")), "the phone never sees it");
    road.ana_writes("again");
    assert_eq!(road.states_of(&road.send(text("open again")).await).await, ["sent", "delivered"]);
}

#[tokio::test]
async fn the_window_counts_from_the_customers_time_and_may_be_closed_already() {
    let road = road().await;
    let saying = Saying {
        phone_number_id: NUMBER.to_owned(),
        kind: "text".to_owned(),
        text: Some("late".to_owned()),
        sent_at: Some(Timestamp::from_seconds(1_790_000_000 - 90_000)),
        ..Saying::default()
    };
    road.emulator.handle().say(ANA, &saying).unwrap();
    assert_eq!(road.items("messages").await[0]["timestamp"], "1789910000");
    assert_eq!(road.states_of(&road.send(text("x")).await).await, ["failed"]);
}

#[tokio::test]
async fn refusals_can_come_at_once_and_templates_pass_always() {
    let road = road().await;
    road.emulator.handle().set_faults(FaultPlan { errors_at_once: true, ..calm() });
    let (status, answer) = road.graph(&format!("{NUMBER}/messages"), to_ana(text("x"))).await;
    assert_eq!((status, &answer["error"]["code"]), (400, &json!(131_047)));
    let unknown =
        json!({"messaging_product": "whatsapp", "to": "+4930999999", "type": "text", "text": {"body": "x"}});
    let (_, answer) = road.graph(&format!("{NUMBER}/messages"), unknown.clone()).await;
    assert_eq!(answer["error"]["code"], 131_026);
    let parameters: Vec<_> = ["a", "b", "c"].iter().map(|one| json!({"type": "text", "text": one})).collect();
    let wamid = road
        .send(
            json!({"type": "template", "template": {"name": "termin_bestaetigung", "language": {"code": "de"},
            "components": [{"type": "body", "parameters": parameters}]}}),
        )
        .await;
    assert_eq!(road.states_of(&wamid).await, ["sent", "delivered"]);
    road.emulator.handle().set_faults(calm());
    let (status, answer) = road.graph(&format!("{NUMBER}/messages"), unknown).await;
    assert_eq!(status, 200);
    assert_eq!(road.states_of(answer["messages"][0]["id"].as_str().unwrap()).await, ["failed"]);
}

#[tokio::test]
async fn statuses_follow_the_phone() {
    let road = road().await;
    let handle = road.emulator.handle();
    road.ana_writes("hi");
    handle.set_presence(ANA, Some(false), None).unwrap();
    let wamid = road.send(text("x")).await;
    assert_eq!(road.states_of(&wamid).await, ["sent"]);
    handle.read(ANA, NUMBER).unwrap();
    assert_eq!(road.states_of(&wamid).await, ["sent"], "a phone that is off reads nothing");
    handle.set_presence(ANA, Some(true), None).unwrap();
    assert_eq!(road.states_of(&wamid).await, ["sent", "delivered"]);
    handle.read(ANA, NUMBER).unwrap();
    handle.read(ANA, NUMBER).unwrap();
    assert_eq!(road.states_of(&wamid).await, ["sent", "delivered", "read"]);
    let statuses = road.items("statuses").await;
    let priced: Vec<_> = statuses.iter().map(|one| one.get("pricing").is_some()).collect();
    assert_eq!(priced, [true, true, false], "told with `sent` and the first of the others");
    assert_eq!(statuses[0]["pricing"]["type"], "free_customer_service");
    handle.set_presence(ANA, None, Some(true)).unwrap();
    let quick = road.send(text("y")).await;
    assert_eq!(road.states_of(&quick).await, ["sent", "delivered", "read"]);
}

#[tokio::test]
async fn the_desk_turns_the_phones_ticks_blue_up_to_a_message() {
    let road = road().await;
    let wamids: Vec<_> = ["a", "b", "c"].iter().map(|one| road.ana_writes(one)).collect();
    road.emulator.handle().flush().await;
    let read = json!({"messaging_product": "whatsapp", "status": "read", "message_id": wamids[1], "typing_indicator": {"type": "text"}});
    assert_eq!(road.graph(&format!("{NUMBER}/messages"), read).await, (200, json!({"success": true})));
    let states: Vec<_> = road.emulator.handle().chat(ANA, NUMBER).iter().map(|one| one.state).collect();
    assert_eq!(states, [Progress::Read, Progress::Read, Progress::Delivered]);
    let unknown = json!({"messaging_product": "whatsapp", "status": "read", "message_id": "nonsense"});
    let (_, answer) = road.graph(&format!("{NUMBER}/messages"), unknown).await;
    assert_eq!(answer["error"]["code"], 131_009);
}

#[tokio::test]
async fn the_past_opens_the_window_silently() {
    let road = road().await;
    let past = PastMessage {
        wamid: "wamid.past".to_owned(),
        is_from_customer: true,
        text: "gestern".to_owned(),
        sent_at: Timestamp::from_seconds(1_790_000_000 - 3_600),
    };
    road.emulator.handle().remember(ANA, NUMBER, vec![past]).unwrap();
    let wamid = road
        .send(json!({"type": "text", "text": {"body": "x"}, "context": {"message_id": "wamid.past"}}))
        .await;
    assert_eq!(road.states_of(&wamid).await, ["sent", "delivered"]);
    assert!(road.items("messages").await.is_empty());
    assert_eq!(road.emulator.handle().chat(ANA, NUMBER)[1].reply_to.as_deref(), Some("wamid.past"));
}

#[tokio::test]
async fn a_reaction_only_reports_sent_and_needs_its_message() {
    let road = road().await;
    let wamid = road.ana_writes("hi");
    let reaction =
        road.send(json!({"type": "reaction", "reaction": {"message_id": wamid, "emoji": "x"}})).await;
    assert_eq!(road.states_of(&reaction).await, ["sent"]);
    assert_eq!(road.emulator.handle().chat(ANA, NUMBER)[0].reactions[0].emoji, "x");
    let lost =
        road.send(json!({"type": "reaction", "reaction": {"message_id": "wamid.x", "emoji": "x"}})).await;
    assert_eq!(road.states_of(&lost).await, ["failed"]);
}
