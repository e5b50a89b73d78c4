//! A customer writes, an agent answers, the customer reads: the road as everybody knows it.

use serde_json::{Value, json};
use tresen_emulator::{Author, Saying};

use crate::{
    caller::Caller,
    road::{ANA, CLEO, NUMBER, Road, on_a_calm_road},
    screen::{Screen, is_forward},
};

pub(crate) fn photo(caption: &str) -> Saying {
    Saying {
        phone_number_id: NUMBER.to_owned(),
        kind: "image".to_owned(),
        sample: Some("machine".to_owned()),
        text: Some(caption.to_owned()),
        ..Saying::default()
    }
}

/// What the customer's phone shows of us, oldest first.
pub(crate) fn shown(road: &Road, customer: &str) -> Vec<String> {
    let chat = road.phones().chat(customer, NUMBER);
    let ours = chat.into_iter().filter(|one| one.from == Author::Business);
    ours.map(|one| one.text.unwrap_or_default()).collect()
}

pub(crate) async fn tickets(caller: &Caller) -> Vec<Value> {
    caller
        .list("/tickets?view=all&status=new,open,waiting_customer,waiting_internal,snoozed,solved,closed")
        .await
}

#[test]
fn text_and_photo_become_a_ticket_and_the_answer_is_read() {
    on_a_calm_road(async |road| {
        let mut screen = Screen::open(road).await;
        let text = road.writes(ANA, "Die Maschine verliert Wasser");
        let image = road.phones().say(ANA, &photo("Hier sieht man es")).unwrap();
        let (text, image) = (road.arrival(&text).await, road.arrival(&image).await);
        assert_eq!((&text["type"], &image["type"]), (&json!("text"), &json!("image")));
        assert_eq!(text["ticket_id"], image["ticket_id"], "one ticket");
        let ticket_id = text["ticket_id"].as_str().unwrap();
        let ticket = road.program.get(&format!("/tickets/{ticket_id}")).await;
        assert_eq!((&ticket["status"], &ticket["unread_count"]), (&json!("new"), &json!(2)));
        assert_eq!(ticket["contact"]["name"], "Ana Müller");
        assert_eq!(ticket["window"]["kind"], "customer_service");

        let answer = road.mia.answer(ticket_id, "Wir kümmern uns *sofort* darum.").await;
        let id = answer["id"].as_str().unwrap();
        road.in_state(id, &["delivered"]).await;
        assert_eq!(shown(road, ANA), ["Wir kümmern uns *sofort* darum."]);
        road.phones().read(ANA, NUMBER).unwrap();
        let read = road.in_state(id, &["read"]).await;
        assert_eq!(read["author"]["name"], "Mia Wolf");

        road.settle().await;
        screen.catch_up(road.desk.hub.newest()).await;
        let states = screen.states_of(id);
        assert!(is_forward(&states) && states.last().unwrap() == "read", "{states:?}");
        assert!(
            screen
                .tickets
                .iter()
                .any(|one| one["id"] == ticket_id && one["owner"]["agent_id"] == road.mia_id.as_str())
        );
    });
}

#[test]
fn a_customer_who_hides_the_number_is_answered_all_the_same() {
    on_a_calm_road(async |road| {
        let asked = road.arrival(&road.writes(CLEO, "Habt ihr samstags offen?")).await;
        let contact = road.program.get(&format!("/contacts/{}", asked["contact_id"].as_str().unwrap())).await;
        let kinds: Vec<&Value> =
            contact["identities"].as_array().unwrap().iter().map(|one| &one["kind"]).collect();
        assert!(kinds.contains(&&json!("bsuid")) && !kinds.contains(&&json!("phone")), "{contact}");
        let answer = road.mia.answer(asked["ticket_id"].as_str().unwrap(), "Ja, von 10 bis 13 Uhr.").await;
        road.in_state(answer["id"].as_str().unwrap(), &["delivered"]).await;
        assert_eq!(shown(road, CLEO), ["Ja, von 10 bis 13 Uhr."]);
    });
}

#[test]
fn an_album_of_five_images_opens_one_ticket() {
    on_a_calm_road(async |road| {
        let wamids: Vec<String> =
            (1..=5).map(|n| road.phones().say(ANA, &photo(&format!("Bild {n}"))).unwrap()).collect();
        let mut of = Vec::new();
        for wamid in &wamids {
            of.push(road.arrival(wamid).await["ticket_id"].as_str().unwrap().to_owned());
        }
        of.dedup();
        assert_eq!(of.len(), 1, "{of:?}");
        assert_eq!(tickets(&road.program).await.len(), 1);
        let ticket = road.program.get(&format!("/tickets/{}", of[0])).await;
        assert_eq!(ticket["unread_count"], 5);
    });
}

#[test]
fn a_solved_ticket_is_reopened_in_time_and_a_new_one_begins_later() {
    on_a_calm_road(async |road| {
        let first = road.arrival(&road.writes(ANA, "Wo ist mein Paket?")).await;
        let id = first["ticket_id"].as_str().unwrap();
        let solve = json!({"status": "solved"});
        road.mia.patch(&format!("/tickets/{id}"), solve.clone()).await;
        let again = road.arrival(&road.writes(ANA, "Es ist doch nicht da")).await;
        assert_eq!(again["ticket_id"], id);
        assert_eq!(road.program.get(&format!("/tickets/{id}")).await["status"], "open");
        road.mia.patch(&format!("/tickets/{id}"), solve).await;
        road.advance(std::time::Duration::from_hours(30));
        let later = road.arrival(&road.writes(ANA, "Ich habe eine neue Frage")).await;
        assert_ne!(later["ticket_id"], id);
        assert_eq!(later["thread_id"], first["thread_id"]);
    });
}

#[test]
fn a_long_answer_arrives_in_order_and_nothing_is_cut() {
    on_a_calm_road(async |road| {
        let asked = road.arrival(&road.writes(ANA, "Bitte alles genau erklären")).await;
        let long: String = (0..1_500).map(|n| format!("Satz {n}.")).collect::<Vec<_>>().join(" ");
        let id = asked["ticket_id"].as_str().unwrap();
        let (status, sent) =
            road.mia.post(&format!("/tickets/{id}/messages"), json!({"type": "text", "text": long})).await;
        assert_eq!(status, 201);
        let pieces = sent["items"].as_array().unwrap();
        assert!(pieces.len() > 3, "{}", pieces.len());
        road.settle().await;
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words(&shown(road, ANA).join(" ")), words(&long));
    });
}
