//! The wire from outside: every payload, damaged payloads, requests, and calls against a server that speaks the protocol.

#[cfg(test)]
mod client;
#[cfg(test)]
mod damage;
#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod outbound;
