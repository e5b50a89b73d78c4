//! Drafts.

use tresen_domain::{
    agent::Role,
    draft::{Draft, DraftKind},
    id::{AgentId, MessageId, TicketId},
};
use tresen_storage::{agent, draft};
use tresen_testkit::each_engine;

use crate::{
    agent as people,
    case::{self, at, id},
    read, write,
};

fn sample(number: i64) -> Draft {
    Draft {
        agent_id: AgentId(id(11)),
        ticket_id: case::ticket(number).id,
        kind: DraftKind::Reply,
        text: "Guten T".to_owned(),
        reply_to: None,
        updated_at: at(number.unsigned_abs()),
    }
}

#[test]
fn a_draft_is_replaced_listed_by_time_and_thrown_away() {
    each_engine(async |store| {
        write(&store, |tx| {
            case::begin(tx)?;
            agent::insert(tx, &people::agent(11, Role::Agent), "")?;
            for number in [1, 2, 3] {
                case::insert_ticket(tx, &case::ticket(number))?;
                draft::put(tx, &sample(number))?;
            }
            Ok(())
        })
        .await;
        let me = AgentId(id(11));
        let replaced = Draft {
            kind: DraftKind::Note,
            text: "Rückruf".to_owned(),
            reply_to: Some(MessageId(id(5))),
            updated_at: at(9),
            ..sample(1)
        };
        let kept = replaced.clone();
        write(&store, move |tx| draft::put(tx, &kept)).await;
        let ticket: TicketId = replaced.ticket_id;
        assert_eq!(read(&store, move |tx| draft::get(tx, me, ticket)).await, Some(replaced.clone()));
        let first = read(&store, move |tx| draft::list(tx, me, None, 2)).await;
        assert_eq!(first, [replaced, sample(3)]);
        let before = Some((at(3), sample(3).ticket_id));
        assert_eq!(read(&store, move |tx| draft::list(tx, me, before, 2)).await, [sample(2)]);
        assert_eq!(read(&store, |tx| draft::list(tx, AgentId(id(12)), None, 2)).await, []);
        assert!(write(&store, move |tx| draft::delete(tx, me, ticket)).await);
        assert!(!write(&store, move |tx| draft::delete(tx, me, ticket)).await);
    });
}

#[test]
fn a_draft_needs_its_ticket() {
    each_engine(async |store| {
        write(&store, |tx| agent::insert(tx, &people::agent(11, Role::Agent), "")).await;
        assert!(store.write(|tx| draft::put(tx, &sample(1))).await.is_err());
    });
}
