//! Where a file stands, and who may therefore see it.

use tresen_domain::{
    agent::Sight,
    id::{ChannelId, ContactId, MediaId, MessageId, ThreadId, TicketId},
};

use crate::{Fault, Tx, params, seam::Value};

/// A message that holds a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The message.
    pub message_id: MessageId,
    /// Its ticket, if it belongs to one.
    pub ticket_id: Option<TicketId>,
    /// Its thread.
    pub thread_id: ThreadId,
    /// Its contact.
    pub contact_id: ContactId,
    /// Its channel.
    pub channel_id: ChannelId,
}

/// The messages that hold a file, oldest first; none for an upload that was not sent.
///
/// # Errors
/// When the engine refuses.
pub fn places(tx: &mut Tx<'_>, id: MediaId) -> Result<Vec<Place>, Fault> {
    tx.query(
        "select id, ticket_id, thread_id, contact_id, channel_id from messages where media_id = $1 order by seq",
        params![id],
        |row| {
            Ok(Place {
                message_id: row.get(0)?,
                ticket_id: row.get(1)?,
                thread_id: row.get(2)?,
                contact_id: row.get(3)?,
                channel_id: row.get(4)?,
            })
        },
    )
}

/// Whether a message holds the file whose ticket `sight` covers. A message without a ticket is for those who see all.
///
/// # Errors
/// When the engine refuses.
pub fn is_visible(tx: &mut Tx<'_>, id: MediaId, sight: &Sight) -> Result<bool, Fault> {
    let mut values = vec![Value::from(id)];
    let sql = match sight {
        Sight::All => "select 1 from messages where media_id = $1 limit 1".to_owned(),
        Sight::Teams { agent_id, team_ids } => {
            values.push((*agent_id).into());
            values.extend(team_ids.iter().copied().map(Value::from));
            let teams: Vec<String> = (2..=values.len()).map(|at| format!("${at}")).collect();
            let teams = teams.join(", ");
            // The agent's id stands in the list so that it is never empty; ids of agents are no ids of teams.
            format!(
                "select 1 from messages m join tickets t on t.id = m.ticket_id
                 where m.media_id = $1 and (t.team_id is null or t.owner_agent_id = $2 or t.team_id in ({teams})
                    or exists (select 1 from mentions n where n.ticket_id = t.id and n.agent_id = $2))
                 limit 1"
            )
        }
    };
    Ok(!tx.query(&sql, &values, |_| Ok(()))?.is_empty())
}
