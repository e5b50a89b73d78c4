//! The fault plan: everything that goes wrong does so by seed, and nothing is lost by it.

use std::collections::BTreeMap;

use serde_json::Value;
use tresen_emulator::{Chance, FaultPlan};

use crate::desk::{NUMBER, Road, calm, road, text, to_ana};

/// How often each message arrived.
async fn arrivals(road: &Road) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for message in road.items("messages").await {
        *counts.entry(message["id"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    counts
}

#[tokio::test]
async fn every_payload_three_times_shuffled_in_batches_with_unknown_things_and_none_is_missing() {
    let road = road().await;
    road.emulator.handle().set_faults(FaultPlan {
        seed: 42,
        duplicate: Chance::ALWAYS,
        reorder: Chance::new(0.5),
        delay_ms: [0, 20],
        batch_max: 100,
        unknown_fields: Chance::new(0.5),
        unknown_types: Chance::new(0.3),
        ..calm()
    });
    let sent: Vec<_> = (0..30).map(|at| road.ana_writes(&at.to_string())).collect();
    let arrived = arrivals(&road).await;
    assert!(sent.iter().all(|wamid| arrived.get(wamid) == Some(&3)));
    let shown = road.emulator.handle().chat("ana", NUMBER);
    let strange: Vec<_> = shown.iter().filter(|one| one.kind == "hologram").collect();
    assert!(!strange.is_empty() && strange.iter().all(|one| arrived.get(&one.wamid) == Some(&3)));
    let order: Vec<_> =
        road.items("messages").await.iter().map(|one| one["text"]["body"].to_string()).collect();
    assert_ne!(order[..30], (0..30).map(|at| format!("\"{at}\"")).collect::<Vec<_>>());
    let bodies = road.bodies().await;
    assert!(bodies.iter().any(|body| body.get("zz_new_field").is_some()));
}

#[tokio::test]
async fn one_seed_is_one_story() {
    let mut stories = Vec::new();
    for seed in [5, 5, 6] {
        let road = road().await;
        let plan = FaultPlan { seed, duplicate: Chance::new(0.4), server_error: Chance::new(0.3), ..calm() };
        road.ana_writes("hi");
        road.emulator.handle().flush().await;
        road.emulator.handle().set_faults(plan);
        let mut answers = Vec::new();
        for _ in 0..20 {
            answers.push(road.graph(&format!("{NUMBER}/messages"), to_ana(text("x"))).await.0);
        }
        stories.push((answers, road.items("statuses").await.len()));
    }
    assert_eq!(stories[0], stories[1]);
    assert_ne!(stories[0], stories[2]);
    assert!(stories[0].0.contains(&503) && stories[0].0.contains(&500) && stories[0].0.contains(&200));
}

#[tokio::test]
async fn a_swallowed_answer_leaves_the_message_accepted_once() {
    let road = road().await;
    road.ana_writes("hi");
    road.emulator.handle().set_faults(FaultPlan { drop_answer: Chance::ALWAYS, ..calm() });
    let url = format!("{}/v26.0/{NUMBER}/messages", road.emulator.url());
    let mut body = to_ana(text("x"));
    body["biz_opaque_callback_data"] = "mark".into();
    let error = road.http.post(url).bearer_auth("token").json(&body).send().await.unwrap_err();
    assert!(error.is_request(), "{error:?}");
    let outbox = road.emulator.handle().outbox();
    assert_eq!(outbox.len(), 1);
    assert_eq!(outbox[0].biz_opaque_callback_data.as_deref(), Some("mark"));
    assert_eq!(road.states_of(&outbox[0].wamid).await, ["sent", "delivered"]);
}

#[tokio::test]
async fn a_server_error_accepts_nothing() {
    let road = road().await;
    road.ana_writes("hi");
    road.emulator.handle().set_faults(FaultPlan { server_error: Chance::ALWAYS, ..calm() });
    let (status, answer) = road.graph(&format!("{NUMBER}/messages"), to_ana(text("x"))).await;
    assert!(status >= 500, "{answer}");
    assert!(road.emulator.handle().outbox().is_empty());
}

#[tokio::test]
async fn the_status_can_come_before_the_answer() {
    let road = road().await;
    road.ana_writes("hi");
    road.emulator.handle().flush().await;
    road.emulator.handle().set_faults(FaultPlan { status_before_answer: Chance::ALWAYS, ..calm() });
    let (_, answer) = road.graph(&format!("{NUMBER}/messages"), to_ana(text("x"))).await;
    // No flush in between: when the answer is there, the first status has been delivered already.
    let delivered = road.emulator.handle().webhooks().delivered;
    assert!(delivered >= 2, "{delivered}");
    assert!(answer["messages"][0]["id"].is_string());
}

#[tokio::test]
async fn a_plan_is_put_and_read_over_http() {
    let road = road().await;
    let url = format!("{}/control/faults", road.emulator.url());
    let plan = serde_json::json!({"seed": 9, "duplicate": 0.5, "hold_webhooks": true, "batch_max": 5000});
    let put: Value = road.http.put(&url).json(&plan).send().await.unwrap().json().await.unwrap();
    assert_eq!((&put["seed"], &put["batch_max"], &put["reorder"]), (&9.into(), &1000.into(), &0.0.into()));
    let read: Value = road.http.get(&url).send().await.unwrap().json().await.unwrap();
    assert_eq!(read, put);
}
