//! Stories of files: what arrives, what does not, and who may have it.

use std::time::Duration;

use tokio_util::sync::CancellationToken;
use tresen_domain::{agent::Sight, id::TeamId, message::InboundMedia};
use tresen_storage::Topic;
use tresen_vision::sniff::sniff;
use uuid::Uuid;

use super::{FileFacts, Purpose, Rendition, Upload, ensure_uploaded, fetch_again, open_content, run};
use crate::{
    Refusal, Who,
    scene::{Platform, Scene, TEAM, agent, announced, in_team},
};

/// SHA-256 of `hello`.
const HELLO: &str = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
/// 4 × 2 pixels.
const PNG: &str = "89504e470d0a1a0a0000000d4948445200000004000000020802000000f0caea34000000104944415478da63\
                   38216703470cc81c007a4a09111998efec0000000049454e44ae426082";

fn hash(hex: &str) -> [u8; 32] {
    hex::decode(hex).unwrap().try_into().unwrap()
}

fn foreign_team() -> TeamId {
    TeamId(Uuid::from_u128(0xf0))
}

#[tokio::test]
async fn a_file_is_fetched_by_its_fresh_address_checked_and_announced() {
    let scene = Scene::new().await;
    scene.platform.answer("/file", 200, hex::decode(PNG.replace(' ', "")).unwrap());
    let url = Some(format!("{}/file", scene.platform.url));
    let id = scene.receive(InboundMedia { url, mime: "text/html".to_owned(), ..announced("55") }).await;
    scene.try_due().await;
    let media = scene.media(id).await;
    assert_eq!(scene.state(id).await, "ready");
    assert_eq!((media.mime.as_deref(), media.width, media.height), (Some("image/png"), Some(4), Some(2)));
    assert!(media.preview_sha256.is_some() && media.vendor_url.is_none() && media.due_at.is_none());
    assert_eq!(scene.platform.asked(), ["GET /file"]);
    assert_eq!(scene.announced().await, ["ready"]);
}

#[tokio::test]
async fn an_address_that_expired_is_asked_for_again() {
    let scene = Scene::new().await;
    scene.platform.place("55", &format!("{}/new", scene.platform.url));
    scene.platform.answer("/new", 200, "hello");
    let url = Some(format!("{}/old", scene.platform.url));
    let id = scene.receive(InboundMedia { url, sha256: Some(hash(HELLO)), ..announced("55") }).await;
    scene.try_due().await;
    assert_eq!(scene.state(id).await, "ready");
    assert_eq!(scene.platform.asked(), ["GET /old", "GET /v1.0/55", "GET /new"]);
}

#[tokio::test]
async fn what_fails_is_tried_again_later_and_only_then() {
    let scene = Scene::new().await;
    scene.platform.answer("/v1.0/55", 503, "");
    scene.platform.place("55", &format!("{}/file", scene.platform.url));
    scene.platform.answer("/file", 500, "");
    scene.platform.answer("/file", 200, "hello");
    let id = scene.receive(announced("55")).await;
    scene.try_due().await;
    assert_eq!(scene.state(id).await, "pending: platform_unavailable");
    scene.wait(Duration::from_secs(9));
    scene.try_due().await;
    assert_eq!(scene.media(id).await.tries, 1);
    scene.wait(Duration::from_secs(1));
    scene.try_due().await;
    assert_eq!(
        (scene.state(id).await, scene.media(id).await.tries),
        ("pending: platform_unavailable".into(), 2)
    );
    scene.wait(Duration::from_mins(1));
    scene.try_due().await;
    assert_eq!(scene.state(id).await, "ready");
    assert_eq!(scene.announced().await, ["ready"]);
}

#[tokio::test]
async fn other_content_than_announced_is_not_kept_and_given_up_the_second_time() {
    let scene = Scene::new().await;
    scene.platform.place("55", &format!("{}/file", scene.platform.url));
    scene.platform.answer("/file", 200, "something else");
    let id = scene.receive(InboundMedia { sha256: Some(hash(HELLO)), ..announced("55") }).await;
    scene.try_due().await;
    assert_eq!(scene.state(id).await, "pending: hash_mismatch");
    scene.wait(Duration::from_secs(10));
    scene.try_due().await;
    assert_eq!(scene.state(id).await, "failed: hash_mismatch");
    assert_eq!((scene.files(), scene.announced().await), (0, vec!["failed".to_owned()]));
}

#[tokio::test]
async fn a_foreign_host_is_never_asked() {
    let scene = Scene::new().await;
    let foreign = Platform::start().await;
    scene.platform.place("55", &format!("{}/steal", foreign.url));
    let url = Some(format!("{}/steal", foreign.url));
    let id = scene.receive(InboundMedia { url, ..announced("55") }).await;
    scene.try_due().await;
    assert_eq!(scene.state(id).await, "failed: media_host_not_allowed");
    assert!(foreign.asked().is_empty());
}

#[tokio::test]
async fn a_file_that_is_too_large_leaves_nothing() {
    let scene = Scene::new().await;
    scene.platform.place("55", &format!("{}/file", scene.platform.url));
    scene.platform.answer("/file", 200, vec![b'x'; 1_001]);
    let id = scene.receive(announced("55")).await;
    scene.try_due().await;
    assert_eq!((scene.state(id).await.as_str(), scene.files()), ("failed: media_too_large", 0));
}

#[tokio::test]
async fn names_from_outside_become_safe() {
    let scene = Scene::new().await;
    scene.platform.place("55", &format!("{}/file", scene.platform.url));
    scene.platform.answer("/file", 200, "hello");
    let name = Some("../../etc/\u{202e}passwd\r\nSet-Cookie: x.exe".to_owned());
    let id = scene.receive(InboundMedia { file_name: name, ..announced("55") }).await;
    scene.try_due().await;
    let name = scene.media(id).await.file_name.unwrap();
    assert!(!name.contains(['/', '\r', '\n', '\u{202e}']), "{name}");
    assert_eq!(name.rsplit('.').next(), Some("txt"));
}

#[tokio::test]
async fn dying_between_file_and_row_ends_the_same() {
    let scene = Scene::new().await;
    scene.platform.place("55", &format!("{}/file", scene.platform.url));
    scene.platform.answer("/file", 200, "hello");
    let id = scene.receive(announced("55")).await;
    // The file is kept, and then nothing more happens: the claim stays.
    let now = scene.desk.now();
    let claimed = scene
        .desk
        .store
        .write(move |tx| tresen_storage::media::claim_due(tx, now, Duration::from_mins(1), 4));
    let claims = claimed.await.unwrap();
    super::fetch::fetch(&scene.desk, &claims[0].media).await.unwrap();
    assert_eq!((scene.files(), scene.state(id).await.as_str()), (1, "pending"));
    scene.try_due().await;
    assert_eq!(scene.state(id).await, "pending", "somebody may still be at it");
    scene.wait(Duration::from_mins(1));
    scene.try_due().await;
    assert_eq!((scene.files(), scene.state(id).await.as_str()), (1, "ready"));
    assert_eq!(scene.announced().await, ["ready"]);
}

#[tokio::test]
async fn after_seven_days_a_file_is_expired_until_somebody_who_sees_it_asks_again() {
    let scene = Scene::new().await;
    scene.platform.place("55", &format!("{}/file", scene.platform.url));
    scene.platform.answer("/file", 404, "");
    scene.platform.answer("/file", 200, "hello");
    let id = scene.receive(announced("55")).await;
    scene.wait(Duration::from_hours(24 * 7));
    scene.try_due().await;
    assert_eq!(scene.state(id).await, "expired: media_address_expired");
    let stranger = fetch_again(&scene.desk, &in_team(8, foreign_team()), id).await;
    assert!(matches!(stranger, Err(Refusal::NotFound { .. })));
    fetch_again(&scene.desk, &in_team(9, TEAM), id).await.unwrap();
    scene.try_due().await;
    assert_eq!(scene.announced().await, ["expired", "pending", "ready"]);
    let again = fetch_again(&scene.desk, &in_team(9, TEAM), id).await;
    assert!(matches!(again, Err(Refusal::Conflict { .. })));
}

#[tokio::test]
async fn the_worker_is_woken_by_a_new_file_and_stops_when_told() {
    let scene = Scene::new().await;
    scene.platform.place("55", &format!("{}/file", scene.platform.url));
    scene.platform.answer("/file", 200, "hello");
    let shutdown = CancellationToken::new();
    let worker = tokio::spawn(run(scene.desk.clone(), shutdown.clone()));
    let id = scene.receive(announced("55")).await;
    scene.desk.store.woken(Topic::Events).await;
    assert_eq!(scene.state(id).await, "ready");
    shutdown.cancel();
    worker.await.unwrap();
}

async fn upload(
    scene: &Scene,
    who: &Who,
    purpose: Purpose,
    name: &str,
    content: &[u8],
) -> Result<tresen_storage::media::MediaRow, Refusal> {
    let mut upload = Upload::begin(&scene.desk, who, Some(purpose)).await?;
    upload.write(content).await?;
    let facts = FileFacts {
        purpose,
        channel_id: scene.channel.id,
        file_name: Some(name.to_owned()),
        claimed_mime: Some("image/png".to_owned()),
    };
    upload.finish(&scene.desk, who, facts).await
}

#[tokio::test]
async fn what_the_platform_would_refuse_is_refused_at_once_and_leaves_nothing() {
    let scene = Scene::new().await;
    let me = agent(9, Sight::All);
    let html = upload(&scene, &me, Purpose::Image, "x.png", b"<html><script>alert(1)</script>").await;
    assert!(
        matches!(&html, Err(Refusal::MediaRejected { check, .. }) if check == "media_type_not_allowed"),
        "{html:?}"
    );
    let empty = upload(&scene, &me, Purpose::Document, "x.pdf", b"").await;
    assert!(
        matches!(&empty, Err(Refusal::MediaRejected { check, .. }) if check == "media_empty"),
        "{empty:?}"
    );
    let large = upload(&scene, &me, Purpose::Image, "x.png", &vec![0; 25_000_001]).await;
    assert!(
        matches!(&large, Err(Refusal::MediaRejected { check, .. }) if check == "media_too_large"),
        "{large:?}"
    );
    assert_eq!(scene.files(), 0);
}

#[tokio::test]
async fn a_recording_of_a_browser_becomes_a_voice_note() {
    let scene = Scene::new().await;
    let webm = include_bytes!("../../../tresen-vision/fixtures/voice.webm");
    let note = upload(&scene, &agent(9, Sight::All), Purpose::Voice, "blob", webm).await.unwrap();
    assert_eq!(
        (note.mime.as_deref(), note.file_name.as_deref(), note.is_voice),
        (Some("audio/ogg"), Some("blob.ogg"), true)
    );
    assert!(note.duration_ms.is_some());
    let kept = scene.desk.blobs.get_bytes(&note.sha256.unwrap(), u64::MAX).await.unwrap().unwrap();
    assert!(sniff(&kept).is_ogg_opus());
    assert_eq!(scene.files(), 1);
}

#[tokio::test]
async fn only_who_sees_the_ticket_or_uploaded_an_unsent_file_may_have_it() {
    let scene = Scene::new().await;
    let (me, stranger) = (in_team(9, TEAM), in_team(8, foreign_team()));
    let file = upload(&scene, &me, Purpose::Document, "Angebot.txt", b"hello").await.unwrap();
    let open = async |who: &Who| open_content(&scene.desk, who, file.id, Rendition::Original).await;
    assert!(matches!(open(&agent(7, Sight::All)).await, Err(Refusal::NotFound { .. })), "not sent yet");
    let content = open(&me).await.unwrap();
    assert_eq!((content.mime.as_str(), content.is_inline_safe, content.size_bytes), ("text/plain", false, 5));
    scene.hold(file.id).await;
    assert!(open(&agent(7, Sight::All)).await.is_ok());
    assert!(open(&in_team(6, TEAM)).await.is_ok());
    assert!(matches!(open(&stranger).await, Err(Refusal::NotFound { .. })));
    let preview = open_content(&scene.desk, &me, file.id, Rendition::Preview).await;
    assert!(matches!(preview, Err(Refusal::NotFound { .. })));
}

#[tokio::test]
async fn a_file_goes_to_the_platform_once_in_thirty_days() {
    let scene = Scene::new().await;
    let file = upload(&scene, &agent(9, Sight::All), Purpose::Document, "a.txt", b"hello").await.unwrap();
    scene.platform.answer("/v1.0/100/media", 200, r#"{"id":"UP1"}"#);
    scene.platform.answer("/v1.0/100/media", 200, r#"{"id":"UP2"}"#);
    let send = async || ensure_uploaded(&scene.desk, file.id, &scene.channel).await.unwrap();
    assert_eq!((send().await, send().await), ("UP1".to_owned(), "UP1".to_owned()));
    scene.wait(Duration::from_hours(29 * 24));
    assert_eq!(send().await, "UP2");
    assert_eq!(scene.platform.asked(), ["POST /v1.0/100/media"; 2]);
}
