//! Tickets: rows, kept counts, and lists in three orders.

use std::collections::BTreeMap;

use proptest::prelude::*;
use tresen_domain::{
    agent::{Role, Sight},
    id::{AgentId, MessageId, TeamId},
    ticket::{Move, Owner, Status, Ticket},
    window::ServiceWindow,
};
use tresen_storage::{
    Fault, Store, agent, message, notice, team,
    ticket::{self, Filter, Sort},
};
use tresen_testkit::each_engine;

use crate::{
    agent as people,
    case::{at, begin, id, insert_message, insert_ticket, message as text, ticket},
    read, write,
};

#[test]
fn a_ticket_comes_back_as_it_was_written_with_its_contact_and_window() {
    each_engine(async |store| {
        let mut kept = ticket(1);
        kept.tags = vec!["Reklamation".to_owned(), "VIP".to_owned()];
        kept.subject = "Siebträger undicht".to_owned();
        kept.waiting_since = Some(at(5));
        let expected = kept.clone();
        write(&store, move |tx| {
            begin(tx)?;
            insert_ticket(tx, &kept)
        })
        .await;
        let found = read(&store, |tx| ticket::summary(tx, ticket_id(1))).await.unwrap();
        assert_eq!(found.ticket, expected);
        assert_eq!(
            (found.contact_name.as_str(), found.contact_phone.as_deref()),
            ("Katharina Vogel", Some("4915123456789"))
        );
        assert_eq!(found.window, ServiceWindow { expires_at: Some(at(86_400)) });
        assert_eq!(read(&store, ticket::tags).await, [("Reklamation".to_owned(), 1), ("VIP".to_owned(), 1)]);
    });
}

#[test]
fn numbers_are_given_once() {
    each_engine(async |store| {
        let mut numbers = Vec::new();
        for _ in 0..3 {
            numbers.push(write(&store, ticket::next_number).await);
        }
        assert_eq!(numbers, [1, 2, 3]);
    });
}

#[test]
fn the_newest_message_by_send_time_stays_the_last_one() {
    each_engine(async |store| {
        write(&store, |tx| {
            begin(tx)?;
            insert_ticket(tx, &ticket(1))?;
            for number in [7, 3] {
                let row = text(number);
                insert_message(tx, &row)?;
                ticket::set_last_message(tx, ticket_id(1), row.id, row.sent_at)?;
            }
            Ok(())
        })
        .await;
        let found = read(&store, |tx| ticket::summary(tx, ticket_id(1))).await.unwrap();
        assert_eq!(found.last_message_id, Some(MessageId(id(5_007))));
        assert_eq!(
            read(&store, |tx| message::get(tx, MessageId(id(5_003)))).await.unwrap().text.as_deref(),
            Some("Nachricht 3")
        );
    });
}

/// Twelve tickets: those with an even number wait since that second.
async fn twelve(store: &Store) {
    write(store, |tx| {
        begin(tx)?;
        for number in 1..=12 {
            let mut one = ticket(number);
            one.waiting_since = (number % 2 == 0).then(|| at(number.unsigned_abs()));
            insert_ticket(tx, &one)?;
        }
        Ok(())
    })
    .await;
}

async fn numbers(store: &Store, filter: Filter, sight: Sight, sort: Sort, limit: usize) -> Vec<i64> {
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let (filter, sight) = (filter.clone(), sight.clone());
        let (page, next) =
            read(store, move |tx| ticket::list(tx, &filter, &sight, sort, after, at(100), limit)).await;
        assert!(page.len() <= limit);
        all.extend(page.iter().map(|summary| summary.ticket.number));
        match next {
            Some(next) => after = Some(next),
            None => return all,
        }
    }
}

#[test]
fn pages_hold_every_ticket_once_in_each_order() {
    each_engine(async |store| {
        twelve(&store).await;
        for limit in [1, 5, 12, 50] {
            let all = |sort| numbers(&store, Filter::default(), Sight::All, sort, limit);
            assert_eq!(all(Sort::Waiting).await, [2, 4, 6, 8, 10, 12, 11, 9, 7, 5, 3, 1], "pages of {limit}");
            assert_eq!(all(Sort::Latest).await, [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1], "pages of {limit}");
        }
    });
}

#[test]
fn sorted_by_window_the_one_that_ends_first_leads_and_closed_ones_follow_by_latest() {
    each_engine(async |store| {
        write(&store, |tx| {
            begin(tx)?;
            for (number, expires) in [(1, Some(500)), (2, Some(50)), (3, None), (4, Some(300)), (5, Some(60))]
            {
                ticket::insert(tx, &ticket(number), ServiceWindow { expires_at: expires.map(at) })?;
            }
            Ok(())
        })
        .await;
        for limit in [1, 2, 9] {
            // The list reads the thread's window for showing, the ticket's copy for sorting.
            let (page, _) = read(&store, move |tx| {
                ticket::list(tx, &Filter::default(), &Sight::All, Sort::Window, None, at(100), limit)
            })
            .await;
            assert_eq!(page[0].ticket.number, 4, "pages of {limit}");
        }
        assert_eq!(numbers(&store, Filter::default(), Sight::All, Sort::Window, 9).await, [4, 1, 5, 3, 2]);
    });
}

#[test]
fn filters_and_sight_cut_the_list() {
    each_engine(async |store| {
        let (me, ours, theirs) = (AgentId(id(11)), TeamId(id(1)), TeamId(id(2)));
        write(&store, move |tx| {
            begin(tx)?;
            for number in [1, 2] {
                team::insert(tx, &people::team(number))?;
            }
            agent::insert(tx, &people::agent(11, Role::Agent), "")?;
            let mut change = |number: i64, change: &dyn Fn(&mut Ticket)| -> Result<(), Fault> {
                let mut one = ticket(number);
                change(&mut one);
                insert_ticket(tx, &one)
            };
            change(1, &|one| one.owner = Owner::Agent(me))?;
            change(2, &|one| _ = one.assign(Owner::Queue(ours), None))?;
            change(3, &|one| _ = one.assign(Owner::Queue(theirs), None))?;
            change(4, &|one| one.tags = vec!["Rechnung".to_owned()])?;
            change(5, &|one| _ = one.move_to(Move::To(Status::Solved), at(9)))?;
            change(6, &|one| {
                one.owner = Owner::Agent(me);
                one.team_id = Some(theirs);
            })?;
            change(7, &|one| _ = one.assign(Owner::Queue(theirs), None))?;
            notice::insert_mention(tx, me, MessageId(id(77)), ticket(7).id, at(9))
        })
        .await;
        let teams = Sight::Teams { agent_id: me, team_ids: vec![ours] };
        let list = |filter: Filter, sight: &Sight| {
            let (store, sight) = (store.clone(), sight.clone());
            async move { numbers(&store, filter, sight, Sort::Latest, 3).await }
        };
        assert_eq!(list(Filter::default(), &teams).await, [7, 6, 5, 4, 2, 1]);
        assert_eq!(list(Filter { owner: Some(me), ..Filter::default() }, &Sight::All).await, [6, 1]);
        assert_eq!(list(Filter { is_unowned: true, ..Filter::default() }, &teams).await, [7, 5, 4, 2]);
        assert_eq!(list(Filter { mentions: Some(me), ..Filter::default() }, &Sight::All).await, [7]);
        assert_eq!(list(Filter { team_id: Some(theirs), ..Filter::default() }, &Sight::All).await, [7, 6, 3]);
        assert_eq!(
            list(Filter { tag: Some("Rechnung".to_owned()), ..Filter::default() }, &Sight::All).await,
            [4]
        );
        assert_eq!(
            list(Filter { statuses: vec![Status::Solved, Status::Closed], ..Filter::default() }, &Sight::All)
                .await,
            [5]
        );
        assert_eq!(
            list(Filter { statuses: vec![Status::New], ..Filter::default() }, &Sight::All).await,
            [7, 6, 4, 3, 2, 1]
        );
        for (number, is_seen) in [(3, false), (6, true), (7, true), (2, true)] {
            let teams = teams.clone();
            assert_eq!(
                read(&store, move |tx| ticket::may_see(tx, ticket_id(number), &teams)).await,
                is_seen,
                "{number}"
            );
        }
    });
}

#[test]
fn a_snooze_is_found_by_its_end() {
    each_engine(async |store| {
        write(&store, |tx| {
            begin(tx)?;
            for (number, until) in [(1, 900), (2, 300), (3, 600)] {
                let mut one = ticket(number);
                one.move_to(Move::Snooze(at(until)), at(1)).unwrap();
                insert_ticket(tx, &one)?;
            }
            insert_ticket(tx, &ticket(4))
        })
        .await;
        let found = read(&store, |tx| ticket::waiting_snoozes(tx, 2)).await;
        assert_eq!(found, [(ticket_id(2), at(300)), (ticket_id(3), at(600))]);
    });
}

fn ticket_id(number: i64) -> tresen_domain::id::TicketId {
    ticket(number).id
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Whatever moves: the kept numbers equal what counting would give.
    #[test]
    fn kept_counts_equal_counting(steps in proptest::collection::vec((1i64..6, 0u8..7), 1..40)) {
        each_engine(async |store| {
            let steps = steps.clone();
            let tickets = write(&store, move |tx| {
                begin(tx)?;
                team::insert(tx, &people::team(1))?;
                let mut tickets: BTreeMap<i64, Ticket> = BTreeMap::new();
                for (number, step) in steps {
                    let Some(before) = tickets.get(&number).cloned() else {
                        insert_ticket(tx, &ticket(number))?;
                        tickets.insert(number, ticket(number));
                        continue;
                    };
                    let mut after = before.clone();
                    match step {
                        0 => _ = after.assign(Owner::Agent(AgentId(id(9))), None),
                        1 => _ = after.assign(Owner::Queue(TeamId(id(1))), None),
                        2 => _ = after.move_to(Move::To(Status::Solved), at(9)),
                        3 if after.status != Status::Closed => after.receive(at(8), at(9)),
                        4 => after.unread_count = 0,
                        5 => _ = after.move_to(Move::Snooze(at(900)), at(9)),
                        _ => _ = after.move_to(Move::To(Status::WaitingCustomer), at(9)),
                    }
                    ticket::update(tx, &before, &after, ServiceWindow::default())?;
                    tickets.insert(number, after);
                }
                Ok(tickets)
            })
            .await;
            let kept = read(&store, ticket::counts).await;
            assert_eq!(kept.iter().map(|count| count.tickets).sum::<i64>(), i64::try_from(tickets.len()).unwrap());
            for count in kept {
                let counted = tickets.values().filter(|one| {
                    (one.status, one.owner.kind(), one.owner.agent_id(), one.team_id, one.unread_count > 0)
                        == (count.status, count.owner_kind, count.owner_agent_id, count.team_id, count.is_unread)
                });
                assert_eq!(i64::try_from(counted.count()).unwrap(), count.tickets, "{count:?}");
            }
        });
    }
}
