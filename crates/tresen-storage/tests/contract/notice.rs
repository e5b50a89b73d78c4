//! Notices and mentions.

use tresen_domain::{
    agent::Role,
    id::{AgentId, MessageId, NoticeId},
};
use tresen_storage::{
    agent,
    notice::{self, Notice},
};
use tresen_testkit::each_engine;

use crate::{
    agent as people,
    case::{at, begin, id, insert_ticket, ticket},
    read, write,
};

#[test]
fn notices_are_paged_newest_first_and_read_by_their_agent_only() {
    each_engine(async |store| {
        let me = AgentId(id(11));
        let notice = move |number: u128| Notice {
            id: NoticeId(id(number)),
            agent_id: me,
            kind: "mention".to_owned(),
            ticket_id: Some(ticket(1).id),
            message_id: Some(MessageId(id(5_001))),
            actor_name: Some("Mara".to_owned()),
            text: "bitte klären".to_owned(),
            at: at(7),
            read_at: None,
        };
        write(&store, move |tx| {
            for number in [11, 12] {
                agent::insert(tx, &people::agent(number, Role::Agent), "")?;
            }
            (1..=3).try_for_each(|number| notice::insert(tx, &notice(number)))
        })
        .await;
        assert_eq!(
            read(&store, move |tx| notice::list(tx, me, false, None, 2)).await,
            [notice(3), notice(2)]
        );
        assert_eq!(
            read(&store, move |tx| notice::list(tx, me, false, Some((at(7), NoticeId(id(2)))), 2)).await,
            [notice(1)]
        );
        write(&store, |tx| notice::mark_read(tx, AgentId(id(12)), &[], at(8))).await;
        write(&store, move |tx| notice::mark_read(tx, me, &[NoticeId(id(2))], at(8))).await;
        let unread = read(&store, move |tx| notice::list(tx, me, true, None, 9)).await;
        assert_eq!(unread.iter().map(|one| one.id.0.as_u128()).collect::<Vec<_>>(), [3, 1]);
    });
}

#[test]
fn a_mention_counts_until_its_agent_has_seen_the_ticket() {
    each_engine(async |store| {
        let me = AgentId(id(11));
        write(&store, move |tx| {
            begin(tx)?;
            insert_ticket(tx, &ticket(1))?;
            agent::insert(tx, &people::agent(11, Role::Agent), "")?;
            for message in [1, 2, 2] {
                notice::insert_mention(tx, me, MessageId(id(message)), ticket(1).id, at(1))?;
            }
            Ok(())
        })
        .await;
        assert_eq!(read(&store, move |tx| notice::count_unread_mentions(tx, me)).await, 2);
        assert_eq!(read(&store, |tx| notice::mentioned_in(tx, ticket(1).id)).await, [me]);
        assert_eq!(write(&store, move |tx| notice::mark_mentions_read(tx, me, ticket(1).id, at(9))).await, 2);
        assert_eq!(read(&store, move |tx| notice::count_unread_mentions(tx, me)).await, 0);
    });
}
