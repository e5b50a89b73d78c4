// Which tickets stand in which list, and in what order. The same rules as the server's, so that a live
// change needs no new request.
import type { Id, StatusGroup, Ticket, TicketSort, TicketStatus, TicketView } from '$api/types';

export type ListView = TicketView | 'team';

export interface ListKey {
  view: ListView;
  teamId: Id | null;
  group: StatusGroup;
  sort: TicketSort;
}

export interface ListState {
  key: ListKey;
  /** Sorted as it should be now. */
  ids: readonly Id[];
  /** As it is shown; lags behind `ids` while the hand is in the list. */
  shown: readonly Id[];
  next: string | null;
  state: 'loading' | 'ready' | 'failed';
  isLoadingMore: boolean;
}

const GROUPS: Record<StatusGroup, readonly TicketStatus[]> = {
  open: ['new', 'open'],
  waiting: ['waiting_customer', 'waiting_internal', 'snoozed'],
  done: ['solved', 'closed'],
};

export function groupOf(status: TicketStatus): StatusGroup {
  if (GROUPS.open.includes(status)) return 'open';
  return GROUPS.waiting.includes(status) ? 'waiting' : 'done';
}

export function listId(key: ListKey): string {
  return `${key.view}:${key.teamId ?? ''}:${key.view === 'snoozed' ? '' : key.group}:${key.sort}`;
}

export function listQuery(key: ListKey): Record<string, string | null> {
  return {
    view: key.view === 'team' ? 'all' : key.view,
    team_id: key.view === 'team' ? key.teamId : null,
    status: key.view === 'snoozed' ? null : key.group,
    sort: key.sort,
  };
}

/** Whether a ticket belongs into a list. `null` where only the server can know (mentions). */
export function isMember(ticket: Ticket, key: ListKey, meId: Id): boolean | null {
  if (key.view !== 'snoozed' && groupOf(ticket.status) !== key.group) return false;
  switch (key.view) {
    case 'inbox':
      return ticket.owner.kind === 'agent' && ticket.owner.agent_id === meId;
    case 'unassigned':
      return ticket.owner.kind === 'queue' || ticket.owner.kind === 'nobody';
    case 'snoozed':
      return ticket.status === 'snoozed';
    case 'team':
      return ticket.owner.team_id === key.teamId;
    case 'all':
      return true;
    case 'mentions':
      return null;
  }
}

const latestOf = (ticket: Ticket): string => ticket.last_message?.sent_at ?? ticket.opened_at;

function latestFirst(a: Ticket, b: Ticket): number {
  const left = latestOf(a);
  const right = latestOf(b);
  if (left !== right) return left > right ? -1 : 1;
  return a.id < b.id ? 1 : a.id > b.id ? -1 : 0;
}

function ascending(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}

export function compareTickets(sort: TicketSort): (a: Ticket, b: Ticket) => number {
  switch (sort) {
    case 'waiting':
      return (a, b) => ascending(a.waiting_since_at, b.waiting_since_at) || latestFirst(a, b);
    case 'window':
      return (a, b) => ascending(a.window.expires_at, b.window.expires_at) || latestFirst(a, b);
    case 'latest':
      return latestFirst;
  }
}

export function sortedIds(ids: Iterable<Id>, tickets: ReadonlyMap<Id, Ticket>, sort: TicketSort): Id[] {
  const known: Ticket[] = [];
  for (const id of ids) {
    const ticket = tickets.get(id);
    if (ticket !== undefined) known.push(ticket);
  }
  return known.sort(compareTickets(sort)).map((ticket) => ticket.id);
}

const isSameOrder = (a: readonly Id[], b: readonly Id[]): boolean =>
  a.length === b.length && a.every((id, at) => id === b[at]);

/**
 * The list after some tickets changed or went. `held`: the hand is in the list, so what is shown stays put;
 * rows keep their place and only their contents change.
 */
export function afterChanges(
  list: ListState,
  changed: readonly Ticket[],
  gone: readonly Id[],
  tickets: ReadonlyMap<Id, Ticket>,
  meId: Id,
  held: boolean,
): ListState {
  const members = new Set(list.ids);
  for (const id of gone) members.delete(id);
  for (const ticket of changed) {
    const member = isMember(ticket, list.key, meId);
    if (member === true) members.add(ticket.id);
    else if (member === false) members.delete(ticket.id);
  }
  const ids = sortedIds(members, tickets, list.key.sort);
  const goneShown = gone.length === 0 ? list.shown : list.shown.filter((id) => !gone.includes(id));
  const shown = held ? goneShown : ids;
  if (isSameOrder(ids, list.ids) && isSameOrder(shown, list.shown)) return list;
  return { ...list, ids, shown };
}

/** What waits behind the pill: how many rows are not shown yet, and whether the order is another. */
export function pendingOf(list: ListState): { added: number; reordered: boolean } {
  if (list.ids === list.shown) return { added: 0, reordered: false };
  const shown = new Set(list.shown);
  return {
    added: list.ids.reduce((sum, id) => sum + (shown.has(id) ? 0 : 1), 0),
    reordered: !isSameOrder(list.ids, list.shown),
  };
}

/** The row to open when `current` leaves the list or the agent goes on. */
export function neighbour(ids: readonly Id[], current: Id | null, step: number): Id | null {
  if (ids.length === 0) return null;
  const at = current === null ? -1 : ids.indexOf(current);
  if (at === -1) return (step > 0 ? ids[0] : ids[ids.length - 1]) ?? null;
  return ids[Math.min(ids.length - 1, Math.max(0, at + step))] ?? null;
}
