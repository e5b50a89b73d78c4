//! `GET /contacts`.

use axum::{Json, extract::State};
use serde::Deserialize;
use tresen_desk::{contact, view::ContactView};

use crate::{
    ApiState,
    auth::Signed,
    extract::QueryOf,
    page::{self, Page, PageQuery},
    problem::Answer,
};

/// Which contacts.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// A part of a name or address, at least three characters.
    q: Option<String>,
    /// Exactly this address: a phone number in any usual writing, a username, an id of WhatsApp.
    identity: Option<String>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Items of a page, 1 to 100; 50 unless given.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

/// Contacts, last message first.
#[utoipa::path(
    get, path = "/contacts", tag = "contacts", operation_id = "list_contacts", params(Filter),
    responses((status = 200, body = Page<ContactView>)),
    extensions(("x-permission" = json!("answer")))
)]
pub(super) async fn list(
    State(state): State<ApiState>,
    _signed: Signed,
    QueryOf(query): QueryOf<Filter>,
) -> Answer<Json<Page<ContactView>>> {
    let page = PageQuery { cursor: query.cursor, limit: query.limit };
    let found = match query.identity {
        Some(identity) => contact::by_identity(&state.desk, identity).await?,
        None => contact::list(&state.desk, query.q, page.after()?, page.limit()?).await?,
    };
    Ok(Json(Page { items: found.items, next: found.next.map(|key| page::encode(&key)) }))
}
