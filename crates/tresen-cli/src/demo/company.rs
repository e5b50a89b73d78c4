//! Who works at the demo company.

use std::collections::BTreeMap;

use anyhow::Context;
use tresen_desk::{
    Desk, Who,
    people::{CreateAgent, CreateTeam, Secret, create_agent, create_team},
};
use tresen_domain::{
    actor::Actor,
    agent::{Locale, Role, Sight, Visibility},
    id::{AgentId, TeamId},
};

use crate::command::operator;

/// The company.
pub(super) const NAME: &str = "Kaffeewerk Nord";
/// Whose sign-in is printed.
pub(super) const JANA: &str = "jana@kaffeewerk.example";

/// Name, colour.
const TEAMS: [(&str, &str); 3] =
    [("Service", "#2e9e6b"), ("Werkstatt", "#c75c5c"), ("Vertrieb B2B", "#5b7fd6")];

/// Key in stories, name, role, teams, what they see.
const AGENTS: [(&str, &str, Role, &[&str], Visibility); 7] = [
    ("jana", "Jana Becker", Role::Admin, &["Service"], Visibility::All),
    ("mara", "Mara Kühn", Role::Supervisor, &["Service", "Werkstatt"], Visibility::All),
    ("tom", "Tom Petersen", Role::Agent, &["Werkstatt"], Visibility::All),
    ("leyla", "Leyla Arslan", Role::Agent, &["Service"], Visibility::All),
    ("ole", "Ole Hansen", Role::Agent, &["Vertrieb B2B"], Visibility::Teams),
    ("ines", "Inés Moreno", Role::Agent, &["Service", "Vertrieb B2B"], Visibility::All),
    ("finn", "Finn Jansen", Role::Agent, &["Werkstatt"], Visibility::Teams),
];

/// The people of the company, by their key in stories.
pub(super) struct Staff {
    agents: BTreeMap<String, Member>,
    teams: BTreeMap<String, TeamId>,
}

/// One of them.
pub(super) struct Member {
    pub(super) id: AgentId,
    pub(super) name: &'static str,
    pub(super) who: Who,
}

impl Staff {
    /// Makes teams and agents, all with the same password, which is answered.
    pub(super) async fn hire(desk: &Desk) -> anyhow::Result<(Self, Secret)> {
        let mut teams = BTreeMap::new();
        for (name, color) in TEAMS {
            let command = CreateTeam { name: name.to_owned(), color: color.to_owned() };
            teams.insert(name.to_owned(), create_team(desk, &operator(), command).await?.id);
        }
        let mut agents = BTreeMap::new();
        let mut password: Option<Secret> = None;
        for (key, name, role, of, visibility) in AGENTS {
            let team_ids: Vec<TeamId> = of.iter().filter_map(|name| teams.get(*name).copied()).collect();
            let command = CreateAgent {
                email: format!("{key}@kaffeewerk.example"),
                display_name: name.to_owned(),
                role,
                visibility,
                team_ids: team_ids.clone(),
                locale: Locale::De,
                password: password.clone(),
            };
            let created = create_agent(desk, &operator(), command).await?;
            password = password.or(created.initial_password);
            let id = created.agent.id;
            let sight = Sight::of(role, visibility, id, team_ids);
            let who = Who { actor: Actor::Agent(id), name: name.to_owned(), role, sight };
            agents.insert(key.to_owned(), Member { id, name, who });
        }
        Ok((Self { agents, teams }, password.context("the demo has agents")?))
    }

    /// By the key in stories.
    pub(super) fn agent(&self, key: &str) -> anyhow::Result<&Member> {
        self.agents.get(key).with_context(|| format!("nobody is called `{key}`"))
    }

    /// By name.
    pub(super) fn team(&self, name: &str) -> anyhow::Result<TeamId> {
        self.teams.get(name).copied().with_context(|| format!("there is no team `{name}`"))
    }

    /// Everybody whose name stands in a note after `@`.
    pub(super) fn mentioned(&self, text: &str) -> Vec<AgentId> {
        self.agents
            .values()
            .filter(|one| text.contains(&format!("@{}", one.name)))
            .map(|one| one.id)
            .collect()
    }
}
