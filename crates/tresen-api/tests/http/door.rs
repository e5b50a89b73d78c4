//! The webhook's door: what is not signed stores nothing, what is signed is on disk before the answer.

use reqwest::Method;
use tresen_storage::journal;
use tresen_whatsapp::signature::{AppSecret, SIGNATURE_HEADER, sign};

use crate::{
    caller::{Answer, send},
    server::{APP_SECRET, Server, VERIFY_TOKEN},
};

const BODY: &[u8] =
    br#"{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[]}],"odd":"\ud83d\ude00"}"#;
const LARGEST: usize = 4 << 20;

async fn knock(server: &Server, app: &str, signature: Option<&str>, body: Vec<u8>) -> Answer {
    let request = server.nobody().plain(Method::POST, &format!("/webhooks/whatsapp/{app}"));
    let request = match signature {
        Some(signature) => request.header(SIGNATURE_HEADER, signature),
        None => request,
    };
    send(request.header("content-type", "application/json").body(body)).await
}

async fn kept(server: &Server) -> Vec<journal::JournalRow> {
    server.read(|tx| journal::list_after(tx, 0, 100)).await
}

fn signed(body: &[u8]) -> String {
    sign(&AppSecret::new(APP_SECRET).unwrap(), body)
}

#[tokio::test]
async fn a_signed_webhook_is_kept_byte_for_byte_before_its_answer() {
    let server = Server::start().await;
    let answer = knock(&server, "main", Some(&signed(BODY)), BODY.to_vec()).await;
    assert_eq!((answer.status.as_u16(), answer.text.as_str()), (200, ""));
    let rows = kept(&server).await;
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].app.as_str(), rows[0].body.as_slice()), ("main", BODY));
}

#[tokio::test]
async fn every_sort_of_bad_signature_is_turned_away_and_stores_nothing() {
    let server = Server::start().await;
    let good = signed(BODY);
    let other = sign(&AppSecret::new("another secret").unwrap(), BODY);
    let sha1 = good.replace("sha256=", "sha1=");
    let upper = good.to_uppercase();
    let short = good.get(..good.len() - 2).unwrap();
    let bad =
        [None, Some(""), Some("sha256="), Some(short), Some(&*other), Some(&*sha1), Some(&*upper), Some("x")];
    for signature in bad {
        knock(&server, "main", signature, BODY.to_vec()).await.problem(401, "unauthenticated");
    }
    knock(&server, "main", Some(&good), BODY.get(1..).unwrap().to_vec())
        .await
        .problem(401, "unauthenticated");
    knock(&server, "main", Some(&good), Vec::new()).await.problem(401, "unauthenticated");
    assert_eq!(kept(&server).await, []);
}

#[tokio::test]
async fn an_unknown_app_and_a_body_beyond_the_limit_store_nothing() {
    let server = Server::start().await;
    knock(&server, "other", Some(&signed(BODY)), BODY.to_vec()).await.problem(404, "not_found");
    let large = vec![b' '; LARGEST + 1];
    knock(&server, "main", Some(&signed(&large)), large).await.problem(413, "payload_too_large");
    assert_eq!(kept(&server).await, []);
    let largest = vec![b' '; LARGEST];
    assert_eq!(knock(&server, "main", Some(&signed(&largest)), largest).await.status, 200);
    assert_eq!(kept(&server).await.len(), 1);
}

#[tokio::test]
async fn the_handshake_answers_only_who_knows_the_word() {
    let server = Server::start().await;
    let ask = |app: &str, token: &str| {
        let path = format!("/webhooks/whatsapp/{app}");
        let query = [("hub.mode", "subscribe"), ("hub.verify_token", token), ("hub.challenge", "1158201444")];
        send(server.nobody().plain(Method::GET, &path).query(&query))
    };
    let answer = ask("main", VERIFY_TOKEN).await;
    assert_eq!((answer.status.as_u16(), answer.text.as_str()), (200, "1158201444"));
    assert!(answer.header("content-type").unwrap().starts_with("text/plain"));
    ask("main", "guessed").await.problem(403, "forbidden");
    ask("other", VERIFY_TOKEN).await.problem(404, "not_found");
}

#[tokio::test]
async fn what_cannot_be_kept_in_time_is_asked_for_again() {
    let server = Server::start().await;
    let (release, released) = std::sync::mpsc::channel::<()>();
    let (entered, inside) = tokio::sync::oneshot::channel();
    let store = server.desk.store.clone();
    let holding = tokio::spawn(async move {
        store
            .write(move |_| {
                let _ = entered.send(());
                let _ = released.recv();
                Ok::<_, tresen_storage::Fault>(())
            })
            .await
    });
    inside.await.unwrap();
    let answer = knock(&server, "main", Some(&signed(BODY)), BODY.to_vec()).await;
    assert_eq!(answer.header("retry-after"), Some("1"));
    answer.problem(503, "storage_unavailable");
    drop(release);
    holding.await.unwrap().unwrap();
}
