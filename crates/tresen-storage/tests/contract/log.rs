//! The journal and the event log: places in the order of commits, cursors, items put aside, full text.

use serde_json::json;
use tresen_domain::{
    actor::Actor,
    event::{EventKind, NewEvent},
};
use tresen_storage::{
    Lane, event,
    journal::{self, ParkedItem},
    search,
};
use tresen_testkit::each_engine;

use crate::{
    NOW,
    case::{at, begin, id, insert_message, insert_ticket, message, ticket},
    read, write,
};

#[test]
fn webhooks_keep_their_bytes_and_their_order() {
    each_engine(async |store| {
        for body in ["{\"a\":1}", "\u{0}raw", ""] {
            store
                .write_on(Lane::Door, move |tx| journal::insert(tx, "main", body.as_bytes(), NOW))
                .await
                .unwrap();
        }
        let rows = read(&store, |tx| journal::list_after(tx, 0, 10)).await;
        assert_eq!(
            rows.iter().map(|row| row.body.as_slice()).collect::<Vec<_>>(),
            [&b"{\"a\":1}"[..], b"\0raw", b""]
        );
        assert!(rows.is_sorted_by_key(|row| row.seq));
        let second = rows[1].clone();
        let seq = second.seq;
        assert_eq!(read(&store, move |tx| journal::get(tx, seq)).await, Some(second));
        write(&store, move |tx| journal::set_cursor(tx, "test", seq)).await;
        assert_eq!(read(&store, |tx| journal::cursor(tx, "test")).await, seq);
        assert_eq!(read(&store, |tx| journal::cursor(tx, "other")).await, 0);
        assert_eq!(
            write(&store, move |tx| journal::delete_old(tx, at(9), seq, 100)).await,
            2,
            "only what was applied"
        );
    });
}

#[test]
fn parallel_writers_never_show_a_later_place_before_an_earlier_one() {
    each_engine(async |store| {
        let writers = (0..8).map(|writer| {
            let store = store.clone();
            tokio::spawn(async move {
                for number in 0..25 {
                    let lane = if (writer + number) % 2 == 0 { Lane::Door } else { Lane::Desk };
                    store.write_on(lane, |tx| journal::insert(tx, "main", b"x", NOW)).await.unwrap();
                }
            })
        });
        let writers: Vec<_> = writers.collect();
        let mut at = 0;
        let mut seen = 0;
        while seen < 200 {
            let rows = read(&store, move |tx| journal::list_after(tx, at, 1_000)).await;
            seen += rows.len();
            at = rows.last().map_or(at, |row| row.seq);
        }
        for writer in writers {
            writer.await.unwrap();
        }
        assert_eq!(seen, 200, "a reader with a cursor has missed nothing");
    });
}

#[test]
fn items_put_aside_are_listed_newest_first_and_forgotten_on_demand() {
    each_engine(async |store| {
        let item = |number: u128| ParkedItem {
            id: id(number),
            journal_seq: 4,
            place: format!("entry[{number}]"),
            reason: "no sender".to_owned(),
            payload: "{}".to_owned(),
            parked_at: NOW,
        };
        write(&store, move |tx| (1..=3).try_for_each(|number| journal::park(tx, &item(number)))).await;
        assert_eq!(read(&store, |tx| journal::list_parked(tx, None, 2)).await, [item(3), item(2)]);
        assert_eq!(read(&store, |tx| journal::list_parked(tx, Some(id(2)), 2)).await, [item(1)]);
        write(&store, |tx| journal::unpark(tx, id(2))).await;
        assert_eq!(read(&store, |tx| journal::get_parked(tx, id(2))).await, None);
    });
}

#[test]
fn a_number_without_a_channel_is_counted_and_remembers_its_first_webhook() {
    each_engine(async |store| {
        write(&store, |tx| journal::note_unassigned(tx, "100", Some("200"), Some("+49"), 7, NOW)).await;
        write(&store, |tx| journal::note_unassigned(tx, "100", None, None, 9, at(5))).await;
        let found = read(&store, journal::list_unassigned).await;
        assert_eq!(
            (found.len(), found[0].first_seq, found[0].seen_count, found[0].last_seen_at),
            (1, 7, 2, at(5))
        );
        assert_eq!(read(&store, |tx| journal::first_unassigned(tx, "100")).await, Some(7));
        write(&store, |tx| journal::forget_unassigned(tx, "100")).await;
        assert_eq!(read(&store, |tx| journal::first_unassigned(tx, "100")).await, None);
    });
}

#[test]
fn events_are_read_forward_by_everybody_and_backward_by_ticket() {
    each_engine(async |store| {
        write(&store, |tx| {
            for number in [1, 2, 1] {
                let kind = if number == 1 { EventKind::TicketOpened } else { EventKind::NoteAdded };
                event::append(
                    tx,
                    &NewEvent::of_ticket(kind, Actor::System, &ticket(number), NOW, json!({ "n": number })),
                )?;
            }
            event::append(
                tx,
                &NewEvent::of_desk(EventKind::ListChanged, Actor::Bot, NOW, json!({ "list": "teams" })),
            )
        })
        .await;
        let all = read(&store, |tx| event::list_after(tx, 0, 10)).await;
        assert_eq!(
            all.iter().map(|event| event.kind).collect::<Vec<_>>(),
            [EventKind::TicketOpened, EventKind::NoteAdded, EventKind::TicketOpened, EventKind::ListChanged]
        );
        assert_eq!(
            (all[3].actor, all[3].ticket_id, &all[3].data),
            (Actor::Bot, None, &json!({ "list": "teams" }))
        );
        let newest = read(&store, event::newest).await;
        assert_eq!(newest, all[3].seq);
        let of_one = read(&store, |tx| event::list_of_ticket(tx, ticket(1).id, i64::MAX, 10)).await;
        assert_eq!(of_one.iter().map(|event| event.seq).collect::<Vec<_>>(), [all[2].seq, all[0].seq]);
    });
}

#[test]
fn messages_are_found_by_words_in_any_case_and_by_beginnings() {
    each_engine(async |store| {
        write(&store, |tx| {
            begin(tx)?;
            insert_ticket(tx, &ticket(1))?;
            for (number, body) in [(1, "Die Mühle 48213 ist laut"), (2, "Rechnung 48213"), (3, "Danke!")] {
                let seq = insert_message(tx, &message(number))?;
                search::put_message(tx, seq, Some(ticket(1).id), body)?;
                search::put_message(tx, seq, Some(ticket(1).id), body)?;
            }
            Ok(())
        })
        .await;
        let found = async |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            let hits = read(&store, move |tx| search::find_messages(tx, &words, i64::MAX, 10)).await;
            read(&store, move |tx| search::messages_at(tx, &hits))
                .await
                .iter()
                .map(|id| id.0.as_u128() - 5_000)
                .collect::<Vec<_>>()
        };
        assert_eq!(found(&["48213"]).await, [2, 1]);
        assert_eq!(found(&["mühl", "laut"]).await, [1]);
        assert_eq!(found(&["danke"]).await, [3]);
        assert_eq!(found(&["fehlt"]).await, [0_u128; 0]);
        assert_eq!(found(&["it's", "\"x"]).await, [0_u128; 0], "quotes do no harm");
        assert_eq!(read(&store, |tx| search::ticket_by_number(tx, 1)).await, Some(ticket(1).id));
    });
}
