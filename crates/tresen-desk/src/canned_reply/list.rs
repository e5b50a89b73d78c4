//! Finding canned replies.

use tresen_domain::agent::Permission;
use tresen_storage::canned_reply::{self as rows, CannedReply};

use super::fields::Reach;
use crate::{Desk, Refusal, Who};

/// Those for everybody and those of one's teams, by shortcut, at most `limit`, those after the shortcut `after`.
///
/// `query`: words that all stand somewhere in shortcut, title or text, whatever their case.
///
/// # Errors
/// [`Refusal::Forbidden`].
pub async fn list(
    desk: &Desk,
    who: &Who,
    query: Option<&str>,
    after: Option<String>,
    limit: usize,
) -> Result<Vec<CannedReply>, Refusal> {
    who.needs(Permission::Answer)?;
    let who = who.clone();
    let (reach, mut found) = desk
        .store
        .read(move |tx| -> Result<_, Refusal> { Ok((Reach::of(tx, &who)?, rows::list_all(tx)?)) })
        .await?;
    let words: Vec<String> = query.unwrap_or("").split_whitespace().map(str::to_lowercase).collect();
    found.retain(|one| {
        reach.covers(one.team_id)
            && after.as_ref().is_none_or(|after| one.shortcut > *after)
            && holds_all(one, &words)
    });
    found.sort_by(|left, right| left.shortcut.cmp(&right.shortcut));
    found.truncate(limit);
    Ok(found)
}

fn holds_all(reply: &CannedReply, words: &[String]) -> bool {
    let all = format!("{}\n{}\n{}", reply.shortcut, reply.title, reply.text).to_lowercase();
    words.iter().all(|word| all.contains(word.trim_start_matches('/')))
}
