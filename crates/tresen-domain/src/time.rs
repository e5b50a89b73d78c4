//! Instants: microseconds since 1970 in UTC, as the database keeps them.

use std::time::Duration;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// An instant, in whole microseconds UTC. In JSON an RFC 3339 string.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(i64);

/// Where `now` comes from at the edges; rules take `now` as an argument instead.
pub trait Clock: Send + Sync {
    /// The present instant. Never runs backwards within one process.
    fn now(&self) -> Timestamp;
}

impl Timestamp {
    /// 1970-01-01T00:00:00Z.
    pub const EPOCH: Self = Self(0);
    /// Later than any instant the desk handles; used where a sort key needs "never".
    pub const NEVER: Self = Self(253_402_300_799_999_999);

    /// From microseconds since 1970.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// From whole seconds since 1970, saturating.
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1_000_000))
    }

    /// Microseconds since 1970.
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// Whole milliseconds since 1970, 0 before that.
    pub fn as_millis(self) -> u64 {
        u64::try_from(self.0 / 1_000).unwrap_or(0)
    }

    /// Whole seconds since 1970, rounded down.
    pub const fn as_seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }

    /// `self + span`, saturating.
    #[must_use]
    pub fn plus(self, span: Duration) -> Self {
        Self(self.0.saturating_add(i64::try_from(span.as_micros()).unwrap_or(i64::MAX)))
    }

    /// `self - span`, saturating.
    #[must_use]
    pub fn minus(self, span: Duration) -> Self {
        Self(self.0.saturating_sub(i64::try_from(span.as_micros()).unwrap_or(i64::MAX)))
    }

    /// Time from `earlier` to `self`; zero when `earlier` is later.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_micros(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }

    /// Reads RFC 3339.
    ///
    /// # Errors
    /// [`NotAnInstant`] with the text when it is no RFC 3339 instant.
    pub fn parse(text: &str) -> Result<Self, NotAnInstant> {
        text.parse::<jiff::Timestamp>()
            .map(|at| Self(at.as_microsecond()))
            .map_err(|_| NotAnInstant(text.chars().take(40).collect()))
    }
}

/// The text was no RFC 3339 instant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an RFC 3339 instant")]
pub struct NotAnInstant(pub String);

impl std::fmt::Display for Timestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match jiff::Timestamp::from_microsecond(self.0) {
            Ok(at) => write!(f, "{at:.6}"),
            Err(_) => write!(f, "{}µs", self.0),
        }
    }
}

impl std::fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        Self::parse(&text).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_written_as_rfc_3339_and_read_back() {
        let at = Timestamp::from_micros(1_790_000_000_123_456);
        assert_eq!(at.to_string(), "2026-09-21T14:13:20.123456Z");
        assert_eq!(Timestamp::parse(&at.to_string()), Ok(at));
        assert_eq!(serde_json::to_string(&Timestamp::EPOCH).unwrap(), "\"1970-01-01T00:00:00.000000Z\"");
    }

    #[test]
    fn spans_never_overflow() {
        assert_eq!(Timestamp::NEVER.plus(Duration::from_secs(u64::MAX)).as_micros(), i64::MAX);
        assert_eq!(Timestamp::EPOCH.since(Timestamp::NEVER), Duration::ZERO);
    }
}
