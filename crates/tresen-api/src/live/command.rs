//! What a screen says.

use serde::Deserialize;
use tresen_desk::presence::Doing;
use tresen_domain::id::TicketId;

/// One frame of a screen.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum Command {
    /// What the agent has open; renewed while it lasts.
    Presence {
        /// `null`: no ticket.
        ticket_id: Option<TicketId>,
        /// `reading` unless given.
        state: Option<Doing>,
    },
    /// Is anybody there?
    Ping,
    /// Something a newer UI says.
    #[serde(other)]
    Unknown,
}

impl Command {
    /// Reads a frame; what cannot be read is unknown.
    pub(super) fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or(Self::Unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_of_newer_screens_and_nonsense_are_unknown() {
        assert_eq!(Command::read(r#"{"type":"ping"}"#), Command::Ping);
        let left = Command::Presence { ticket_id: None, state: Some(Doing::Reading) };
        assert_eq!(Command::read(r#"{"type":"presence","ticket_id":null,"state":"reading"}"#), left);
        assert_eq!(Command::read(r#"{"type":"wave"}"#), Command::Unknown);
        assert_eq!(Command::read("moin"), Command::Unknown);
    }
}
