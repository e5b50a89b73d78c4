//! The desk's use cases on the embedded database, with a clock by hand and seeded ids, shown as pictures.

mod case;
mod identities;
mod received;
mod sent;
mod statuses;
