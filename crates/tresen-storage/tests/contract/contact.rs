//! Contacts and identities: an address belongs to one contact of one channel.

use std::collections::BTreeMap;

use tresen_domain::{
    contact::Contact,
    id::{ChannelId, ContactId, IdentityId},
    identity::IdentityKind,
};
use tresen_storage::{
    contact::{self, Identity},
    search, thread,
};
use tresen_testkit::each_engine;

use crate::{
    NOW,
    case::{at, begin, id, person, thread as row},
    read, write,
};

#[test]
fn a_contact_comes_back_as_it_was_written_and_keeps_what_is_shown() {
    each_engine(async |store| {
        let changed = write(&store, |tx| {
            begin(tx)?;
            let found = contact::get(tx, ContactId(id(2)))?.unwrap();
            let changed = Contact {
                display_name: Some("Frau Vogel".to_owned()),
                language: Some("de".to_owned()),
                notes: "Stammkundin".to_owned(),
                tags: vec!["VIP".to_owned()],
                attributes: BTreeMap::from([("Kundennummer".to_owned(), "K-77".to_owned())]),
                ..found
            };
            contact::update(tx, &changed)?;
            contact::refresh_shown(tx, changed.id)?;
            contact::touch(tx, changed.id, at(9))?;
            contact::touch(tx, changed.id, at(4))?;
            Ok(Contact { last_message_at: Some(at(9)), ..changed })
        })
        .await;
        assert_eq!(read(&store, |tx| contact::get(tx, ContactId(id(2)))).await, Some(changed));
        assert_eq!(
            read(&store, |tx| contact::name(tx, ContactId(id(2)))).await.as_deref(),
            Some("Frau Vogel")
        );
        for part in ["vogel", "K-77", "151234"] {
            assert_eq!(
                read(&store, move |tx| search::find_names(tx, part, 9)).await,
                [ContactId(id(2))],
                "{part}"
            );
        }
    });
}

#[test]
fn an_address_that_somebody_has_stays_theirs() {
    each_engine(async |store| {
        let taken = write(&store, |tx| {
            begin(tx)?;
            person(tx, 4, "Jonas Reuter", "4917100000000")?;
            let theirs = Identity {
                id: IdentityId(id(99)),
                channel_id: ChannelId(id(1)),
                kind: IdentityKind::Phone,
                value: "4915123456789".to_owned(),
                contact_id: ContactId(id(4)),
                created_at: NOW,
            };
            contact::add_identity(tx, &theirs)
        })
        .await;
        assert!(!taken);
        let find = |kind, value: &'static str| {
            read(&store, move |tx| contact::find_by_identity(tx, ChannelId(id(1)), kind, value))
        };
        assert_eq!(find(IdentityKind::Phone, "4915123456789").await.unwrap().contact_id, ContactId(id(2)));
        assert_eq!(find(IdentityKind::Bsuid, "DE.123456789").await.unwrap().contact_id, ContactId(id(2)));
        assert_eq!(find(IdentityKind::Username, "4915123456789").await, None);
        assert_eq!(
            read(&store, |tx| contact::list_by_identity(tx, "4917100000000", 9)).await,
            [ContactId(id(4))]
        );
        write(&store, |tx| {
            contact::remove_identities(tx, ContactId(id(2)), ChannelId(id(1)), IdentityKind::Phone)
        })
        .await;
        assert_eq!(find(IdentityKind::Phone, "4915123456789").await, None);
    });
}

#[test]
fn contacts_are_listed_by_last_message_and_the_silent_ones_come_last() {
    each_engine(async |store| {
        write(&store, |tx| {
            begin(tx)?;
            for number in 4..=8 {
                person(tx, number, &format!("Person {number}"), &format!("49171000000{number}"))?;
            }
            for (number, second) in [(5, 50), (7, 70), (6, 60)] {
                contact::touch(tx, ContactId(id(number)), at(second))?;
            }
            Ok(())
        })
        .await;
        let (mut before, mut seen) = (None, Vec::new());
        loop {
            let page = read(&store, move |tx| contact::list(tx, before, 2)).await;
            let Some(last) = page.last() else { break };
            before = Some((last.last_message_at.unwrap_or_default(), last.id));
            seen.extend(page.iter().map(|one| one.id.0.as_u128()));
        }
        assert_eq!(seen, [7, 6, 5, 8, 4, 2]);
    });
}

#[test]
fn a_pair_of_channel_and_contact_has_one_thread() {
    each_engine(async |store| {
        write(&store, begin).await;
        let found =
            read(&store, |tx| thread::find_by_pair(tx, ChannelId(id(1)), ContactId(id(2)))).await.unwrap();
        assert_eq!(found, row(3, 2));
        assert!(store.write(|tx| thread::insert(tx, &row(33, 2))).await.unwrap_err().is_conflict());
        let mut changed = found;
        changed.window = changed.window.reopened_by(at(500));
        changed.last_inbound_wamid = Some(tresen_domain::id::Wamid("wamid.9".to_owned()));
        let kept = changed.clone();
        write(&store, move |tx| thread::update(tx, &kept)).await;
        assert_eq!(read(&store, |tx| thread::list_of_contact(tx, ContactId(id(2)))).await, [changed]);
    });
}
