//! Files: uploaded, given out whole and in parts, and only to those who see the ticket.

use reqwest::{
    Method,
    multipart::{Form, Part},
};
use serde_json::json;
use tresen_domain::{
    agent::Role,
    id::{ChannelId, MediaId},
};

use crate::{
    caller::{Answer, Caller, send},
    furnish::{CHANNEL, CONTENT, TEAM},
    server::Server,
};

async fn upload(
    caller: &Caller<'_>,
    purpose: &str,
    channel: ChannelId,
    name: &str,
    content: &[u8],
) -> Answer {
    let file = Part::bytes(content.to_vec()).file_name(name.to_owned()).mime_str("image/png").unwrap();
    // The file first: nothing is known of its purpose while it arrives.
    let form = Form::new()
        .part("file", file)
        .text("purpose", purpose.to_owned())
        .text("channel_id", channel.to_string());
    send(caller.request(Method::POST, "/media").multipart(form)).await
}

async fn part(caller: &Caller<'_>, path: &str, range: &str) -> Answer {
    send(caller.request(Method::GET, path).header("range", range)).await
}

#[tokio::test]
async fn a_file_is_given_out_disarmed_and_in_parts() {
    let server = Server::start().await;
    let caller = server.colleague(Role::Agent).await;
    let path = format!("/media/{}/content", server.file().await);
    let whole = caller.get(&path).await;
    assert_eq!((whole.status.as_u16(), whole.text.as_str()), (200, CONTENT));
    assert_eq!(
        whole.header("content-disposition"),
        Some("attachment; filename=\"Brief M_rz.txt\"; filename*=UTF-8''Brief%20M%C3%A4rz.txt")
    );
    assert!(whole.header("content-security-policy").unwrap().starts_with("sandbox; default-src 'none'"));
    assert_eq!(whole.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(whole.header("cache-control"), Some("private, max-age=3600"));
    assert_eq!(whole.header("content-length"), Some("11"));

    let some = part(&caller, &path, "bytes=1-5").await;
    assert_eq!((some.status.as_u16(), some.text.as_str()), (206, "Guten"));
    assert_eq!(some.header("content-range"), Some("bytes 1-5/11"));
    let end = part(&caller, &path, "bytes=-4").await;
    assert_eq!((end.status.as_u16(), end.text.as_str()), (206, "Tag\""));
    let behind = part(&caller, &path, "bytes=11-").await;
    assert_eq!((behind.status.as_u16(), behind.header("content-range")), (416, Some("bytes */11")));

    let etag = whole.header("etag").unwrap();
    let known = send(caller.request(Method::GET, &path).header("if-none-match", etag)).await;
    assert_eq!((known.status.as_u16(), known.text.as_str()), (304, ""));
}

#[tokio::test]
async fn files_are_for_those_who_see_the_ticket() {
    let server = Server::start().await;
    let (file, lost) = (server.file().await, server.lost_file().await);
    let (member, stranger) = (server.member(&[TEAM]).await, server.member(&[server.team().await]).await);
    for what in ["content", "preview"] {
        member.get(&format!("/media/{file}/{what}")).await.is(200);
        stranger.get(&format!("/media/{file}/{what}")).await.problem(404, "not_found");
    }
    let fetch = format!("/media/{lost}/fetch");
    stranger.post(&fetch, &json!({})).await.problem(404, "not_found");
    member.get(&format!("/media/{lost}/content")).await.problem(410, "media_gone");
    member.post(&fetch, &json!({})).await.is(202);
    member.get(&format!("/media/{lost}/content")).await.problem(409, "media_not_ready");
    member.post(&format!("/media/{file}/fetch"), &json!({})).await.problem(409, "conflict");
}

#[tokio::test]
async fn an_upload_is_its_agents_until_it_is_sent() {
    let server = Server::start().await;
    server.ticket().await;
    let (me, other) = (server.member(&[TEAM]).await, server.member(&[TEAM]).await);
    let file = upload(&me, "document", CHANNEL, "../Angebot.exe", b"Guten Tag").await.is(201);
    assert_eq!(file["mime"], "text/plain");
    assert_eq!((&file["file_name"], &file["state"]), (&json!("Angebot.txt"), &json!("ready")));
    let id: MediaId = file["id"].as_str().unwrap().parse().unwrap();
    let path = format!("/media/{id}/content");
    assert_eq!(me.get(&path).await.text, "Guten Tag");
    other.get(&path).await.problem(404, "not_found");
    server.hold(id).await;
    assert_eq!(other.get(&path).await.text, "Guten Tag");
}

#[tokio::test]
async fn what_cannot_be_sent_is_refused_with_a_reason() {
    let server = Server::start().await;
    server.ticket().await;
    let me = server.member(&[TEAM]).await;
    let page = b"<html><script>alert(1)</script></html>";
    let refused = upload(&me, "image", CHANNEL, "x.png", page).await.problem(422, "media_rejected");
    assert_eq!(refused["check"], "media_type_not_allowed");
    upload(&me, "poster", CHANNEL, "x.png", page).await.problem(422, "validation_failed");
    let elsewhere = ChannelId(uuid::Uuid::from_u128(99));
    upload(&me, "document", elsewhere, "x.txt", b"x").await.problem(422, "validation_failed");
    let nothing = Form::new().text("purpose", "image");
    let answer = send(me.request(Method::POST, "/media").multipart(nothing)).await;
    assert_eq!(answer.problem(422, "validation_failed")["fields"][0]["field"], "file");
}
