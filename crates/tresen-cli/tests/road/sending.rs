//! Sending when the platform's answers are lost, late or angry: once, never twice.

use std::time::Duration;

use serde_json::json;
use tresen_emulator::{Chance, FaultPlan};

use crate::{
    customers::shown,
    road::{ANA, Setup, calm, on_each_engine},
};

#[test]
fn a_send_whose_answer_was_lost_is_known_by_its_status_and_not_sent_again() {
    let faults = FaultPlan { drop_answer: Chance::ALWAYS, ..calm() };
    on_each_engine(&Setup { faults, ..Setup::default() }, async |road| {
        let asked = road.arrival(&road.writes(ANA, "Hallo")).await;
        let answer = road.mia.answer(asked["ticket_id"].as_str().unwrap(), "Guten Tag").await;
        let id = answer["id"].as_str().unwrap();
        let known = road.in_state(id, &["delivered"]).await;
        assert!(known["wamid"].is_string() && known["delivery"]["uncertain"] == false, "{known}");
        road.settle().await;
        assert_eq!(shown(road, ANA), ["Guten Tag"]);
        assert_eq!(road.phones().outbox().len(), 1);
    });
}

#[test]
fn a_send_of_unknown_outcome_is_left_to_the_agent() {
    // No answer and no status: nobody can know, so nothing is repeated without a person.
    let faults = FaultPlan { drop_answer: Chance::ALWAYS, ..calm() };
    let setup = Setup { faults, unknown_wait: Duration::from_secs(1), ..Setup::default() };
    on_each_engine(&setup, async |road| {
        let asked = road.arrival(&road.writes(ANA, "Hallo")).await;
        road.phones().set_faults(FaultPlan { drop_answer: Chance::ALWAYS, hold_webhooks: true, ..calm() });
        let answer = road.mia.answer(asked["ticket_id"].as_str().unwrap(), "Guten Tag").await;
        let id = answer["id"].as_str().unwrap();
        let failed = road.in_state(id, &["failed"]).await;
        assert_eq!(failed["delivery"]["error"]["code"], "outcome_unknown", "{failed}");
        assert_eq!(failed["delivery"]["error"]["is_retryable"], true);
        assert_eq!(road.phones().outbox().len(), 1, "it was not repeated");
        // The status comes after all, and tells the truth.
        road.phones().set_faults(calm());
        road.settle().await;
        let known = road.in_state(id, &["delivered"]).await;
        assert_eq!(known["delivery"]["error"], json!(null), "{known}");
        assert_eq!(shown(road, ANA), ["Guten Tag"]);
    });
}

#[test]
fn a_platform_that_is_down_for_a_moment_gets_the_message_later_once() {
    let faults = FaultPlan { seed: 3, server_error: Chance::new(0.5), ..calm() };
    let setup = Setup { faults, unknown_wait: Duration::from_secs(1), ..Setup::default() };
    on_each_engine(&setup, async |road| {
        let asked = road.arrival(&road.writes(ANA, "Hallo")).await;
        let answer = road.mia.answer(asked["ticket_id"].as_str().unwrap(), "Guten Tag").await;
        let id = answer["id"].as_str().unwrap();
        let mut message = road.in_state(id, &["delivered", "failed"]).await;
        while message["delivery"]["state"] == "failed" {
            assert_eq!(message["delivery"]["error"]["is_retryable"], true, "{message}");
            let (status, retried) = road.mia.post(&format!("/messages/{id}/retry"), json!({})).await;
            assert_eq!(status, 201, "{retried}");
            message = road.in_state(id, &["delivered", "failed"]).await;
        }
        road.settle().await;
        assert_eq!(shown(road, ANA), ["Guten Tag"]);
        assert_eq!(road.phones().outbox().len(), 1);
    });
}

#[test]
fn the_same_request_twice_is_one_message() {
    on_each_engine(&Setup::default(), async |road| {
        let asked = road.arrival(&road.writes(ANA, "Hallo")).await;
        let path = format!("/tickets/{}/messages", asked["ticket_id"].as_str().unwrap());
        let body = json!({"type": "text", "text": "Guten Tag"});
        let call = || road.mia.try_call(reqwest::Method::POST, &path, Some("one-and-only"), Some(&body));
        let (first, second) = (call().await.unwrap(), call().await.unwrap());
        assert_eq!((first.0, second.0), (201, 201));
        assert_eq!(first.1["items"][0]["id"], second.1["items"][0]["id"]);
        road.settle().await;
        assert_eq!(shown(road, ANA), ["Guten Tag"]);
    });
}
