//! The live view: who may open it, what it tells, when it ends.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Error, Message, client::IntoClientRequest, http::HeaderValue},
};
use tresen_domain::agent::Role;

use crate::{
    caller::{Caller, Proof},
    server::Server,
};

/// Longest wait for a frame that must come.
const SOON: Duration = Duration::from_secs(20);

/// A screen's connection.
pub(crate) struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

/// Opens the live view; the status of the answer when it was refused.
pub(crate) async fn open(caller: &Caller<'_>, query: &str, origin: Option<&str>) -> Result<Socket, u16> {
    let url = format!("{}/api/v1/live{query}", caller.address.replace("http", "ws"));
    let mut request = url.into_client_request().unwrap();
    let (name, value) = match &caller.proof {
        Proof::None => ("x-nobody", String::new()),
        Proof::Browser { token, .. } => ("cookie", format!("tresen_session={token}")),
        Proof::Key(key) => ("authorization", format!("Bearer {key}")),
    };
    request.headers_mut().insert(name, HeaderValue::from_str(&value).unwrap());
    if let Some(origin) = origin {
        request.headers_mut().insert("origin", HeaderValue::from_str(origin).unwrap());
    }
    match connect_async(request).await {
        Ok((socket, _)) => Ok(Socket(socket)),
        Err(Error::Http(answer)) => Err(answer.status().as_u16()),
        Err(error) => panic!("{error}"),
    }
}

impl Socket {
    /// The next frame; `Null` once the connection is closed.
    pub(crate) async fn next(&mut self) -> Value {
        loop {
            match tokio::time::timeout(SOON, self.0.next()).await.expect("a frame in time") {
                Some(Ok(Message::Text(text))) => return serde_json::from_str(&text).unwrap(),
                Some(Ok(Message::Close(_)) | Err(_)) | None => return Value::Null,
                Some(Ok(_)) => {}
            }
        }
    }

    pub(crate) async fn say(&mut self, frame: Value) {
        self.0.send(Message::text(frame.to_string())).await.unwrap();
    }

    pub(crate) async fn hello(&mut self) -> Value {
        let hello = self.next().await;
        assert_eq!(hello["type"], "hello", "{hello}");
        hello
    }
}

#[tokio::test]
async fn only_the_signed_in_may_look_and_only_from_our_own_pages() {
    let server = Server::start().await;
    let agent = server.colleague(Role::Agent).await;
    assert_eq!(open(&server.nobody(), "", None).await.err(), Some(401));
    assert_eq!(open(&agent, "", Some("http://127.0.0.1:8090")).await.err(), Some(403));
    open(&agent, "", Some(&server.address)).await.ok().unwrap().hello().await;
    open(&server.key(Role::Agent).await, "", None).await.ok().unwrap().hello().await;
}

#[tokio::test]
async fn a_screen_learns_what_happens_and_what_it_missed_without_a_gap() {
    let server = Server::start().await;
    let (admin, agent) = (server.admin().await, server.colleague(Role::Agent).await);
    let mut early = open(&agent, "", None).await.ok().unwrap();
    assert_eq!(early.hello().await["build"], "test");
    admin.post("/teams", &json!({"name": "Lager"})).await.is(201);
    let first = early.next().await;
    assert_eq!((&first["type"], &first["from"], &first["to"]), (&json!("changes"), &json!(0), &json!(1)));
    assert_eq!(first["refresh"], json!(["teams"]));
    admin.post("/teams", &json!({"name": "Kasse"})).await.is(201);
    let second = early.next().await;
    assert_eq!((&second["from"], &second["to"]), (&json!(1), &json!(2)));

    let mut late = open(&agent, "?since=1", None).await.ok().unwrap();
    late.hello().await;
    let missed = late.next().await;
    assert_eq!(
        (&missed["from"], &missed["to"], &missed["refresh"]),
        (&json!(1), &json!(2), &json!(["teams"]))
    );

    let mut lost = open(&agent, "?since=99", None).await.ok().unwrap();
    lost.hello().await;
    assert_eq!(lost.next().await, json!({"type": "reset", "seq": 2}));
}

#[tokio::test]
async fn a_ping_is_answered_and_nonsense_is_not() {
    let server = Server::start().await;
    let mut socket = open(&server.colleague(Role::Agent).await, "", None).await.ok().unwrap();
    socket.hello().await;
    socket.say(json!({"type": "wave"})).await;
    socket.say(json!("moin")).await;
    socket.say(json!({"type": "ping"})).await;
    assert_eq!(socket.next().await, json!({"type": "pong"}));
}

#[tokio::test]
async fn a_screen_is_sent_away_when_its_session_ends() {
    let server = Server::start().await;
    let (admin, agent) = (server.admin().await, server.colleague(Role::Agent).await);
    let other = server.browser_of(agent.agent_id()).await;
    let bye = json!({"type": "bye", "reason": "session_ended"});

    let mut socket = open(&agent, "", None).await.ok().unwrap();
    socket.hello().await;
    agent.delete("/session").await.is(204);
    assert_eq!(socket.next().await, bye);
    assert_eq!(socket.next().await, Value::Null);

    let mut socket = open(&other, "", None).await.ok().unwrap();
    socket.hello().await;
    admin.patch(&format!("/agents/{}", agent.agent_id()), &json!({"is_active": false})).await.is(200);
    loop {
        match socket.next().await {
            frame if frame["type"] == "changes" => {}
            frame => break assert_eq!(frame, bye),
        }
    }
}

#[tokio::test]
async fn a_screen_whose_rights_changed_reads_again() {
    let server = Server::start().await;
    let (admin, agent) = (server.admin().await, server.colleague(Role::Agent).await);
    let mut socket = open(&agent, "", None).await.ok().unwrap();
    socket.hello().await;
    let body = json!({"visibility": "teams"});
    admin.patch(&format!("/agents/{}", agent.agent_id()), &body).await.is(200);
    let frames = [socket.next().await, socket.next().await];
    assert!(frames.iter().any(|frame| frame["type"] == "reset"), "{frames:?}");
}

#[tokio::test]
async fn a_stopping_server_says_goodbye() {
    let server = Server::start().await;
    let mut socket = open(&server.colleague(Role::Agent).await, "", None).await.ok().unwrap();
    socket.hello().await;
    server.shutdown.cancel();
    assert_eq!(socket.next().await, json!({"type": "bye", "reason": "shutdown"}));
}

#[tokio::test]
async fn colleagues_see_who_is_in_a_ticket_and_strangers_do_not() {
    let server = Server::start().await;
    let ticket = server.ticket().await;
    let (reader, watcher) = (server.colleague(Role::Agent).await, server.colleague(Role::Agent).await);
    let other_team = server.team().await;
    let stranger = server.member(&[other_team]).await;
    let mut reads = open(&reader, "", None).await.ok().unwrap();
    let mut watches = open(&watcher, "", None).await.ok().unwrap();
    let mut looks = open(&stranger, "", None).await.ok().unwrap();
    for socket in [&mut reads, &mut watches, &mut looks] {
        socket.hello().await;
    }
    let in_ticket = |agents: Value| json!({"type": "presence", "ticket_id": ticket, "agents": agents});
    // Who may not see the ticket can neither be in it nor see who is.
    looks.say(json!({"type": "presence", "ticket_id": ticket, "state": "typing"})).await;
    looks.say(json!({"type": "ping"})).await;
    assert_eq!(looks.next().await, json!({"type": "pong"}));
    reads.say(json!({"type": "presence", "ticket_id": ticket, "state": "reading"})).await;
    let reading = in_ticket(json!([{"agent_id": reader.agent_id(), "state": "reading"}]));
    assert_eq!(watches.next().await, reading);
    let mut late = open(&watcher, "", None).await.ok().unwrap();
    late.hello().await;
    assert_eq!(late.next().await, reading);
    drop(reads);
    assert_eq!(watches.next().await, in_ticket(json!([])));
    looks.say(json!({"type": "ping"})).await;
    assert_eq!(looks.next().await, json!({"type": "pong"}));
}

#[tokio::test]
async fn tickets_of_a_dissolved_team_appear_to_everybody() {
    let server = Server::start().await;
    let (admin, ticket) = (server.admin().await, server.ticket().await);
    let other_team = server.team().await;
    let (all, some) = (server.colleague(Role::Agent).await, server.member(&[other_team]).await);
    let mut sees = open(&all, "", None).await.ok().unwrap();
    let mut limited = open(&some, "", None).await.ok().unwrap();
    sees.hello().await;
    limited.hello().await;
    admin.delete(&format!("/teams/{}", crate::furnish::TEAM)).await.is(204);
    // The team's tickets belong to no team now: everybody sees them.
    for socket in [&mut sees, &mut limited] {
        let changes = socket.next().await;
        assert_eq!(changes["tickets"][0]["id"], json!(ticket), "{changes}");
        assert_eq!(changes["tickets"][0]["owner"]["team_id"], Value::Null);
        assert_eq!(changes["gone_ticket_ids"], json!([]));
    }
}
