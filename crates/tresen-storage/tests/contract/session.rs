//! Sessions.

use std::time::Duration;

use tresen_domain::{agent::Role, id::SessionId};
use tresen_storage::{
    Fault, Tx, agent,
    session::{self, Session},
};
use tresen_testkit::each_engine;
use uuid::Uuid;

use crate::{NOW, agent as people, read, write};

const DAY: Duration = Duration::from_hours(24);

fn one(number: u128, agent: u128) -> Session {
    Session {
        id: SessionId(Uuid::from_u128(number)),
        agent_id: people::agent(agent, Role::Agent).id,
        csrf_token: format!("csrf {number}"),
        user_agent: "Firefox".to_owned(),
        address: "10.0.0.1".to_owned(),
        created_at: NOW,
        last_seen_at: NOW,
        expires_at: NOW.plus(DAY),
    }
}

fn two_agents_with_sessions(tx: &mut Tx<'_>) -> Result<(), Fault> {
    for number in [1, 2] {
        agent::insert(tx, &people::agent(number, Role::Agent), "")?;
    }
    for (number, agent) in [(11, 1), (12, 1), (13, 1), (21, 2)] {
        session::insert(tx, &one(number, agent), &[u8::try_from(number).unwrap(); 32])?;
    }
    Ok(())
}

#[test]
fn a_session_is_found_by_its_token_and_by_its_owner_only() {
    each_engine(async |store| {
        write(&store, two_agents_with_sessions).await;
        assert_eq!(read(&store, |tx| session::find_by_token(tx, &[12; 32])).await, Some(one(12, 1)));
        assert_eq!(read(&store, |tx| session::find_by_token(tx, &[99; 32])).await, None);
        assert_eq!(
            read(&store, |tx| session::get(tx, one(12, 1).id, one(12, 1).agent_id)).await,
            Some(one(12, 1))
        );
        assert_eq!(read(&store, |tx| session::get(tx, one(12, 1).id, one(21, 2).agent_id)).await, None);
    });
}

#[test]
fn sessions_are_listed_newest_first_without_those_that_ended() {
    each_engine(async |store| {
        write(&store, two_agents_with_sessions).await;
        write(&store, |tx| session::touch(tx, one(12, 1).id, "10.0.0.9", NOW, NOW.minus(DAY))).await;
        let numbers = |page: Vec<Session>| page.iter().map(|one| one.id.0.as_u128()).collect::<Vec<_>>();
        let mine = one(11, 1).agent_id;
        assert_eq!(numbers(read(&store, move |tx| session::list(tx, mine, NOW, None, 10)).await), [13, 11]);
        let rest = read(&store, move |tx| session::list(tx, mine, NOW, Some(one(13, 1).id), 10)).await;
        assert_eq!(numbers(rest), [11]);
        assert_eq!(write(&store, |tx| session::delete_expired(tx, NOW)).await, 1);
        assert_eq!(read(&store, |tx| session::find_by_token(tx, &[12; 32])).await, None);
    });
}

#[test]
fn others_end_and_the_kept_one_stays() {
    each_engine(async |store| {
        write(&store, two_agents_with_sessions).await;
        let (mine, kept) = (one(11, 1).agent_id, one(12, 1).id);
        let mut ended = write(&store, move |tx| session::delete_others(tx, mine, Some(kept))).await;
        ended.sort();
        assert_eq!(ended, [one(11, 1).id, one(13, 1).id]);
        assert!(read(&store, |tx| session::find_by_token(tx, &[12; 32])).await.is_some());
        assert!(read(&store, |tx| session::find_by_token(tx, &[21; 32])).await.is_some());
        assert!(write(&store, move |tx| session::delete(tx, kept)).await);
        assert!(!write(&store, move |tx| session::delete(tx, kept)).await);
    });
}
