// What stands in a thread, from top to bottom: messages with everything between them. Pure.
import type { Id, Message, ServiceWindow, Thread, TicketEvent } from '$api/types';
import { dayStart } from '$lib/format/time';
import type { OutboxItem } from '$lib/store/outbox';

export interface MessageRow {
  kind: 'message';
  key: string;
  message: Message;
  /** Set until the server has taken the message. */
  waiting: OutboxItem | null;
  startsGroup: boolean;
  endsGroup: boolean;
  /** Title of the button or row that the customer chose in their answer. */
  chosen: string | null;
}

export type Row =
  | MessageRow
  | { kind: 'day'; key: string; at: number }
  | { kind: 'border'; key: string; number: number; isDone: boolean; at: number }
  | { kind: 'new'; key: string; count: number }
  | { kind: 'events'; key: string; events: TicketEvent[] }
  | { kind: 'closed'; key: string; at: number };

export interface RowSource {
  /** Oldest first. */
  messages: readonly Message[];
  waiting: readonly OutboxItem[];
  events: readonly TicketEvent[];
  tickets: Thread['tickets'];
  window: ServiceWindow;
  /** First message nobody has read yet, and how many there are. */
  newFrom: { id: Id; count: number } | null;
  now: number;
}

const GROUP_MS = 120_000;
const SHOWN_EVENTS = new Set(['status_changed', 'owner_changed', 'priority_changed', 'ticket_reopened']);

/** The message where the unread ones begin: the n-th last of the customer. */
export function firstUnread(messages: readonly Message[], unread: number): { id: Id; count: number } | null {
  let left = unread;
  let found: Id | null = null;
  for (let at = messages.length - 1; at >= 0 && left > 0; at -= 1) {
    const message = messages[at];
    if (message?.direction !== 'in') continue;
    found = message.id;
    left -= 1;
  }
  return found === null ? null : { id: found, count: unread - left };
}

function chosenTitles(messages: readonly Message[]): Map<Id, string> {
  const chosen = new Map<Id, string>();
  for (const message of messages) {
    const target = message.context?.message_id ?? null;
    if (target === null || message.text === null || (message.type !== 'interactive' && message.type !== 'button')) continue;
    chosen.set(target, message.text);
  }
  return chosen;
}

function sameGroup(a: Message, b: Message): boolean {
  return (
    a.direction === b.direction &&
    a.author.kind === b.author.kind &&
    a.author.id === b.author.id &&
    a.ticket_id === b.ticket_id &&
    a.type !== 'system' &&
    b.type !== 'system' &&
    Date.parse(b.sent_at) - Date.parse(a.sent_at) <= GROUP_MS
  );
}

type Fact = { at: number; message: Message; waiting: OutboxItem | null } | { at: number; event: TicketEvent } | { at: number; isClosing: true };

function facts(source: RowSource): Fact[] {
  const known = new Set(source.messages.flatMap((message) => message.client_id ?? []));
  const all: Fact[] = source.messages.map((message) => ({ at: Date.parse(message.sent_at), message, waiting: null }));
  const first = all[0]?.at ?? 0;
  const between: Fact[] = source.events
    .filter((event) => SHOWN_EVENTS.has(event.kind) && Date.parse(event.at) >= first)
    .map((event) => ({ at: Date.parse(event.at), event }));
  const end = source.window.expires_at === null ? null : Date.parse(source.window.expires_at);
  if (end !== null && end <= source.now && end >= first) between.push({ at: end, isClosing: true });
  between.sort((a, b) => a.at - b.at);
  const merged: Fact[] = [];
  let next = 0;
  for (const fact of all) {
    for (let extra = between[next]; extra !== undefined && extra.at < fact.at; extra = between[next]) {
      merged.push(extra);
      next += 1;
    }
    merged.push(fact);
  }
  merged.push(...between.slice(next));
  for (const item of source.waiting) {
    if (!known.has(item.clientId)) merged.push({ at: Date.parse(item.message.sent_at), message: item.message, waiting: item });
  }
  return merged;
}

function border(source: RowSource, former: Message): Row | null {
  const ticket = source.tickets.find((one) => one.id === former.ticket_id);
  if (ticket === undefined) return null;
  const isDone = ticket.status === 'solved' || ticket.status === 'closed';
  return { kind: 'border', key: `border:${former.id}`, number: ticket.number, isDone, at: Date.parse(ticket.closed_at ?? former.sent_at) };
}

export function buildRows(source: RowSource): Row[] {
  const rows: Row[] = [];
  const chosen = chosenTitles(source.messages);
  let day = Number.NaN;
  let before: Message | null = null;
  let open: MessageRow | null = null;
  const sent = new Set<string>();
  for (const fact of facts(source)) {
    const today = dayStart(fact.at);
    if (today !== day && !(today < day)) {
      rows.push({ kind: 'day', key: `day:${today}`, at: fact.at });
      day = today;
      open = null;
    }
    if ('event' in fact) {
      const last = rows[rows.length - 1];
      if (last?.kind === 'events') last.events.push(fact.event);
      else rows.push({ kind: 'events', key: `event:${fact.event.seq}`, events: [fact.event] });
      open = null;
      continue;
    }
    if ('isClosing' in fact) {
      rows.push({ kind: 'closed', key: 'closed', at: fact.at });
      open = null;
      continue;
    }
    const { message, waiting } = fact;
    if (before !== null && before.ticket_id !== message.ticket_id && before.ticket_id !== null && message.ticket_id !== null) {
      const line = border(source, before);
      if (line !== null) {
        rows.push(line);
        open = null;
      }
    }
    if (source.newFrom?.id === message.id) {
      rows.push({ kind: 'new', key: 'new', count: source.newFrom.count });
      open = null;
    }
    const joins: boolean = open !== null && before !== null && sameGroup(before, message);
    if (joins && open !== null) open.endsGroup = false;
    // A message keeps its row when the server takes it over; a long text becomes several with one client id.
    const key = message.client_id === null || sent.has(message.client_id) ? message.id : message.client_id;
    sent.add(key);
    const row: MessageRow = { kind: 'message', key, message, waiting, startsGroup: !joins, endsGroup: true, chosen: chosen.get(message.id) ?? null };
    rows.push(row);
    open = row;
    before = message;
  }
  return rows;
}
