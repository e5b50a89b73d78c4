//! What is new, as server-sent events: phones read again what they are told about.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    extract::State,
    response::sse::{Event, KeepAlive, Sse},
};
use futures_util::{Stream, StreamExt as _};
use tokio_stream::wrappers::BroadcastStream;

use crate::platform::Platform;

/// `hello` first, then `chat`, `customers`, `numbers`, `faults`, `clock`, `webhook`; `behind` when some
/// were lost. Ends when the emulator stops.
pub(crate) async fn stream(
    State(platform): State<Arc<Platform>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let hello = futures_util::stream::once(async { r#"{"type":"hello"}"#.to_owned() });
    let news = BroadcastStream::new(platform.events.subscribe())
        .map(|event| event.map_or_else(|_| r#"{"type":"behind"}"#.to_owned(), |event| event.to_string()));
    let stopping = platform.stopping.clone();
    let events = hello
        .chain(news)
        .take_until(async move { stopping.cancelled().await })
        .map(|data| Ok(Event::default().data(data)));
    Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
}
