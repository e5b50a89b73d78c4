//! Words of the domain in the description: each a string with its possible values.

use tresen_domain::{
    agent::{Availability, Locale, Role, Visibility},
    channel::{ChannelKind, HealthState},
    draft::DraftKind,
    template::{ButtonKind, HeaderFormat, ParameterFormat, VariablePlace},
    ticket::{Priority, Status},
};
use utoipa::openapi::{Object, ObjectBuilder, schema::Type};

fn of(words: impl Iterator<Item = &'static str>) -> Object {
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words)).build()
}

macro_rules! words {
    ($($name:ident: $words:ty),* $(,)?) => {$(
        /// For `#[schema(schema_with = …)]`.
        pub(crate) fn $name() -> Object {
            of(<$words>::ALL.iter().map(|word| word.as_str()))
        }
    )*};
}

words! {
    role: Role,
    visibility: Visibility,
    availability: Availability,
    locale: Locale,
    channel_kind: ChannelKind,
    health_state: HealthState,
    draft_kind: DraftKind,
    button_kind: ButtonKind,
    header_format: HeaderFormat,
    parameter_format: ParameterFormat,
    variable_place: VariablePlace,
    status: Status,
    priority: Priority,
}

/// An instant: RFC 3339, UTC, microseconds.
pub(crate) fn instant() -> Object {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(utoipa::openapi::SchemaFormat::KnownFormat(utoipa::openapi::KnownFormat::DateTime)))
        .build()
}
