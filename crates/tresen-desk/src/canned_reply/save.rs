//! Writing canned replies.

use tresen_domain::{
    agent::Permission,
    id::{CannedReplyId, TeamId},
};
use tresen_storage::{
    Fault, Tx,
    canned_reply::{self as rows, CannedReply},
};

use super::fields::{self, Reach};
use crate::{Desk, Refusal, Who, list_changed::list_changed};

/// A new canned reply.
#[derive(Debug, Clone)]
pub struct CreateCannedReply {
    /// What agents type to find it.
    pub shortcut: String,
    /// What it is for.
    pub title: String,
    /// With placeholders.
    pub text: String,
    /// Only for this team; for everybody when there is none.
    pub team_id: Option<TeamId>,
}

/// What to change; what is not given stays.
#[derive(Debug, Clone, Default)]
pub struct UpdateCannedReply {
    /// What agents type to find it.
    pub shortcut: Option<String>,
    /// What it is for.
    pub title: Option<String>,
    /// With placeholders.
    pub text: Option<String>,
    /// `Some(None)` makes it one for everybody.
    pub team_id: Option<Option<TeamId>>,
}

/// Adds a canned reply.
///
/// # Errors
/// [`Refusal::Invalid`]; [`Refusal::Conflict`] when the shortcut is taken.
pub async fn create(desk: &Desk, who: &Who, command: CreateCannedReply) -> Result<CannedReply, Refusal> {
    who.needs(Permission::EditShared)?;
    let mut problems = Vec::new();
    let now = desk.now();
    let reply = CannedReply {
        id: CannedReplyId::new(desk.ids.as_ref(), now),
        shortcut: fields::shortcut(&command.shortcut, &mut problems),
        title: fields::title(&command.title, &mut problems),
        text: fields::text(&command.text, &mut problems),
        team_id: command.team_id,
        updated_at: now,
    };
    if !problems.is_empty() {
        return Err(Refusal::Invalid(problems));
    }
    let who = who.clone();
    desk.store
        .write(move |tx| {
            Reach::of(tx, &who)?.check(tx, reply.team_id)?;
            check_shortcut(tx, &reply)?;
            rows::insert(tx, &reply).map_err(|fault| taken(fault, &reply.shortcut))?;
            list_changed(tx, who.actor, "canned_replies", now)?;
            Ok(reply)
        })
        .await
}

/// Changes a canned reply.
///
/// # Errors
/// [`Refusal::NotFound`], also for one of a team that is not the asker's; otherwise as [`create`].
pub async fn update(
    desk: &Desk,
    who: &Who,
    id: CannedReplyId,
    command: UpdateCannedReply,
) -> Result<CannedReply, Refusal> {
    who.needs(Permission::EditShared)?;
    let mut problems = Vec::new();
    let shortcut = command.shortcut.map(|text| fields::shortcut(&text, &mut problems));
    let title = command.title.map(|text| fields::title(&text, &mut problems));
    let text = command.text.map(|text| fields::text(&text, &mut problems));
    if !problems.is_empty() {
        return Err(Refusal::Invalid(problems));
    }
    let (who, now) = (who.clone(), desk.now());
    desk.store
        .write(move |tx| {
            let reach = Reach::of(tx, &who)?;
            let before = rows::get(tx, id)?
                .filter(|before| reach.covers(before.team_id))
                .ok_or(Refusal::NotFound { what: "canned reply" })?;
            let reply = CannedReply {
                id,
                shortcut: shortcut.unwrap_or(before.shortcut),
                title: title.unwrap_or(before.title),
                text: text.unwrap_or(before.text),
                team_id: command.team_id.unwrap_or(before.team_id),
                updated_at: now,
            };
            if command.team_id.is_some() {
                reach.check(tx, reply.team_id)?;
            }
            check_shortcut(tx, &reply)?;
            rows::update(tx, &reply).map_err(|fault| taken(fault, &reply.shortcut))?;
            list_changed(tx, who.actor, "canned_replies", now)?;
            Ok(reply)
        })
        .await
}

fn check_shortcut(tx: &mut Tx<'_>, reply: &CannedReply) -> Result<(), Refusal> {
    match rows::find_by_shortcut(tx, &reply.shortcut)? {
        Some(id) if id != reply.id => Err(shortcut_taken(&reply.shortcut)),
        _ => Ok(()),
    }
}

/// Two agents at once: the second learns the same as if it had been later.
fn taken(fault: Fault, shortcut: &str) -> Refusal {
    if fault.is_conflict() { shortcut_taken(shortcut) } else { fault.into() }
}

fn shortcut_taken(shortcut: &str) -> Refusal {
    Refusal::conflict(format!("another canned reply has the shortcut `{shortcut}`"))
}
