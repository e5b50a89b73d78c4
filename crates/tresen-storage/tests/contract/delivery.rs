//! The outbox: order per thread, phases, statuses that come too early.

use tresen_domain::{
    channel::{Health, HealthState},
    delivery::DeliveryState,
    id::{ChannelId, DeliveryId, MessageId, ThreadId, Wamid},
};
use tresen_storage::{
    channel,
    delivery::{self, Delivery, ParkedStatus, Phase},
};
use tresen_testkit::each_engine;

use crate::{
    NOW,
    case::{at, begin, id},
    read, write,
};

fn attempt(number: u128, thread: u128, due: u64) -> Delivery {
    Delivery {
        id: DeliveryId(id(number)),
        message_id: MessageId(id(5_000 + number)),
        message_seq: i64::try_from(number).unwrap(),
        channel_id: ChannelId(id(1)),
        thread_id: ThreadId(id(thread)),
        attempt: 1,
        phase: Phase::Queued,
        tries: 0,
        due_at: at(due),
        created_at: NOW,
    }
}

#[test]
fn only_the_first_open_attempt_of_each_thread_is_next() {
    each_engine(async |store| {
        write(&store, |tx| {
            begin(tx)?;
            [attempt(1, 3, 50), attempt(2, 3, 0), attempt(3, 4, 10), attempt(4, 5, 90)]
                .iter()
                .try_for_each(|one| delivery::insert(tx, one))
        })
        .await;
        let heads = || async {
            read(&store, |tx| delivery::list_heads(tx, 10))
                .await
                .iter()
                .map(|one| one.id.0.as_u128())
                .collect::<Vec<_>>()
        };
        assert_eq!(heads().await, [3, 1, 4], "the second of thread 3 waits although it is due");
        assert!(write(&store, |tx| delivery::end(tx, MessageId(id(5_001)), at(60))).await);
        assert!(!write(&store, |tx| delivery::end(tx, MessageId(id(5_001)), at(60))).await);
        assert_eq!(heads().await, [2, 3, 4]);

        let held = Health { state: HealthState::BadCredentials, detail: String::new(), since: NOW };
        write(&store, move |tx| channel::set_health(tx, ChannelId(id(1)), &held)).await;
        assert!(heads().await.is_empty(), "refused credentials hold the queue");
    });
}

#[test]
fn a_call_under_way_is_doubted_after_a_restart() {
    each_engine(async |store| {
        let doubted = write(&store, |tx| {
            begin(tx)?;
            for number in [1, 2, 3] {
                delivery::insert(tx, &attempt(number, number, 0))?;
            }
            delivery::set_phase(tx, DeliveryId(id(1)), Phase::Sending, 1, at(0))?;
            delivery::set_phase(tx, DeliveryId(id(2)), Phase::Ended, 1, at(0))?;
            delivery::doubt_all_sending(tx, at(60))
        })
        .await;
        assert_eq!(doubted, [MessageId(id(5_001))]);
        let open = read(&store, |tx| delivery::find_open(tx, MessageId(id(5_001)))).await.unwrap();
        assert_eq!((open.phase, open.tries, open.due_at), (Phase::Unknown, 1, at(60)));
        assert_eq!(read(&store, |tx| delivery::find_open(tx, MessageId(id(5_002)))).await, None);
    });
}

#[test]
fn early_statuses_wait_once_each_and_come_in_the_order_of_their_instants() {
    each_engine(async |store| {
        let status = |number: u128, state, second| ParkedStatus {
            id: id(number),
            channel_id: ChannelId(id(1)),
            wamid: Wamid("wamid.OUT".to_owned()),
            state,
            at: at(second),
            error: None,
            parked_at: at(1),
        };
        let (early, late) = (status(1, DeliveryState::Sent, 1), status(2, DeliveryState::Read, 9));
        let expected = [early.clone(), late.clone()];
        write(&store, move |tx| {
            delivery::park_status(tx, &late)?;
            delivery::park_status(tx, &early)?;
            delivery::park_status(tx, &ParkedStatus { id: id(3), ..early })
        })
        .await;
        let take = || {
            write(&store, |tx| {
                delivery::take_parked_statuses(tx, ChannelId(id(1)), &Wamid("wamid.OUT".to_owned()))
            })
        };
        assert_eq!(take().await, expected);
        assert!(take().await.is_empty());
        assert_eq!(write(&store, |tx| delivery::drop_old_parked(tx, at(5))).await, 0);
    });
}
