//! What screens see of messages and tickets while they happen.

use serde_json::{Value, json};
use tresen_domain::agent::Role;

use crate::{
    caller::Caller,
    customers::{ANA, BEN, id_of},
    live::{Socket, open},
    server::Server,
};

/// Opens a screen at the newest place; answers the place, too.
async fn screen(caller: &Caller<'_>) -> (Socket, i64) {
    let mut socket = open(caller, "", None).await.ok().unwrap();
    let place = socket.hello().await["seq"].as_i64().unwrap();
    (socket, place)
}

/// Follows the frames from `place` until one satisfies `wanted`; every frame must join the one before.
async fn follow(socket: &mut Socket, place: &mut i64, wanted: impl Fn(&Value) -> bool) -> Vec<Value> {
    let mut frames = Vec::new();
    loop {
        let frame = socket.next().await;
        assert_eq!(frame["type"], "changes", "{frame}");
        assert_eq!(frame["from"].as_i64(), Some(*place), "a gap before {frame}");
        assert!(frame["to"].as_i64() > Some(*place));
        *place = frame["to"].as_i64().unwrap();
        let is_wanted = wanted(&frame);
        frames.push(frame);
        if is_wanted {
            return frames;
        }
    }
}

fn shows_text(frame: &Value, text: &str) -> bool {
    frame["messages"].as_array().unwrap().iter().any(|message| message["text"] == text)
}

#[tokio::test]
async fn two_screens_see_the_question_and_the_answer_without_a_gap() {
    let server = Server::start().await;
    server.open_shop().await;
    let (me, other) = (server.colleague(Role::Agent).await, server.colleague(Role::Agent).await);
    let (mut mine, mut my_place) = screen(&me).await;
    let (mut theirs, mut their_place) = screen(&other).await;
    server.hear(ANA, "Hallo").await;
    let frames = follow(&mut mine, &mut my_place, |frame| shows_text(frame, "Hallo")).await;
    let shown = frames.last().unwrap();
    let ticket = shown["tickets"].as_array().unwrap().iter().find(|one| one["contact"]["name"] == "Ana Lima");
    let id = id_of(ticket.expect("the ticket comes with its message"));
    assert!(frames.iter().any(|frame| frame["refresh"].as_array().unwrap().contains(&json!("counts"))));
    let body = json!({"type": "text", "text": "Moin", "client_id": "c-7"});
    me.post(&format!("/tickets/{id}/messages"), &body).await.is(201);
    follow(&mut theirs, &mut their_place, |frame| shows_text(frame, "Hallo")).await;
    let frames = follow(&mut theirs, &mut their_place, |frame| shows_text(frame, "Moin")).await;
    let answer = &frames.last().unwrap()["messages"][0];
    assert_eq!((&answer["client_id"], &answer["delivery"]["state"]), (&json!("c-7"), &json!("queued")));
    follow(&mut mine, &mut my_place, |frame| shows_text(frame, "Moin")).await;
    assert_eq!(my_place, their_place);
}

#[tokio::test]
async fn a_screen_that_was_away_gets_what_it_missed_and_goes_on() {
    let server = Server::start().await;
    server.open_shop().await;
    let me = server.colleague(Role::Agent).await;
    let (before, mut place) = screen(&me).await;
    drop(before);
    for number in 0..20 {
        server.hear(if number % 2 == 0 { ANA } else { BEN }, &format!("Nr. {number}")).await;
    }
    let mut back = open(&me, &format!("?since={place}"), None).await.ok().unwrap();
    back.hello().await;
    let frames = follow(&mut back, &mut place, |frame| shows_text(frame, "Nr. 19")).await;
    let mut missed: Vec<&Value> = frames
        .iter()
        .flat_map(|frame| frame["messages"].as_array().unwrap())
        .map(|one| &one["text"])
        .collect();
    missed.sort_by_key(|text| text.as_str().unwrap().trim_start_matches("Nr. ").parse::<u32>().unwrap());
    missed.dedup();
    assert_eq!(missed.len(), 20);
    server.hear(ANA, "weiter").await;
    follow(&mut back, &mut place, |frame| shows_text(frame, "weiter")).await;
}

#[tokio::test]
async fn a_ticket_that_goes_to_another_team_goes_from_the_screen() {
    let server = Server::start().await;
    server.open_shop().await;
    let (ours, theirs) = (server.team().await, server.team().await);
    let (insider, outsider) = (server.member(&[ours]).await, server.member(&[theirs]).await);
    server.hear(ANA, "Hallo").await;
    let id = id_of(&server.ticket_of(ANA).await);
    let (mut sees, mut seen_to) = screen(&insider).await;
    let (mut looks, mut looked_to) = screen(&outsider).await;
    insider
        .patch(&format!("/tickets/{id}"), &json!({"owner": {"kind": "queue", "team_id": ours}}))
        .await
        .is(200);
    let is_gone = |frame: &Value| frame["gone_ticket_ids"] == json!([id]);
    follow(&mut looks, &mut looked_to, is_gone).await;
    server.hear(ANA, "Vertraulich").await;
    let frames = follow(&mut sees, &mut seen_to, |frame| shows_text(frame, "Vertraulich")).await;
    assert!(frames.iter().all(|frame| frame["gone_ticket_ids"] == json!([])));
    while looked_to < seen_to {
        let frames = follow(&mut looks, &mut looked_to, |_| true).await;
        assert_eq!((&frames[0]["messages"], &frames[0]["tickets"]), (&json!([]), &json!([])), "{frames:?}");
    }
    // A mention opens the ticket, and tells only who is mentioned.
    let note = json!({"type": "note", "text": "Bitte", "mentions": [outsider.agent_id()]});
    insider.post(&format!("/tickets/{id}/messages"), &note).await.is(201);
    let frames = follow(&mut looks, &mut looked_to, |frame| shows_text(frame, "Bitte")).await;
    assert_eq!(frames.last().unwrap()["tickets"][0]["id"], json!(id));
    assert_eq!(frames.last().unwrap()["notices"][0]["kind"], "mention");
    let frames = follow(&mut sees, &mut seen_to, |frame| shows_text(frame, "Bitte")).await;
    assert!(frames.iter().all(|frame| frame["notices"] == json!([])));
}
