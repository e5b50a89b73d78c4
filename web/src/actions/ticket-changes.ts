// The acts on tickets, with their sentence for the notice and the way on to the next ticket.
import type { Id, OwnerChange, Priority, Ticket, TicketStatus } from '$api/types';
import { clock } from '$lib/clock.svelte';
import { momentText } from '$lib/format/time';
import { locale, m } from '$lib/i18n/i18n.svelte';
import { app } from '$lib/store/app.svelte';
import { desk } from '$lib/store/desk.svelte';
import { changeTickets } from '$lib/store/ticket-acts';
import { goOn, nextAfter } from './go';

const idsOf = (tickets: readonly Ticket[]): Id[] => tickets.map((ticket) => ticket.id);

/** Does something that takes the tickets out of the list, and opens the next one. */
function leave(tickets: readonly Ticket[], act: () => void): void {
  const ids = idsOf(tickets);
  const isOpenLeaving = app.openTicketId !== null && ids.includes(app.openTicketId);
  const next = isOpenLeaving ? nextAfter(ids) : null;
  act();
  app.selected.clear();
  if (isOpenLeaving) goOn(next);
}

const subject = (tickets: readonly Ticket[]): string =>
  tickets.length === 1 ? (tickets[0]?.contact.name ?? '') : m.act_tickets({ count: tickets.length });

export function solve(tickets: readonly Ticket[]): void {
  leave(tickets, () => void changeTickets(idsOf(tickets), { status: 'solved' }, m.act_solved({ who: subject(tickets) })));
}

export function reopen(tickets: readonly Ticket[]): void {
  void changeTickets(idsOf(tickets), { status: 'open' }, m.act_reopened({ who: subject(tickets) }));
}

export function setStatus(tickets: readonly Ticket[], status: Exclude<TicketStatus, 'snoozed'>): void {
  if (status === 'solved') solve(tickets);
  else void changeTickets(idsOf(tickets), { status }, m.act_status_set({ who: subject(tickets) }));
}

export function snooze(tickets: readonly Ticket[], until: number): void {
  const when = momentText(until, clock.now(), locale.current);
  const change = { status: 'snoozed', snoozed_until: new Date(until).toISOString() } as const;
  leave(tickets, () => void changeTickets(idsOf(tickets), change, m.act_snoozed({ who: subject(tickets), when })));
}

export function assign(tickets: readonly Ticket[], owner: OwnerChange): void {
  const act = (): void => void changeTickets(idsOf(tickets), { owner }, assignedText(tickets, owner));
  const staysHere = app.list.view !== 'inbox' || (owner.kind === 'agent' && owner.agent_id === desk.me?.agent.id);
  if (staysHere) {
    act();
    app.selected.clear();
  } else leave(tickets, act);
}

function assignedText(tickets: readonly Ticket[], owner: OwnerChange): string {
  const who = subject(tickets);
  if (owner.kind === 'agent' && owner.agent_id === desk.me?.agent.id) return m.act_taken({ who });
  if (owner.kind === 'agent') return m.act_assigned({ who, to: desk.agents.get(owner.agent_id)?.display_name ?? '' });
  if (owner.kind === 'queue') return m.act_assigned({ who, to: desk.teams.get(owner.team_id)?.name ?? '' });
  return m.act_freed({ who });
}

export function addTag(tickets: readonly Ticket[], tag: string): void {
  void changeTickets(idsOf(tickets), { tags: { add: [tag] } });
}

export function removeTag(tickets: readonly Ticket[], tag: string): void {
  void changeTickets(idsOf(tickets), { tags: { remove: [tag] } });
}

export function setPriority(tickets: readonly Ticket[], priority: Priority): void {
  void changeTickets(idsOf(tickets), { priority });
}
