//! Every operation as nobody, as somebody whose role does not allow it, as somebody who may not see the thing, and
//! as the right one. The operations come from the description: a new one without a row fails.

mod rows;
mod subject;

use reqwest::Method;
use tresen_domain::agent::Role;

use self::{
    rows::{ROWS, Row},
    subject::{Subject, id_of},
};
use crate::{
    caller::{Answer, Caller, Proof, send},
    furnish,
    server::Server,
};

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

/// The path with its one parameter filled in.
fn named(path: &str, id: &str) -> String {
    path.replace("{id}", id).replace("{seq}", id)
}

async fn try_out(server: &Server, caller: &Caller<'_>, row: &Row) -> Answer {
    let (method, path) = row.operation.split_once(' ').unwrap();
    let path = named(path, &id_of(server, caller, row.subject).await);
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
    server.ticket().await;
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
    server.ticket().await;
    for row in ROWS {
        let Some(least) = row.least else { continue };
        for role in Role::ALL.iter().copied() {
            for caller in [server.colleague(role).await, server.key(role).await] {
                let is_program = matches!(caller.proof, Proof::Key(_));
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
        let path = named(path, &mine.session_id().to_string());
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
    server.ticket().await;
    for row in ROWS.iter().filter(|row| row.operation.contains('{')) {
        let (method, path) = row.operation.split_once(' ').unwrap();
        for id in ["00000000-0000-7000-8000-000000000000", "no-uuid"] {
            let request = admin.request(Method::from_bytes(method.as_bytes()).unwrap(), &named(path, id));
            let body = (row.body)();
            send(if body.is_null() { request } else { request.json(&body) }).await.problem(404, "not_found");
        }
    }
}

#[tokio::test]
async fn what_belongs_to_a_ticket_does_not_exist_for_those_who_may_not_see_it() {
    let server = Server::start().await;
    let (ticket, other_team) = (server.ticket().await, server.team().await);
    let (member, stranger) = (server.member(&[furnish::TEAM]).await, server.member(&[other_team]).await);
    for row in ROWS.iter().filter(|row| row.subject.is_of_ticket()) {
        try_out(&server, &stranger, row).await.problem(404, "not_found");
        try_out(&server, &member, row).await.is(row.status);
    }
    for list in ["/tickets", "/search?q=%237", &format!("/contacts/{}/tickets", furnish::CONTACT)] {
        let shown = |answer: Answer| answer.text.contains(&ticket.to_string());
        assert!(shown(member.get(list).await), "{list}");
        assert!(!shown(stranger.get(list).await), "{list}");
    }
}
