//! Channels: connecting numbers, looking whether they work, and their health.

mod check;
mod create;
mod delete;
mod fields;
mod health;
mod list;
mod update;

pub use check::{CheckStep, check};
pub use create::{CreateChannel, create};
pub use delete::delete;
pub use health::{note_failure, note_success, set_health};
pub use list::{get, list};
pub use update::{UpdateChannel, update};

#[cfg(test)]
mod tests;
