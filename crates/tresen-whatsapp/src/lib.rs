//! **Is** the only room that knows the platform's JSON: webhooks in, messages out, its errors and its limits.
//! **Is not** a place for rules of the desk (`tresen-domain`), for retries and queues (`tresen-desk`) or for SQL.
//! **Talks to** `tresen-domain`, and to Meta's Graph API over HTTPS; the emulator speaks the same wire types.
//! **Holds** that nothing unverified becomes a [`signature::VerifiedBody`], that one bad element never hides its neighbours, that a token goes to listed hosts only.
//! **Start at** [`inbound::read`] and [`outbound::compose`], then [`client::CloudClient`].

pub mod client;
pub mod errors;
pub mod inbound;
pub mod limits;
pub mod outbound;
pub mod secret;
pub mod signature;
pub mod wire;
