//! The demo: made once, walked on at every start.

use serde_json::Value;
use tresen_cli::demo;

use crate::{caller::Caller, process::until};

const NUMBER: &str = "100000000000001";

async fn sign_in(desk: &str, welcome: &str) -> Caller {
    let line = welcome.lines().find(|line| line.contains("Sign in")).unwrap();
    let [.., email, password] = line.split_whitespace().collect::<Vec<_>>()[..] else { panic!("{line}") };
    Caller::sign_in(tresen_whatsapp::client::http_client().unwrap(), desk, email, password).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_company_is_made_once_and_its_chats_go_on_after_a_new_start() {
    let dir = tempfile::tempdir().unwrap();
    let config = demo::config_at(dir.path()).unwrap();
    let first = demo::start(config.clone(), None).await.unwrap();
    let jana = sign_in(&first.desk.url(), &first.welcome()).await;
    let counts = jana.get("/tickets/counts").await;
    assert!(counts["all_open"].as_u64().unwrap() >= 25, "{counts}");
    assert!(counts["inbox"]["unread"].as_u64().unwrap() >= 3, "{counts}");
    assert!(jana.list("/canned-replies").await.len() >= 14);
    assert!(jana.list("/templates").await.len() >= 4);
    let parked = jana.list("/parked-items").await;
    assert!(parked.is_empty(), "{parked:?}");
    let before = jana.list("/tickets?view=all&limit=100").await.len();
    first.stop().await;

    let second = demo::start(config, None).await.unwrap();
    let jana = sign_in(&second.desk.url(), &second.welcome()).await;
    assert_eq!(jana.list("/tickets?view=all&limit=100").await.len(), before, "nothing was made twice");
    let phones = second.platform.handle();
    let chat = phones.chat("katharina-vogel", NUMBER);
    assert!(chat.len() >= 8, "the phone remembers: {chat:?}");
    let wamid = phones.say_text("katharina-vogel", NUMBER, "Sind Sie noch da?").unwrap();
    let message: Value = until("the message", async || jana.find(&wamid).await).await;
    let answer = jana.answer(message["ticket_id"].as_str().unwrap(), "Ja, bin ich.").await;
    let id = answer["id"].as_str().unwrap();
    until("the answer at the phone", async || {
        let message = jana.get(&format!("/messages/{id}")).await;
        (message["delivery"]["state"] == "delivered").then_some(())
    })
    .await;
    second.stop().await;
}
