//! Stories of channels: looked at, in trouble, with their templates.

use serde_json::json;
use tresen_domain::{
    actor::Actor,
    agent::{Availability, Locale, Role, Sight, Theme, Visibility},
    channel::HealthState,
    event::EventKind,
    id::AgentId,
};
use tresen_storage::{agent, channel as rows, event, notice, template as templates};
use tresen_whatsapp::client::ApiFailure;
use uuid::Uuid;

use super::{CheckStep, check, note_failure, note_success};
use crate::{
    Refusal, Who,
    scene::Scene,
    template::{Synced, sync},
};

const ADMIN: AgentId = AgentId(Uuid::from_u128(9));

fn admin() -> Who {
    Who { actor: Actor::Agent(ADMIN), name: "Jonas".to_owned(), role: Role::Admin, sight: Sight::All }
}

fn of_step<'a>(steps: &'a [CheckStep], name: &str) -> &'a CheckStep {
    steps.iter().find(|step| step.step == name).unwrap()
}

async fn health(scene: &Scene) -> HealthState {
    let id = scene.channel.id;
    scene.desk.store.read(move |tx| rows::get(tx, id)).await.unwrap().unwrap().health.state
}

/// How often the list of channels was announced.
async fn announced(scene: &Scene, list: &str) -> usize {
    let events = scene.desk.store.read(|tx| event::list_after(tx, 0, 100)).await.unwrap();
    events.iter().filter(|one| one.kind == EventKind::ListChanged && one.data["list"] == list).count()
}

fn token(scopes: &[&str], accounts: &[&str]) -> String {
    let granular: Vec<_> =
        scopes.iter().map(|scope| json!({ "scope": scope, "target_ids": accounts })).collect();
    json!({ "data": { "is_valid": true, "scopes": scopes, "granular_scopes": granular } }).to_string()
}

const SCOPES: [&str; 2] = ["whatsapp_business_messaging", "whatsapp_business_management"];

#[tokio::test]
async fn a_check_finds_everything_in_order_and_learns_the_number() {
    let scene = Scene::new().await;
    scene.platform.answer("/v1.0/debug_token", 200, token(&SCOPES, &["900"]));
    scene.platform.answer("/v1.0/100", 200, r#"{"display_phone_number":"+49 30 77","status":"CONNECTED"}"#);
    scene.platform.answer("/v1.0/900/subscribed_apps", 200, r#"{"data":[]}"#);
    scene.platform.answer("/v1.0/900/message_templates", 200, r#"{"data":[]}"#);
    let steps = check(&scene.desk, &admin(), scene.channel.id, false).await.unwrap();
    let failed: Vec<_> = steps.iter().filter(|step| !step.is_ok).map(|step| step.step).collect();
    assert_eq!(failed, ["subscription"]);
    let id = scene.channel.id;
    let kept = scene.desk.store.read(move |tx| rows::get(tx, id)).await.unwrap().unwrap();
    assert_eq!((kept.display_phone_number.as_str(), kept.health.state), ("+49 30 77", HealthState::Ok));
    assert!(!scene.platform.asked().contains(&"POST /v1.0/900/subscribed_apps".to_owned()));
}

#[tokio::test]
async fn a_check_names_a_token_that_is_refused_or_covers_too_little() {
    let scene = Scene::new().await;
    let refused = r#"{"error":{"message":"expired","code":190}}"#;
    for path in ["debug_token", "100", "900/subscribed_apps", "900/message_templates"] {
        scene.platform.answer(&format!("/v1.0/{path}"), 401, refused);
    }
    let steps = check(&scene.desk, &admin(), scene.channel.id, true).await.unwrap();
    assert!(steps.iter().all(|step| !step.is_ok && step.advice.contains("token")), "{steps:?}");
    assert_eq!(health(&scene).await, HealthState::BadCredentials);

    let scene = Scene::new().await;
    scene.platform.answer("/v1.0/debug_token", 200, token(&SCOPES, &["901"]));
    let steps = check(&scene.desk, &admin(), scene.channel.id, false).await.unwrap();
    assert!(of_step(&steps, "token").detail.contains("900"));

    let scene = Scene::new().await;
    scene.platform.answer("/v1.0/debug_token", 200, token(&SCOPES[..1], &["900"]));
    let steps = check(&scene.desk, &admin(), scene.channel.id, false).await.unwrap();
    assert!(of_step(&steps, "token").detail.contains("whatsapp_business_management"));
}

#[tokio::test]
async fn health_changes_are_told_once_and_administrators_of_refused_credentials() {
    let scene = Scene::new().await;
    let now = scene.desk.now();
    let someone = agent::Agent {
        id: ADMIN,
        email: "jonas@laden.test".to_owned(),
        display_name: "Jonas".to_owned(),
        role: Role::Admin,
        visibility: Visibility::All,
        availability: Availability::Online,
        locale: Locale::De,
        theme: Theme::System,
        preferences: json!({}),
        is_active: true,
        created_at: now,
        last_seen_at: None,
        team_ids: vec![],
    };
    scene.desk.store.write(move |tx| agent::insert(tx, &someone, "")).await.unwrap();
    let id = scene.channel.id;
    let silence = ApiFailure::Transport { was_sent: true, reason: "reset".to_owned() };
    note_success(&scene.desk, id).await.unwrap();
    assert_eq!(announced(&scene, "channels").await, 0, "it was well before");
    note_failure(&scene.desk, id, &silence).await.unwrap();
    note_failure(&scene.desk, id, &silence).await.unwrap();
    assert_eq!((health(&scene).await, announced(&scene, "channels").await), (HealthState::Degraded, 1));
    let verdict = tresen_whatsapp::errors::class(190);
    let refused = ApiFailure::Refused { status: 401, code: 190, verdict, reason: "expired".to_owned() };
    note_failure(&scene.desk, id, &refused).await.unwrap();
    note_failure(&scene.desk, id, &refused).await.unwrap();
    let notices = scene.desk.store.read(|tx| notice::list(tx, ADMIN, true, None, 9)).await.unwrap();
    assert_eq!(notices.len(), 1);
    assert_eq!((notices[0].kind.as_str(), notices[0].text.as_str()), ("channel_trouble", "Werkstatt"));
    note_success(&scene.desk, id).await.unwrap();
    assert_eq!((health(&scene).await, announced(&scene, "channels").await), (HealthState::Ok, 3));
}

fn listed(name: &str, status: &str) -> serde_json::Value {
    json!({
        "id": format!("v-{name}"), "name": name, "language": "de", "status": status, "category": "UTILITY",
        "components": [{ "type": "BODY", "text": "Hallo {{1}}" }],
    })
}

#[tokio::test]
async fn templates_become_what_the_platform_has() {
    let scene = Scene::new().await;
    let (path, id) = ("/v1.0/900/message_templates", scene.channel.id);
    let page = |all: &[serde_json::Value]| json!({ "data": all }).to_string();
    let first = [listed("versand", "APPROVED"), listed("abholung", "PENDING")];
    scene.platform.answer(path, 200, page(&first));
    scene.platform.answer(path, 200, page(&first));
    scene.platform.answer(path, 200, page(&[listed("abholung", "APPROVED"), listed("termin", "APPROVED")]));
    scene.platform.answer(path, 503, "");
    let run = async || sync(&scene.desk, &admin(), id).await;
    assert_eq!(run().await.unwrap(), Synced { added: 2, updated: 0, removed: 0 });
    let before = scene.desk.store.read(move |tx| templates::list_by_channel(tx, id)).await.unwrap();
    assert_eq!(run().await.unwrap(), Synced::default());
    assert_eq!(run().await.unwrap(), Synced { added: 1, updated: 1, removed: 1 });
    let after = scene.desk.store.read(move |tx| templates::list_by_channel(tx, id)).await.unwrap();
    let names: Vec<_> = after.iter().map(|one| (one.name.as_str(), one.status.as_str())).collect();
    assert_eq!(names, [("abholung", "approved"), ("termin", "approved")]);
    assert_eq!(after[0].id, before[0].id, "it is the same template");
    assert_eq!(announced(&scene, "templates").await, 2);
    assert!(matches!(run().await, Err(Refusal::ChannelUnavailable { .. })));
    let kept = scene.desk.store.read(move |tx| templates::list_by_channel(tx, id)).await.unwrap();
    assert_eq!(kept, after, "silence removes nothing");
}
