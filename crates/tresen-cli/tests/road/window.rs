//! The service window: closed after a day, opened by the customer, never outwitted.

use std::time::Duration;

use serde_json::{Value, json};

use crate::{
    customers::shown,
    road::{ANA, Road, on_a_calm_road},
};

const OVER: Duration = Duration::from_hours(25);

async fn approved(road: &Road, name: &str) -> Value {
    let channels = road.mia.list("/channels").await;
    let id = channels[0]["id"].as_str().unwrap();
    let (status, answer) = road.mia.post(&format!("/channels/{id}/templates/sync"), json!({})).await;
    assert_eq!(status, 200, "{answer}");
    let all = road.program.list(&format!("/templates?channel_id={id}")).await;
    all.into_iter().find(|one| one["name"] == name).unwrap()
}

#[test]
fn after_a_day_only_a_template_goes() {
    on_a_calm_road(async |road| {
        let asked = road.arrival(&road.writes(ANA, "Ist meine Mühle unterwegs?")).await;
        let path = format!("/tickets/{}/messages", asked["ticket_id"].as_str().unwrap());
        let template = approved(road, "termin_bestaetigung").await;
        road.advance(OVER);
        let (status, problem) = road.mia.post(&path, json!({"type": "text", "text": "Ja!"})).await;
        assert_eq!((status, &problem["code"]), (409, &json!("window_closed")), "{problem}");
        assert!(problem["expires_at"].is_string(), "{problem}");

        let values = json!({"body": {"1": "Frau Müller", "2": "Montag", "3": "10:30"}});
        let command = json!({"type": "template", "template_id": template["id"], "values": values});
        let (status, sent) = road.mia.post(&path, command).await;
        assert_eq!(status, 201, "{sent}");
        road.in_state(sent["items"][0]["id"].as_str().unwrap(), &["delivered"]).await;
        assert_eq!(road.phones().outbox().len(), 1, "the refused text never left");

        road.arrival(&road.writes(ANA, "Passt")).await;
        let (status, answer) = road.mia.post(&path, json!({"type": "text", "text": "Bis Montag!"})).await;
        assert_eq!(status, 201, "{answer}");
        road.in_state(answer["items"][0]["id"].as_str().unwrap(), &["delivered"]).await;
    });
}

#[test]
fn a_message_that_the_platform_refuses_stays_with_its_reason_until_it_can_go() {
    on_a_calm_road(async |road| {
        let asked = road.arrival(&road.writes(ANA, "Wann kommt der Techniker?")).await;
        let ticket_id = asked["ticket_id"].as_str().unwrap();
        // The platform's clock is ahead of ours: for it the window is closed already.
        road.phones().advance(OVER);
        let answer = road.mia.answer(ticket_id, "Morgen um zehn").await;
        let id = answer["id"].as_str().unwrap();
        let failed = road.in_state(id, &["failed"]).await;
        assert_eq!(failed["delivery"]["error"]["code"], "131047", "{failed}");
        assert!(shown(road, ANA).is_empty());
        let notices = road.mia.list("/notices?unread=true").await;
        assert!(
            notices.iter().any(|one| one["kind"] == "message_failed" && one["message_id"] == id),
            "{notices:?}"
        );
        let events = road.program.list(&format!("/tickets/{ticket_id}/events")).await;
        assert!(
            events.iter().any(|one| one["kind"] == "delivery_failed" && one["data"]["code"] == "131047"),
            "{events:?}"
        );

        road.clock.advance(OVER);
        road.arrival(&road.writes(ANA, "Hallo?")).await;
        let (status, retried) = road.mia.post(&format!("/messages/{id}/retry"), json!({})).await;
        assert_eq!(status, 201, "{retried}");
        let sent = road.in_state(id, &["delivered"]).await;
        assert_eq!(sent["delivery"]["attempt"], 2);
        assert_eq!(shown(road, ANA), ["Morgen um zehn"]);
    });
}
