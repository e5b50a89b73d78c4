//! `GET /tickets`.

use axum::{Json, extract::State};
use serde::Deserialize;
use tresen_desk::{ticket, view::TicketView};
use tresen_domain::{
    id::{AgentId, ChannelId, ContactId, TeamId, TicketId},
    time::Timestamp,
};
use tresen_storage::ticket::Cursor;

use super::selection::{SortWord, ViewWord, statuses};
use crate::{
    ApiState,
    auth::Signed,
    extract::QueryOf,
    page::{self, Page, PageQuery},
    problem::{Answer, Problem},
};

/// Which tickets.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    #[serde(default)]
    #[param(inline, required = false)]
    view: ViewWord,
    /// Statuses, or the groups `open` (new, open), `waiting` (waiting and snoozed) and `done` (solved, closed);
    /// several with commas between.
    status: Option<String>,
    #[param(value_type = Option<uuid::Uuid>)]
    team_id: Option<TeamId>,
    #[param(value_type = Option<uuid::Uuid>)]
    agent_id: Option<AgentId>,
    tag: Option<String>,
    #[param(value_type = Option<uuid::Uuid>)]
    contact_id: Option<ContactId>,
    #[param(value_type = Option<uuid::Uuid>)]
    channel_id: Option<ChannelId>,
    #[serde(default)]
    #[param(inline, required = false)]
    sort: SortWord,
    /// `next` of the page before, with the same `sort`.
    cursor: Option<String>,
    /// Items of a page, 1 to 100; 50 unless given.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

/// Where the next page begins, and the order it counts in.
type Key = (SortWord, i64, Timestamp, i64, TicketId);

/// Tickets that may be seen.
#[utoipa::path(
    get, path = "/tickets", tag = "tickets", operation_id = "list_tickets", params(Filter),
    responses((status = 200, body = Page<TicketView>)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn list(
    State(state): State<ApiState>,
    signed: Signed,
    QueryOf(query): QueryOf<Filter>,
) -> Answer<Json<Page<TicketView>>> {
    let page = PageQuery { cursor: query.cursor, limit: query.limit };
    let asked = ticket::ListTickets {
        view: query.view.into(),
        statuses: statuses(query.status.as_deref())?,
        team_id: query.team_id,
        agent_id: query.agent_id,
        tag: query.tag,
        contact_id: query.contact_id,
        channel_id: query.channel_id,
        sort: query.sort.into(),
        after: after(&page, query.sort)?,
        limit: page.limit()?,
    };
    let found = ticket::list(&state.desk, &signed.who, asked).await?;
    let next = found.next.map(|next| page::encode(&(query.sort, next.phase, next.as_of, next.key, next.id)));
    Ok(Json(Page { items: found.items, next }))
}

fn after(page: &PageQuery, sort: SortWord) -> Answer<Option<Cursor>> {
    match page.after::<Key>()? {
        Some((counted, phase, as_of, key, id)) if counted == sort => {
            Ok(Some(Cursor { phase, as_of, key, id }))
        }
        Some(_) => Err(Problem::field("cursor", "format", "belongs to another `sort`")),
        None => Ok(None),
    }
}
