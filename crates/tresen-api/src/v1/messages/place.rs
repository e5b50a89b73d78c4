//! Where a page of messages begins, as a cursor.

use serde::{Deserialize, Serialize};
use tresen_domain::time::Timestamp;
use tresen_storage::message::Place;

/// Send time and place of the last message of the page before.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct PlaceKey(Timestamp, i64);

impl From<Place> for PlaceKey {
    fn from(place: Place) -> Self {
        Self(place.sent_at, place.seq)
    }
}

impl From<PlaceKey> for Place {
    fn from(key: PlaceKey) -> Self {
        Self { sent_at: key.0, seq: key.1 }
    }
}
