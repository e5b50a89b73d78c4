//! Values that cross the seam, the same for both engines.

use std::borrow::Cow;

use tresen_domain::time::Timestamp;
use uuid::Uuid;

use super::Fault;

/// A parameter or a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// SQL null.
    Null,
    /// `bigint`; in SQLite also `boolean`.
    Int(i64),
    /// `double precision`.
    Real(f64),
    /// `boolean`.
    Bool(bool),
    /// `text`.
    Text(Cow<'a, str>),
    /// `bytea`; in SQLite also `uuid`.
    Bytes(Cow<'a, [u8]>),
    /// `uuid`.
    Uuid(Uuid),
}

macro_rules! into_value {
    ($($from:ty => |$name:ident| $to:expr;)*) => {$(
        impl<'a> From<$from> for Value<'a> {
            fn from($name: $from) -> Self { $to }
        }
    )*};
}

into_value! {
    i64 => |one| Value::Int(one);
    i32 => |one| Value::Int(one.into());
    u32 => |one| Value::Int(one.into());
    f64 => |one| Value::Real(one);
    bool => |one| Value::Bool(one);
    Uuid => |one| Value::Uuid(one);
    Timestamp => |one| Value::Int(one.as_micros());
    String => |one| Value::Text(Cow::Owned(one));
    &'a str => |one| Value::Text(Cow::Borrowed(one));
    &'a String => |one| Value::Text(Cow::Borrowed(one));
    Vec<u8> => |one| Value::Bytes(Cow::Owned(one));
    &'a [u8] => |one| Value::Bytes(Cow::Borrowed(one));
    serde_json::Value => |one| Value::Text(Cow::Owned(one.to_string()));
    &serde_json::Value => |one| Value::Text(Cow::Owned(one.to_string()));
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(one: Option<T>) -> Self {
        one.map_or(Value::Null, Into::into)
    }
}

macro_rules! id_values {
    ($($id:ident),*) => {$(
        impl From<tresen_domain::id::$id> for Value<'_> {
            fn from(id: tresen_domain::id::$id) -> Self { Value::Uuid(id.0) }
        }
        impl FromValue for tresen_domain::id::$id {
            fn from_value(value: &Value<'_>) -> Option<Self> { Uuid::from_value(value).map(Self) }
        }
    )*};
}
id_values!(
    ChannelId,
    ContactId,
    IdentityId,
    ThreadId,
    TicketId,
    MessageId,
    DeliveryId,
    MediaId,
    AgentId,
    TeamId,
    TemplateId,
    CannedReplyId,
    SessionId,
    ApiKeyId,
    NoticeId
);

/// What a column can be read as.
pub trait FromValue: Sized {
    /// `None` when the column holds something else.
    fn from_value(value: &Value<'_>) -> Option<Self>;
}

macro_rules! from_value {
    ($($to:ty { $($pattern:pat => $value:expr),* $(,)? })*) => {$(
        impl FromValue for $to {
            fn from_value(value: &Value<'_>) -> Option<Self> {
                match value { $($pattern => $value,)* _ => None }
            }
        }
    )*};
}

from_value! {
    i64 { Value::Int(one) => Some(*one) }
    f64 { Value::Real(one) => Some(*one) }
    bool { Value::Bool(one) => Some(*one), Value::Int(one) => Some(*one != 0) }
    String { Value::Text(one) => Some(one.clone().into_owned()) }
    Vec<u8> { Value::Bytes(one) => Some(one.clone().into_owned()) }
    Uuid { Value::Uuid(one) => Some(*one), Value::Bytes(one) => Uuid::from_slice(one).ok() }
    Timestamp { Value::Int(one) => Some(Timestamp::from_micros(*one)) }
    serde_json::Value { Value::Text(one) => serde_json::from_str(one).ok() }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: &Value<'_>) -> Option<Self> {
        if matches!(value, Value::Null) { Some(None) } else { T::from_value(value).map(Some) }
    }
}

/// Turns the text of a column into one of the domain's words.
///
/// # Errors
/// A fault that names table and column: the row was written by something else.
pub(crate) fn word<T>(column: &str, text: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, Fault> {
    parse(text).ok_or_else(|| Fault::other(format!("read {column}"), format!("unknown word `{text}`")))
}

/// `params![a, b]`: a slice of [`Value`]s.
#[macro_export]
macro_rules! params {
    ($($one:expr),* $(,)?) => { &[$($crate::seam::Value::from($one)),*] };
}
