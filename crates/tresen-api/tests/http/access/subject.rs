//! What an operation is tried on.

use serde_json::json;
use tresen_domain::agent::{Role, Visibility};

use crate::{
    caller::{Caller, Proof},
    furnish,
    server::Server,
};

/// What `{id}` stands for; made anew for each request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// The path has no parameter.
    None,
    /// An agent.
    Agent,
    /// A team.
    Team,
    /// A program's key.
    ApiKey,
    /// A session of the caller; to everybody else it does not exist.
    OwnSession,
    /// Only agents with a browser have what this is about; to programs it does not exist.
    Browser,
    /// A channel without threads.
    Channel,
    /// A canned reply for everybody.
    CannedReply,
    /// The ticket [`furnish::TICKET`], with a draft of the caller; to programs there is none.
    Draft,
    /// The same, where one may throw away what one wrote even after the ticket went elsewhere.
    OwnDraft,
    /// A file of that ticket.
    File,
    /// A file of that ticket that could not be fetched.
    LostFile,
    /// The ticket itself.
    Ticket,
    /// The thread of that ticket.
    Thread,
    /// A message of the customer in that ticket.
    Message,
    /// The customer of that ticket.
    Contact,
    /// A webhook.
    Webhook,
    /// An item of a webhook that could not be applied, and that no number here knows.
    Parked,
}

impl Subject {
    /// Whether it does not exist for programs.
    pub(super) fn needs_browser(self) -> bool {
        matches!(self, Self::Browser | Self::OwnSession | Self::Draft | Self::OwnDraft)
    }

    /// Whether only those who see the ticket see it.
    pub(super) fn is_of_ticket(self) -> bool {
        matches!(
            self,
            Self::Draft | Self::File | Self::LostFile | Self::Ticket | Self::Thread | Self::Message
        )
    }
}

/// The id of a fresh subject, as `caller` would name it.
pub(super) async fn id_of(server: &Server, caller: &Caller<'_>, subject: Subject) -> String {
    match subject {
        Subject::None | Subject::Browser => String::new(),
        Subject::Agent => server.agent(Role::Agent, Visibility::All, &[]).await.to_string(),
        Subject::Team => server.team().await.to_string(),
        Subject::ApiKey => {
            let made =
                server.key(Role::Admin).await.post("/api-keys", &json!({"name": "x", "role": "agent"})).await;
            made.is(201)["api_key"]["id"].as_str().unwrap().to_owned()
        }
        Subject::Channel => server.channel().await.to_string(),
        Subject::CannedReply => server.canned_reply().await.to_string(),
        Subject::Draft | Subject::OwnDraft => {
            server.ticket().await;
            if let Proof::Browser { agent_id, .. } = &caller.proof {
                server.draft(*agent_id).await;
            }
            furnish::TICKET.to_string()
        }
        Subject::File => server.file().await.to_string(),
        Subject::LostFile => server.lost_file().await.to_string(),
        Subject::Ticket => server.ticket().await.to_string(),
        Subject::Thread => {
            server.ticket().await;
            furnish::THREAD.to_string()
        }
        Subject::Contact => {
            server.ticket().await;
            furnish::CONTACT.to_string()
        }
        Subject::Message => server.message().await.to_string(),
        Subject::Webhook => server.webhook().await.to_string(),
        Subject::Parked => server.parked_item().await.to_string(),
        Subject::OwnSession => match &caller.proof {
            Proof::Browser { agent_id, .. } => server.browser_of(*agent_id).await.session_id().to_string(),
            _ => server.admin().await.session_id().to_string(),
        },
    }
}
