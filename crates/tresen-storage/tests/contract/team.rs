//! Teams and their members.

use tresen_domain::{agent::Role, id::TeamId};
use tresen_storage::{
    agent,
    team::{self, Team},
};
use tresen_testkit::each_engine;
use uuid::Uuid;

use crate::{agent as people, read, write};

#[test]
fn a_team_comes_back_with_its_members_and_leaves_without_them() {
    each_engine(async |store| {
        write(&store, |tx| {
            team::insert(tx, &people::team(1))?;
            for number in [12, 11] {
                let mut one = people::agent(number, Role::Agent);
                one.team_ids = vec![people::team(1).id];
                agent::insert(tx, &one, "")?;
            }
            Ok(())
        })
        .await;
        let found = read(&store, |tx| team::get(tx, TeamId(Uuid::from_u128(1)))).await.unwrap();
        assert_eq!(found.member_ids.iter().map(|id| id.0.as_u128()).collect::<Vec<_>>(), [11, 12]);
        assert_eq!(read(&store, |tx| team::list(tx, None, 10)).await, std::slice::from_ref(&found));

        let renamed = Team { name: "Lager".to_owned(), color: "#112233".to_owned(), ..found };
        let kept = renamed.clone();
        write(&store, move |tx| team::update(tx, &kept)).await;
        assert_eq!(read(&store, |tx| team::get(tx, TeamId(Uuid::from_u128(1)))).await, Some(renamed));

        assert!(write(&store, |tx| team::delete(tx, TeamId(Uuid::from_u128(1)))).await);
        assert!(!write(&store, |tx| team::delete(tx, TeamId(Uuid::from_u128(1)))).await);
        let left = read(&store, |tx| agent::get(tx, people::agent(11, Role::Agent).id)).await.unwrap();
        assert_eq!(left.team_ids, []);
    });
}

#[test]
fn names_are_unique_and_found_whatever_their_case() {
    each_engine(async |store| {
        write(&store, |tx| team::insert(tx, &people::team(1))).await;
        assert_eq!(read(&store, |tx| team::find_by_name(tx, "TEAM 1")).await, Some(people::team(1).id));
        assert_eq!(read(&store, |tx| team::find_by_name(tx, "team 2")).await, None);
        let twin = Team { name: "Team 1".to_owned(), ..people::team(2) };
        assert!(store.write(move |tx| team::insert(tx, &twin)).await.unwrap_err().is_conflict());
    });
}
