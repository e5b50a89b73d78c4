//! Channels and their tokens.

use std::time::Duration;

use tresen_domain::{
    channel::{Channel, Health, HealthState, PhoneNumberId, WabaId},
    id::ChannelId,
};
use tresen_storage::channel;
use tresen_testkit::each_engine;

use crate::{
    case::{self, at, id},
    read, write,
};

const ONE: ChannelId = ChannelId(uuid::Uuid::from_u128(1));

#[test]
fn a_channel_comes_back_as_it_was_written_and_changes() {
    each_engine(async |store| {
        write(&store, case::begin).await;
        let before = read(&store, |tx| channel::get(tx, ONE)).await.unwrap();
        assert_eq!((before.name.as_str(), before.threading_window), ("Service", Duration::from_hours(24)));
        let after = Channel {
            name: "Werkstatt".to_owned(),
            app: "other".to_owned(),
            waba_id: WabaId("201".to_owned()),
            display_phone_number: "+49 30 2".to_owned(),
            threading_window: Duration::ZERO,
            sends_read_receipts: false,
            health: Health { state: HealthState::Degraded, detail: "slow".to_owned(), since: at(9) },
            ..before
        };
        let changed = after.clone();
        write(&store, move |tx| {
            channel::update(tx, &changed)?;
            channel::set_health(tx, changed.id, &changed.health)
        })
        .await;
        assert_eq!(read(&store, |tx| channel::get(tx, ONE)).await, Some(after.clone()));
        let number = PhoneNumberId("100".to_owned());
        assert_eq!(read(&store, move |tx| channel::find_by_number(tx, &number)).await, Some(after.clone()));
        assert_eq!(read(&store, channel::list_all).await.as_slice(), std::slice::from_ref(&after));
        assert_eq!(read(&store, |tx| channel::list(tx, None, 10)).await, [after]);
        assert_eq!(read(&store, |tx| channel::list(tx, Some(ONE), 10)).await, []);
    });
}

#[test]
fn a_number_has_one_channel_and_the_token_stands_apart() {
    each_engine(async |store| {
        write(&store, case::begin).await;
        let twin =
            Channel { id: ChannelId(id(9)), ..read(&store, |tx| channel::get(tx, ONE)).await.unwrap() };
        let refused = store.write(move |tx| channel::insert(tx, &twin, "other")).await;
        assert!(refused.unwrap_err().is_conflict());
        assert_eq!(read(&store, |tx| channel::access_token(tx, ONE)).await.as_deref(), Some("token"));
        write(&store, |tx| channel::set_access_token(tx, ONE, "renewed")).await;
        assert_eq!(read(&store, |tx| channel::access_token(tx, ONE)).await.as_deref(), Some("renewed"));
        assert_eq!(read(&store, |tx| channel::access_token(tx, ChannelId(id(9)))).await, None);
    });
}

#[test]
fn only_a_channel_without_threads_can_be_deleted() {
    each_engine(async |store| {
        write(&store, case::begin).await;
        assert!(read(&store, |tx| channel::has_threads(tx, ONE)).await);
        let unused = Channel {
            id: ChannelId(id(9)),
            phone_number_id: PhoneNumberId("101".to_owned()),
            ..read(&store, |tx| channel::get(tx, ONE)).await.unwrap()
        };
        write(&store, move |tx| channel::insert(tx, &unused, "other")).await;
        assert!(!read(&store, |tx| channel::has_threads(tx, ChannelId(id(9)))).await);
        assert!(write(&store, |tx| channel::delete(tx, ChannelId(id(9)))).await);
        assert!(!write(&store, |tx| channel::delete(tx, ChannelId(id(9)))).await);
        assert!(store.write(|tx| channel::delete(tx, ONE)).await.is_err());
        assert!(read(&store, |tx| channel::get(tx, ONE)).await.is_some());
    });
}
