//! Bad days of the platform: everything three times, shuffled, in batches, with things nobody has heard of.

use std::collections::BTreeMap;

use tresen_emulator::{Chance, FaultPlan};

use crate::{
    customers::{photo, shown, tickets},
    road::{ANA, BEN, CLEO, NUMBER, Road, Setup, calm, on_each_engine},
    screen::{Screen, is_forward},
};

fn bad_day(seed: u64) -> FaultPlan {
    FaultPlan {
        seed,
        duplicate: Chance::ALWAYS,
        reorder: Chance::new(0.5),
        delay_ms: [0, 30],
        batch_max: 25,
        unknown_fields: Chance::new(0.7),
        unknown_types: Chance::new(0.3),
        status_before_answer: Chance::new(0.3),
        status_delay_ms: [0, 20],
        ..calm()
    }
}

/// Texts that a customer wrote, as the desk shows them, oldest first.
async fn texts_of(road: &Road, thread_id: &str) -> Vec<String> {
    let page = road.program.list(&format!("/threads/{thread_id}/messages?limit=100")).await;
    let own = page.iter().rev().filter(|one| one["direction"] == "in" && one["type"] == "text");
    own.map(|one| one["text"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn everything_three_times_shuffled_and_in_batches_is_kept_once() {
    for seed in [1, 2] {
        let setup = Setup { faults: bad_day(seed), ..Setup::default() };
        on_each_engine(&setup, async |road| a_busy_morning(road).await);
    }
}

async fn a_busy_morning(road: &Road) {
    let mut screen = Screen::open(road).await;
    let mut written: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut threads: BTreeMap<&str, String> = BTreeMap::new();
    let mut answers: Vec<(&str, String)> = Vec::new();
    for round in 0..6 {
        for customer in [ANA, BEN, CLEO] {
            let text = format!("{customer} schreibt {round}");
            let wamid = road.writes(customer, &text);
            written.entry(customer).or_default().push(text);
            let kept = road.arrival(&wamid).await;
            threads.insert(customer, kept["thread_id"].as_str().unwrap().to_owned());
            if round % 2 == 1 {
                let answer =
                    road.mia.answer(kept["ticket_id"].as_str().unwrap(), &format!("Antwort {round}")).await;
                answers.push((customer, answer["id"].as_str().unwrap().to_owned()));
            }
        }
    }
    road.phones().say(ANA, &photo("und ein Foto")).unwrap();
    road.settle().await;
    for customer in [ANA, BEN, CLEO] {
        road.phones().read(customer, NUMBER).unwrap();
    }
    road.settle().await;
    for (customer, texts) in &written {
        let mut kept = texts_of(road, &threads[customer]).await;
        // The platform's times are whole seconds: within one, order is the order of arrival.
        kept.sort();
        assert_eq!(&kept, texts, "{customer}");
        assert_eq!(shown(road, customer), ["Antwort 1", "Antwort 3", "Antwort 5"], "{customer}");
    }
    assert_eq!(tickets(&road.program).await.len(), 3);
    screen.catch_up(road.desk.hub.newest()).await;
    for (customer, id) in &answers {
        let last = road.program.get(&format!("/messages/{id}")).await;
        assert_eq!(last["delivery"]["state"], "read", "{customer}: {last}");
        let states = screen.states_of(id);
        assert!(is_forward(&states), "{customer}: {states:?}");
    }
    let outbox = road.phones().outbox();
    let mut marks: Vec<_> = outbox.iter().filter_map(|one| one.biz_opaque_callback_data.clone()).collect();
    let sent = marks.len();
    marks.sort();
    marks.dedup();
    assert_eq!((sent, marks.len()), (answers.len(), answers.len()), "each answer was sent once");
}

#[test]
fn statuses_before_the_answer_and_in_any_order_end_in_the_same_state() {
    let faults = FaultPlan { status_before_answer: Chance::ALWAYS, reorder: Chance::ALWAYS, ..calm() };
    on_each_engine(&Setup { faults, ..Setup::default() }, async |road| {
        let mut screen = Screen::open(road).await;
        let asked = road.arrival(&road.writes(ANA, "Hallo")).await;
        let answer = road.mia.answer(asked["ticket_id"].as_str().unwrap(), "Guten Tag").await;
        let id = answer["id"].as_str().unwrap();
        road.settle().await;
        assert_eq!(road.in_state(id, &["delivered"]).await["delivery"]["uncertain"], false);
        screen.catch_up(road.desk.hub.newest()).await;
        assert!(is_forward(&screen.states_of(id)), "{:?}", screen.states_of(id));
    });
}
