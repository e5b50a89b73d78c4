//! The seam over the two drivers: values, rows, transactions, the writer and the readers.

mod fault;
mod lane;
mod postgres;
mod sqlite;
mod store;
mod tx;
mod value;

pub use fault::Fault;
pub use store::{Engine, Lane, Store, StoreConfig};
pub use tx::{Row, Topic, Tx};
pub(crate) use value::word;
pub use value::{FromValue, Value};
