// The event logs of tickets, and which tickets a thread has.
import { get } from '$api/request';
import type { Id, Page, Thread, TicketEvent } from '$api/types';
import { upsert, withEntry } from './collections';
import { desk } from './desk.svelte';

export interface TicketLog {
  /** Newest first. */
  events: readonly TicketEvent[];
  older: string | null;
  isLoading: boolean;
}

/** Both newest first; each event once. */
export function joinEvents(newer: readonly TicketEvent[], older: readonly TicketEvent[]): TicketEvent[] {
  const bySeq = new Map([...newer, ...older].map((event) => [event.seq, event]));
  return [...bySeq.values()].sort((a, b) => b.seq - a.seq);
}

function setLog(ticketId: Id, log: TicketLog): void {
  desk.ticketLogs = withEntry(desk.ticketLogs, ticketId, log);
}

/** The newest events. What was loaded before stays, unless so much has happened that there is a gap. */
export async function loadTicketLog(ticketId: Id): Promise<void> {
  const page = await get<Page<TicketEvent>>(`/tickets/${ticketId}/events`, { limit: 50 });
  const before = desk.ticketLogs.get(ticketId);
  const lastSeq = page.items[page.items.length - 1]?.seq ?? 0;
  const joins = before !== undefined && (page.next === null || (before.events[0]?.seq ?? -1) >= lastSeq);
  setLog(
    ticketId,
    joins
      ? { ...before, events: joinEvents(page.items, before.events) }
      : { events: page.items, older: page.next, isLoading: false },
  );
}

export async function loadOlderLog(ticketId: Id): Promise<void> {
  const log = desk.ticketLogs.get(ticketId);
  if (log === undefined || log.older === null || log.isLoading) return;
  setLog(ticketId, { ...log, isLoading: true });
  try {
    const page = await get<Page<TicketEvent>>(`/tickets/${ticketId}/events`, { cursor: log.older, limit: 50 });
    const now = desk.ticketLogs.get(ticketId) ?? log;
    setLog(ticketId, { events: joinEvents(now.events, page.items), older: page.next, isLoading: false });
  } catch (error) {
    setLog(ticketId, { ...(desk.ticketLogs.get(ticketId) ?? log), isLoading: false });
    throw error;
  }
}

export async function loadThreadTickets(threadId: Id): Promise<void> {
  desk.threadTickets = upsert(desk.threadTickets, [await get<Thread>(`/threads/${threadId}`)]);
}
