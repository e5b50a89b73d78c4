//! A screen: follows the live view over its WebSocket and keeps every frame.

use futures_util::StreamExt;
use serde_json::Value;
use tokio::time::timeout;
use tokio_tungstenite::{
    connect_async,
    tungstenite::{Message, client::IntoClientRequest},
};

use crate::road::{PATIENCE, Road};

/// Frames of one connection, and whether they follow on each other.
pub(crate) struct Screen {
    socket: tokio_tungstenite::WebSocketStream<tokio_tungstenite::MaybeTlsStream<tokio::net::TcpStream>>,
    at: i64,
    /// Every object that came, in order.
    pub(crate) messages: Vec<Value>,
    pub(crate) tickets: Vec<Value>,
}

impl Screen {
    /// Connects with the key of the road's program.
    pub(crate) async fn open(road: &Road) -> Self {
        let mut request = format!("ws://{}/api/v1/live", road.desk.addr).into_client_request().unwrap();
        let bearer = format!("Bearer {}", road.key).parse().unwrap();
        request.headers_mut().insert("authorization", bearer);
        let (socket, _) = connect_async(request).await.unwrap();
        let mut screen = Self { socket, at: 0, messages: Vec::new(), tickets: Vec::new() };
        let hello = screen.frame().await.unwrap();
        assert_eq!(hello["type"], "hello");
        screen.at = hello["seq"].as_i64().unwrap();
        screen
    }

    /// The next frame; `None` at the end of the connection.
    pub(crate) async fn frame(&mut self) -> Option<Value> {
        loop {
            match timeout(PATIENCE, self.socket.next()).await.expect("a frame in time")?.ok()? {
                Message::Text(text) => return Some(serde_json::from_str(&text).unwrap()),
                Message::Close(_) => return None,
                _ => {}
            }
        }
    }

    /// Reads frames until the screen has come to `seq`.
    pub(crate) async fn catch_up(&mut self, seq: i64) {
        while self.at < seq {
            let frame = self.frame().await.expect("the live view goes on");
            match frame["type"].as_str().unwrap() {
                "changes" => {
                    assert_eq!(frame["from"].as_i64().unwrap(), self.at, "frames follow on each other");
                    self.at = frame["to"].as_i64().unwrap();
                    self.messages.extend(frame["messages"].as_array().unwrap().iter().cloned());
                    self.tickets.extend(frame["tickets"].as_array().unwrap().iter().cloned());
                }
                "reset" => panic!("the screen fell behind: {frame}"),
                _ => {}
            }
        }
    }

    /// Every delivery state of a message that was shown, each once, in order.
    pub(crate) fn states_of(&self, message_id: &str) -> Vec<String> {
        let own = self.messages.iter().filter(|one| one["id"] == message_id);
        let mut states: Vec<String> =
            own.filter_map(|one| one["delivery"]["state"].as_str().map(str::to_owned)).collect();
        states.dedup();
        states
    }
}

/// Whether states only went forward.
pub(crate) fn is_forward(states: &[String]) -> bool {
    let place = |state: &String| {
        ["queued", "accepted", "sent", "delivered", "read", "played"].iter().position(|one| one == state)
    };
    states.iter().all(|state| place(state).is_some()) && states.is_sorted_by_key(place)
}
