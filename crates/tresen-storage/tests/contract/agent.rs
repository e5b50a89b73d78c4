//! Agents and their teams.

use serde_json::json;
use tresen_domain::{
    agent::{Availability, Locale, Role, Theme, Visibility},
    id::{AgentId, TeamId},
};
use tresen_storage::{
    agent::{self, Agent},
    team::{self, Team},
};
use tresen_testkit::each_engine;
use uuid::Uuid;

use crate::{NOW, read, write};

pub(crate) fn agent(number: u128, role: Role) -> Agent {
    Agent {
        id: AgentId(Uuid::from_u128(number)),
        email: format!("agent{number}@laden.test"),
        display_name: format!("Agent {number}"),
        role,
        visibility: Visibility::Teams,
        availability: Availability::Away,
        locale: Locale::En,
        theme: Theme::Dark,
        preferences: json!({"density": "compact", "name": "Zoë"}),
        is_active: true,
        created_at: NOW,
        last_seen_at: None,
        team_ids: vec![],
    }
}

pub(crate) fn team(number: u128) -> Team {
    Team {
        id: TeamId(Uuid::from_u128(number)),
        name: format!("Team {number}"),
        color: "moss".to_owned(),
        created_at: NOW,
        member_ids: vec![],
    }
}

#[test]
fn an_agent_comes_back_as_written_and_as_changed() {
    each_engine(async |store| {
        let mut mia = agent(1, Role::Admin);
        mia.team_ids = vec![team(8).id, team(9).id];
        let kept = mia.clone();
        write(&store, move |tx| {
            team::insert(tx, &team(9))?;
            team::insert(tx, &team(8))?;
            agent::insert(tx, &kept, "hash one")
        })
        .await;
        assert_eq!(read(&store, |tx| agent::get(tx, AgentId(Uuid::from_u128(1)))).await, Some(mia.clone()));
        assert_eq!(read(&store, |tx| agent::find_by_email(tx, "agent1@laden.test")).await, Some(mia.clone()));
        assert_eq!(read(&store, |tx| agent::find_by_email(tx, "Agent1@laden.test")).await, None);
        assert_eq!(
            read(&store, |tx| agent::password_hash(tx, AgentId(Uuid::from_u128(1)))).await.unwrap(),
            "hash one"
        );

        mia.display_name = "Mia".to_owned();
        mia.role = Role::Supervisor;
        mia.visibility = Visibility::All;
        mia.availability = Availability::Online;
        mia.locale = Locale::De;
        mia.theme = Theme::System;
        mia.preferences = json!({});
        mia.is_active = false;
        mia.team_ids = vec![team(9).id];
        mia.last_seen_at = Some(NOW);
        let changed = mia.clone();
        write(&store, move |tx| {
            agent::update(tx, &changed)?;
            agent::set_password_hash(tx, changed.id, "hash two")?;
            agent::set_last_seen(tx, changed.id, NOW)
        })
        .await;
        assert_eq!(read(&store, |tx| agent::get(tx, AgentId(Uuid::from_u128(1)))).await, Some(mia));
        assert_eq!(
            read(&store, |tx| agent::password_hash(tx, AgentId(Uuid::from_u128(1)))).await.unwrap(),
            "hash two"
        );
        assert_eq!(read(&store, |tx| agent::team_ids(tx, AgentId(Uuid::from_u128(1)))).await, [team(9).id]);
    });
}

#[test]
fn a_second_agent_with_the_same_email_is_a_conflict_that_harms_nobody() {
    each_engine(async |store| {
        write(&store, |tx| agent::insert(tx, &agent(1, Role::Agent), "")).await;
        let mut twin = agent(2, Role::Agent);
        twin.email = agent(1, Role::Agent).email;
        let refused = store.write(move |tx| agent::insert(tx, &twin, "")).await;
        assert!(refused.unwrap_err().is_conflict());
        assert_eq!(read(&store, agent::count).await, 1);
    });
}

#[test]
fn agents_page_by_id_each_with_their_teams() {
    each_engine(async |store| {
        write(&store, |tx| {
            team::insert(tx, &team(7))?;
            for number in 1..=5 {
                let mut one = agent(number, Role::Agent);
                one.team_ids = if number % 2 == 0 { vec![team(7).id] } else { vec![] };
                agent::insert(tx, &one, "")?;
            }
            Ok(())
        })
        .await;
        let first = read(&store, |tx| agent::list(tx, None, 3)).await;
        let second = read(&store, move |tx| agent::list(tx, Some(AgentId(Uuid::from_u128(3))), 3)).await;
        let names = |page: &[Agent]| {
            page.iter().map(|one| (one.id.0.as_u128(), one.team_ids.len())).collect::<Vec<_>>()
        };
        assert_eq!(names(&first), [(1, 0), (2, 1), (3, 0)]);
        assert_eq!(names(&second), [(4, 1), (5, 0)]);
    });
}

#[test]
fn only_active_administrators_are_counted() {
    each_engine(async |store| {
        write(&store, |tx| {
            agent::insert(tx, &agent(1, Role::Admin), "")?;
            agent::insert(tx, &Agent { is_active: false, ..agent(2, Role::Admin) }, "")?;
            agent::insert(tx, &agent(3, Role::Supervisor), "")
        })
        .await;
        assert_eq!(read(&store, agent::count_active_admins).await, 1);
        assert_eq!(read(&store, agent::count).await, 3);
    });
}
