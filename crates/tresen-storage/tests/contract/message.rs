//! Messages: once kept whatever arrives how often, and pages of a thread.

use serde_json::json;
use tresen_domain::{
    agent::Sight,
    delivery::{DeliveryError, DeliveryState, DeliveryTimes},
    id::{ContactId, MediaId, MessageId, ThreadId, Wamid},
    message::Direction,
};
use tresen_storage::message::{self, Place, StoredDelivery};
use tresen_testkit::each_engine;

use crate::{
    case::{at, begin, id, insert_message, insert_ticket, message as text, ticket},
    read, write,
};

#[test]
fn a_message_comes_back_as_it_was_written() {
    each_engine(async |store| {
        let mut row = text(1);
        row.direction = Direction::Out;
        row.detail = Some(json!({ "latitude": 54.3 }));
        row.context = Some(json!({ "message_id": null, "wamid": "wamid.x" }));
        row.template = Some(json!({ "name": "versand" }));
        row.mentions = vec![tresen_domain::id::AgentId(id(9))];
        row.reactions = Some(json!({ "contact": "👍" }));
        row.referral = Some(json!({ "source_id": "1" }));
        row.client_id = Some("c1".to_owned());
        row.delivery = Some(StoredDelivery {
            state: DeliveryState::Failed,
            times: DeliveryTimes { failed: Some(at(3)), ..DeliveryTimes::default() },
            attempt: 2,
            is_uncertain: true,
            error: Some(DeliveryError {
                code: "131047".to_owned(),
                reason: "closed".to_owned(),
                is_retryable: false,
            }),
        });
        let kept = row.clone();
        let seq = write(&store, move |tx| {
            begin(tx)?;
            insert_ticket(tx, &ticket(1))?;
            insert_message(tx, &kept)
        })
        .await;
        row.seq = seq;
        assert_eq!(read(&store, |tx| message::get(tx, MessageId(id(5_001)))).await, Some(row));
    });
}

#[test]
fn the_same_wamid_is_kept_once_per_channel() {
    each_engine(async |store| {
        let again = write(&store, |tx| {
            begin(tx)?;
            insert_ticket(tx, &ticket(1))?;
            insert_message(tx, &text(1))?;
            let mut twin = text(2);
            twin.wamid = Some(Wamid("wamid.1".to_owned()));
            message::insert(tx, &twin)
        })
        .await;
        assert_eq!(again, None);
        let found =
            read(&store, |tx| message::find_by_wamid_anywhere(tx, &Wamid("wamid.1".to_owned()))).await;
        assert_eq!(found.iter().map(|row| row.id).collect::<Vec<_>>(), [MessageId(id(5_001))]);
    });
}

#[test]
fn a_token_finds_its_message_only_when_it_is_the_only_one_of_the_thread() {
    each_engine(async |store| {
        write(&store, |tx| {
            begin(tx)?;
            insert_ticket(tx, &ticket(1))?;
            for number in 1..=3 {
                let mut row = text(number);
                row.wamid_token = Some(if number == 1 { "A" } else { "B" }.to_owned());
                insert_message(tx, &row)?;
            }
            Ok(())
        })
        .await;
        let find =
            |token: &'static str| read(&store, move |tx| message::find_by_token(tx, ThreadId(id(3)), token));
        assert_eq!(find("A").await.map(|row| row.id), Some(MessageId(id(5_001))));
        assert_eq!(find("B").await, None);
        assert_eq!(find("C").await, None);
    });
}

#[test]
fn pages_go_back_in_send_time_and_meet_every_message_once() {
    each_engine(async |store| {
        write(&store, |tx| {
            begin(tx)?;
            insert_ticket(tx, &ticket(1))?;
            // Kept in another order than sent, three of them in the same second.
            for (number, sent) in [(4, 4), (1, 1), (3, 2), (2, 2), (5, 2), (6, 9)] {
                let mut row = text(number);
                row.sent_at = at(sent);
                insert_message(tx, &row)?;
            }
            Ok(())
        })
        .await;
        let (mut place, mut seen) = (Place::END, Vec::new());
        loop {
            let page = read(&store, move |tx| message::list_of_thread(tx, ThreadId(id(3)), place, 2)).await;
            let Some(last) = page.last() else { break };
            place = Place { sent_at: last.sent_at, seq: last.seq };
            seen.extend(page.iter().map(|row| row.id.0.as_u128() - 5_000));
        }
        assert_eq!(seen, [6, 4, 5, 2, 3, 1]);
        let of_ticket = read(&store, |tx| message::list_of_ticket(tx, ticket(1).id, Place::END, 50)).await;
        assert_eq!(of_ticket.len(), 6);

        let first = read(&store, |tx| message::get(tx, MessageId(id(5_001)))).await.unwrap();
        let start = Place { sent_at: first.sent_at, seq: first.seq };
        let after = read(&store, move |tx| message::place_after(tx, ThreadId(id(3)), start, 2)).await;
        let around = read(&store, move |tx| message::list_of_thread(tx, ThreadId(id(3)), after, 9)).await;
        assert_eq!(around.iter().map(|row| row.id.0.as_u128() - 5_000).collect::<Vec<_>>(), [2, 3, 1]);
    });
}

#[test]
fn changes_are_written_one_by_one() {
    each_engine(async |store| {
        write(&store, |tx| {
            begin(tx)?;
            insert_ticket(tx, &ticket(1))?;
            let mut row = text(1);
            row.wamid = None;
            insert_message(tx, &row)?;
            let me = row.id;
            message::set_wamid(tx, me, &Wamid("wamid.new".to_owned()), Some("TT"))?;
            message::set_text(tx, me, Some("anders"), at(50))?;
            message::set_deleted(tx, me, at(60))?;
            message::set_reactions(tx, me, Some(&json!({ "contact": "❤" })))?;
            let delivery = StoredDelivery {
                state: DeliveryState::Read,
                times: DeliveryTimes::default(),
                attempt: 1,
                is_uncertain: false,
                error: None,
            };
            message::set_delivery(tx, me, &delivery)
        })
        .await;
        let row = read(&store, |tx| {
            message::find_by_wamid(tx, tresen_domain::id::ChannelId(id(1)), &Wamid("wamid.new".to_owned()))
        })
        .await
        .unwrap();
        assert_eq!(
            (row.text.as_deref(), row.edited_at, row.deleted_at),
            (Some("anders"), Some(at(50)), Some(at(60)))
        );
        assert_eq!(row.delivery.unwrap().state, DeliveryState::Read);
        assert_eq!(row.reactions, Some(json!({ "contact": "❤" })));
    });
}

#[test]
fn media_of_a_contact_are_listed_newest_first() {
    each_engine(async |store| {
        write(&store, |tx| {
            begin(tx)?;
            insert_ticket(tx, &ticket(1))?;
            for number in 1..=4 {
                let mut row = text(number);
                row.media_id = (number != 2).then_some(MediaId(id(number)));
                insert_message(tx, &row)?;
            }
            Ok(())
        })
        .await;
        let found = read(&store, |tx| {
            message::list_of_contact_media(tx, ContactId(id(2)), &Sight::All, Place::END, 2)
        })
        .await;
        assert_eq!(found.iter().map(|row| row.id.0.as_u128() - 5_000).collect::<Vec<_>>(), [4, 3]);
    });
}
