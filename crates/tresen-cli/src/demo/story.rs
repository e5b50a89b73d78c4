//! Stories: what each customer and the desk did, in a small text form (`stories/*.txt`), read into steps.
//!
//! A story begins with `== NAME` (`==` alone: somebody without a name), then facts (`phone`, `bsuid`, `username`,
//! `language`, `called`, `tags`, `notes`, `fact KEY: VALUE`), then steps. A step begins with how long ago it was:
//!
//! ```text
//! 2h10m < [photo parcel] the customer's text or caption
//! 2h    jana > an answer            1h  jana # a note to @Mara Kühn
//! 1h    jana takes                  1h  reads
//! ```

mod read;

use std::time::Duration;

use tresen_domain::{
    ticket::{Priority, Status},
    time::Timestamp,
};
use tresen_emulator::CustomerSetup;

pub(super) use read::read;

/// All stories, by file.
const FILES: [(&str, &str); 4] = [
    ("today.txt", include_str!("stories/today.txt")),
    ("days.txt", include_str!("stories/days.txt")),
    ("abroad.txt", include_str!("stories/abroad.txt")),
    ("solved.txt", include_str!("stories/solved.txt")),
];

/// The company began this long before the first start.
const BEGINNING: Duration = Duration::from_hours(75 * 24);

/// One customer and what happened with them.
#[derive(Debug, Default)]
pub(super) struct Story {
    pub(super) customer: CustomerSetup,
    pub(super) facts: Facts,
    pub(super) steps: Vec<Step>,
}

/// What the desk has written down about a customer.
#[derive(Debug, Default, Clone)]
pub(super) struct Facts {
    pub(super) display_name: Option<String>,
    pub(super) language: Option<String>,
    pub(super) notes: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) attributes: Vec<(String, String)>,
}

/// Something that happened.
#[derive(Debug, Clone)]
pub(super) struct Step {
    /// Before the start of the demo.
    pub(super) ago: Duration,
    pub(super) act: Act,
}

/// What happened.
#[derive(Debug, Clone)]
pub(super) enum Act {
    /// The customer writes; `file`: kind and sample.
    Says { file: Option<(String, String)>, text: Option<String> },
    /// The customer opens the chat.
    Reads,
    /// The customer puts an emoji on the newest answer.
    Reacts(String),
    /// An agent does something with the running ticket.
    Does(String, Deed),
}

/// What agents do.
#[derive(Debug, Clone)]
pub(super) enum Deed {
    Answers(String),
    Notes(String),
    SendsTemplate { name: String, values: Vec<String> },
    Takes,
    Queues(String),
    Tags(Vec<String>),
    Sets(Priority),
    Calls(String),
    Moves(Status),
    Snoozes(Duration),
    Opens,
    Drafts(String),
}

impl Act {
    /// Whether webhooks or calls follow from it.
    pub(super) fn travels(&self) -> bool {
        match self {
            Self::Says { .. } | Self::Reads | Self::Reacts(_) => true,
            Self::Does(_, deed) => {
                matches!(deed, Deed::Answers(_) | Deed::SendsTemplate { .. } | Deed::Opens)
            }
        }
    }
}

/// When the company began.
pub(super) fn beginning(now: Timestamp) -> Timestamp {
    now.minus(BEGINNING)
}

/// Every story.
pub(super) fn all() -> anyhow::Result<Vec<Story>> {
    let mut stories = Vec::new();
    for (name, text) in FILES {
        stories.extend(read(name, text)?);
    }
    Ok(stories)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_story_is_readable_and_begins_with_the_customer() {
        let stories = all().unwrap();
        assert!(stories.len() >= 30, "{} stories", stories.len());
        for story in &stories {
            let first = story.steps.first().unwrap();
            assert!(matches!(first.act, Act::Says { .. }), "{:?}", story.customer);
            assert!(first.ago < BEGINNING);
            assert!(story.steps.is_sorted_by(|one, next| one.ago >= next.ago), "{:?}", story.customer);
        }
    }
}
