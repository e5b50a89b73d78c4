//! Files: fetched from customers by a worker, uploaded by agents, sent to the platform, shown to who may see them.

mod content;
mod failure;
mod fetch;
mod fetch_again;
mod inspect;
mod prepare;
mod to_platform;
mod upload;
pub(crate) mod worker;

pub use content::{Content, Rendition, may_have, open_content};
pub use fetch_again::fetch_again;
pub use prepare::Purpose;
pub use to_platform::{UploadFailure, ensure_uploaded};
pub use upload::{FileFacts, Upload};
pub use worker::run;

#[cfg(test)]
mod tests;
