//! How objects of the wire are declared: every field optional, absent ones never printed.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned, de::Error as _};
use serde_json::Value;
use tresen_domain::time::Timestamp;

/// Declares structs whose fields are all `Option`; a field of the wrong shape is read as absent.
macro_rules! lenient {
    ($($(#[$doc:meta])* pub struct $name:ident { $($(#[$fdoc:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        pub struct $name {
            $(
                $(#[$fdoc])*
                #[serde(
                    default,
                    deserialize_with = "crate::wire::object::readable",
                    skip_serializing_if = "Option::is_none"
                )]
                pub $field: Option<$type>,
            )*
        }
    )*};
}

/// Declares structs whose fields are all `Option`; a field of the wrong shape is an error.
macro_rules! strict {
    ($($(#[$doc:meta])* pub struct $name:ident { $($(#[$fdoc:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        pub struct $name {
            $(
                $(#[$fdoc])*
                #[serde(default, skip_serializing_if = "Option::is_none")]
                pub $field: Option<$type>,
            )*
        }
    )*};
}

/// The value if it can be read as `T`, if need be with a number read as text or a text as number.
pub(super) fn readable<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    from: D,
) -> Result<Option<T>, D::Error> {
    Ok(read_value(&Value::deserialize(from)?))
}

fn read_value<T: DeserializeOwned>(value: &Value) -> Option<T> {
    if value.is_null() {
        return None;
    }
    T::deserialize(value).ok().or_else(|| match value {
        Value::Number(number) => T::deserialize(Value::String(number.to_string())).ok(),
        Value::String(text) => {
            let number = serde_json::from_str(text.trim()).ok().filter(Value::is_number)?;
            T::deserialize(number).ok()
        }
        _ => None,
    })
}

/// A list whose unreadable elements are left out.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct List<T>(pub Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self(Vec::<Value>::deserialize(from)?.iter().filter_map(read_value).collect()))
    }
}

/// An instant as the platform writes it: seconds since 1970, as text or number; milliseconds are recognised.
///
/// Printed as text of whole seconds. Source: Meta "Messages webhook reference", seen 2026-09-14; milliseconds were
/// seen with resellers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnixTime(pub Timestamp);

/// Seconds from here on would be after the year 33000: they are milliseconds.
const MILLISECONDS_FROM: i64 = 1_000_000_000_000;

impl UnixTime {
    /// Reads seconds or milliseconds; nothing before 1970.
    pub fn from_number(number: i64) -> Option<Self> {
        match number {
            ..0 => None,
            0..MILLISECONDS_FROM => Some(Self(Timestamp::from_seconds(number))),
            _ => number
                .checked_mul(1_000)
                .map(Timestamp::from_micros)
                .filter(|at| *at <= Timestamp::NEVER)
                .map(Self),
        }
    }
}

impl Serialize for UnixTime {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0.as_seconds())
    }
}

impl<'de> Deserialize<'de> for UnixTime {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let number = match Value::deserialize(from)? {
            Value::Number(number) => number.to_string(),
            Value::String(text) => text.trim().to_owned(),
            _ => return Err(D::Error::custom("neither text nor number")),
        };
        let whole = number.split_once('.').map_or(number.as_str(), |(whole, _)| whole);
        whole
            .parse()
            .ok()
            .and_then(Self::from_number)
            .ok_or_else(|| D::Error::custom("not seconds since 1970"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(json: &str) -> Option<i64> {
        serde_json::from_str::<UnixTime>(json).ok().map(|at| at.0.as_micros())
    }

    #[test]
    fn seconds_and_milliseconds_are_told_apart() {
        assert_eq!(time("\"1790000000\""), Some(1_790_000_000_000_000));
        assert_eq!(time("1790000000"), Some(1_790_000_000_000_000));
        assert_eq!(time("1790000000.7"), Some(1_790_000_000_000_000));
        assert_eq!(time("\"1790000000123\""), Some(1_790_000_000_123_000));
        for bad in ["\"\"", "\"soon\"", "-5", "9223372036854775807", "[]", "null"] {
            assert_eq!(time(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_list_leaves_out_what_it_cannot_read() {
        let list: List<String> = serde_json::from_str(r#"["a", {}, 7, null]"#).unwrap();
        assert_eq!(list.0, ["a", "7"]);
    }
}
