//! Every operation as nobody, as somebody whose role does not allow it, as somebody who may not see the thing, and
//! as the right one. The operations come from the description: a new one without a row fails.

use reqwest::Method;
use serde_json::{Value, json};
use tresen_domain::agent::{Role, Visibility};

use crate::{
    caller::{Answer, Caller, send},
    furnish,
    server::Server,
};

/// What `{id}` stands for; made anew for each request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
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
    /// A file of that ticket.
    File,
    /// A file of that ticket that could not be fetched.
    LostFile,
}

impl Subject {
    /// Whether it does not exist for programs.
    fn needs_browser(self) -> bool {
        matches!(self, Self::Browser | Self::OwnSession | Self::Draft)
    }
}

/// One operation.
struct Row {
    operation: &'static str,
    /// The least role, or `None` for an operation that needs no sign-in.
    least: Option<Role>,
    subject: Subject,
    /// A body that the right caller is answered `status` to.
    body: fn() -> Value,
    status: u16,
}

const fn row(
    operation: &'static str,
    least: Role,
    subject: Subject,
    body: fn() -> Value,
    status: u16,
) -> Row {
    Row { operation, least: Some(least), subject, body, status }
}

fn none() -> Value {
    Value::Null
}

/// Unique within the test run.
fn unique() -> u32 {
    use std::sync::atomic::{AtomicU32, Ordering};
    static MADE: AtomicU32 = AtomicU32::new(0);
    MADE.fetch_add(1, Ordering::Relaxed)
}

const ROWS: &[Row] = &[
    Row {
        operation: "POST /session",
        least: None,
        subject: Subject::None,
        body: || json!({"email": "nobody@laden.test", "password": "wrong"}),
        status: 401,
    },
    row("GET /session", Role::Agent, Subject::Browser, none, 200),
    row("DELETE /session", Role::Agent, Subject::Browser, none, 204),
    row("GET /sessions", Role::Agent, Subject::None, none, 200),
    row("DELETE /sessions/{id}", Role::Agent, Subject::OwnSession, none, 204),
    row("PATCH /me", Role::Agent, Subject::Browser, || json!({"locale": "en"}), 200),
    row(
        "POST /me/password",
        Role::Agent,
        Subject::Browser,
        // Nobody here has a password: the current one is always wrong.
        || json!({"current": "wrong", "new": "long enough"}),
        422,
    ),
    row("GET /agents", Role::Agent, Subject::None, none, 200),
    row(
        "POST /agents",
        Role::Admin,
        Subject::None,
        || json!({"email": format!("new{}@laden.test", unique()), "display_name": "New", "role": "agent"}),
        201,
    ),
    row("PATCH /agents/{id}", Role::Admin, Subject::Agent, || json!({"display_name": "Renamed"}), 200),
    row("POST /agents/{id}/password", Role::Admin, Subject::Agent, none, 200),
    row("GET /teams", Role::Agent, Subject::None, none, 200),
    row("POST /teams", Role::Admin, Subject::None, || json!({"name": format!("New {}", unique())}), 201),
    row("PATCH /teams/{id}", Role::Admin, Subject::Team, || json!({"color": "moss"}), 200),
    row("DELETE /teams/{id}", Role::Admin, Subject::Team, none, 204),
    // A plain request passes the door and learns that a socket is wanted.
    row("GET /live", Role::Agent, Subject::None, none, 422),
    row("GET /api-keys", Role::Admin, Subject::None, none, 200),
    row("POST /api-keys", Role::Admin, Subject::None, || json!({"name": "New", "role": "agent"}), 201),
    row("DELETE /api-keys/{id}", Role::Admin, Subject::ApiKey, none, 204),
    row("GET /channels", Role::Agent, Subject::None, none, 200),
    row("POST /channels", Role::Admin, Subject::None, || furnish::new_channel(unique()), 201),
    row("GET /channels/{id}", Role::Agent, Subject::Channel, none, 200),
    row("PATCH /channels/{id}", Role::Admin, Subject::Channel, || json!({"name": "Renamed"}), 200),
    row("DELETE /channels/{id}", Role::Admin, Subject::Channel, none, 204),
    row("POST /channels/{id}/check", Role::Admin, Subject::Channel, none, 200),
    // The platform cannot be reached from here.
    row("POST /channels/{id}/templates/sync", Role::Agent, Subject::Channel, none, 409),
    row("GET /templates", Role::Agent, Subject::None, none, 200),
    row("GET /canned-replies", Role::Agent, Subject::None, none, 200),
    row(
        "POST /canned-replies",
        Role::Agent,
        Subject::None,
        || json!({"shortcut": format!("new{}", unique()), "title": "New", "text": "Hallo"}),
        201,
    ),
    row("PATCH /canned-replies/{id}", Role::Agent, Subject::CannedReply, || json!({"title": "Renamed"}), 200),
    row("DELETE /canned-replies/{id}", Role::Agent, Subject::CannedReply, none, 204),
    row(
        "POST /canned-replies/{id}/render",
        Role::Agent,
        Subject::CannedReply,
        || json!({"ticket_id": furnish::TICKET}),
        200,
    ),
    row("GET /drafts", Role::Agent, Subject::Browser, none, 200),
    row("GET /tickets/{id}/draft", Role::Agent, Subject::Draft, none, 200),
    row(
        "PUT /tickets/{id}/draft",
        Role::Agent,
        Subject::Draft,
        || json!({"kind": "note", "text": "Rückruf", "reply_to": null}),
        200,
    ),
    row("DELETE /tickets/{id}/draft", Role::Agent, Subject::Draft, none, 204),
    // A file needs a form; what comes without one is refused, but only behind the sign-in.
    row("POST /media", Role::Agent, Subject::None, none, 415),
    row("POST /media/{id}/fetch", Role::Agent, Subject::LostFile, none, 202),
    row("GET /media/{id}/content", Role::Agent, Subject::File, none, 200),
    row("GET /media/{id}/preview", Role::Agent, Subject::File, none, 200),
];

/// Every operation of the description, as in the rows.
fn described() -> Vec<String> {
    let description = serde_json::to_value(tresen_api::openapi()).unwrap();
    let mut all = Vec::new();
    for (path, item) in description["paths"].as_object().unwrap() {
        let path = path.strip_prefix("/api/v1").expect("every operation is below /api/v1");
        for method in ["get", "post", "put", "patch", "delete"] {
            if item.get(method).is_some() {
                all.push(format!("{} {path}", method.to_uppercase()));
            }
        }
    }
    all
}

/// The id of a fresh subject, as `caller` would name it.
async fn subject(server: &Server, caller: &Caller<'_>, subject: Subject) -> String {
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
        Subject::Draft => {
            server.ticket().await;
            if let crate::caller::Proof::Browser { agent_id, .. } = &caller.proof {
                server.draft(*agent_id).await;
            }
            furnish::TICKET.to_string()
        }
        Subject::File => server.file().await.to_string(),
        Subject::LostFile => server.lost_file().await.to_string(),
        Subject::OwnSession => match &caller.proof {
            crate::caller::Proof::Browser { agent_id, .. } => {
                server.browser_of(*agent_id).await.session_id().to_string()
            }
            _ => server.admin().await.session_id().to_string(),
        },
    }
}

async fn try_out(server: &Server, caller: &Caller<'_>, row: &Row) -> Answer {
    let (method, path) = row.operation.split_once(' ').unwrap();
    let path = path.replace("{id}", &subject(server, caller, row.subject).await);
    let request = caller.request(Method::from_bytes(method.as_bytes()).unwrap(), &path);
    let body = (row.body)();
    send(if body.is_null() { request } else { request.json(&body) }).await
}

#[test]
fn every_operation_of_the_description_has_a_row_and_every_row_an_operation() {
    let mut described = described();
    let mut rows: Vec<String> = ROWS.iter().map(|row| row.operation.to_owned()).collect();
    described.sort();
    rows.sort();
    assert_eq!(described, rows);
}

#[tokio::test]
async fn nobody_passes_only_where_no_sign_in_is_needed() {
    let server = Server::start().await;
    for row in ROWS {
        let answer = try_out(&server, &server.nobody(), row).await;
        match row.least {
            Some(_) => drop(answer.problem(401, "unauthenticated")),
            None => drop(answer.is(row.status)),
        }
    }
}

#[tokio::test]
async fn roles_below_the_least_one_are_refused_and_those_above_pass() {
    let server = Server::start().await;
    for row in ROWS {
        let Some(least) = row.least else { continue };
        for role in Role::ALL.iter().copied() {
            for caller in [server.colleague(role).await, server.key(role).await] {
                let is_program = matches!(caller.proof, crate::caller::Proof::Key(_));
                let answer = try_out(&server, &caller, row).await;
                if role < least {
                    drop(answer.problem(403, "forbidden"));
                } else if is_program && row.subject.needs_browser() {
                    drop(answer.problem(404, "not_found"));
                } else {
                    drop(answer.is(row.status));
                }
            }
        }
    }
}

#[tokio::test]
async fn what_belongs_to_somebody_else_does_not_exist() {
    let server = Server::start().await;
    let (mine, other) = (server.colleague(Role::Agent).await, server.admin().await);
    for row in ROWS.iter().filter(|row| row.subject == Subject::OwnSession) {
        let (method, path) = row.operation.split_once(' ').unwrap();
        let path = path.replace("{id}", &mine.session_id().to_string());
        send(other.request(Method::from_bytes(method.as_bytes()).unwrap(), &path))
            .await
            .problem(404, "not_found");
    }
    mine.get("/session").await.is(200);
}

#[tokio::test]
async fn what_does_not_exist_is_404_for_those_who_may_ask() {
    let server = Server::start().await;
    let admin = server.admin().await;
    for row in ROWS.iter().filter(|row| row.operation.contains("{id}")) {
        let (method, path) = row.operation.split_once(' ').unwrap();
        for id in ["00000000-0000-7000-8000-000000000000", "no-uuid"] {
            let request =
                admin.request(Method::from_bytes(method.as_bytes()).unwrap(), &path.replace("{id}", id));
            let body = (row.body)();
            send(if body.is_null() { request } else { request.json(&body) }).await.problem(404, "not_found");
        }
    }
}
