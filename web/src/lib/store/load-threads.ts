import { get } from '$api/request';
import type { Id, Message, Page } from '$api/types';
import { upsert, withEntry } from './collections';
import { desk } from './desk.svelte';
import { insertMessages, type ThreadState } from './threads';
import { loadTicketLog } from './ticket-log';

const PAGE = 40;
const underWay = new Map<Id, Promise<void>>();

function setThread(id: Id, thread: ThreadState): void {
  desk.threads = withEntry(desk.threads, id, thread);
}

async function fetchNewest(threadId: Id): Promise<void> {
  const before = desk.threads.get(threadId);
  if (before === undefined || before.state === 'failed') {
    setThread(threadId, { ids: [], older: null, state: 'loading', isLoadingOlder: false });
  }
  try {
    const page = await get<Page<Message>>(`/threads/${threadId}/messages`, { limit: PAGE });
    desk.messages = upsert(desk.messages, page.items);
    const ids = insertMessages([], page.items, desk.messages);
    setThread(threadId, { ids, older: page.next, state: 'ready', isLoadingOlder: false });
  } catch (error) {
    if (before?.state !== 'ready') setThread(threadId, { ids: [], older: null, state: 'failed', isLoadingOlder: false });
    throw error;
  }
}

/** The newest messages of a thread. With `ifMissing` a thread that is there is not fetched again. */
export function loadThread(threadId: Id, ifMissing = false): Promise<void> {
  const running = underWay.get(threadId);
  if (running !== undefined) return running;
  if (ifMissing && desk.threads.get(threadId)?.state === 'ready') return Promise.resolve();
  const run = fetchNewest(threadId).finally(() => underWay.delete(threadId));
  underWay.set(threadId, run);
  return run;
}

/** One page further into the past. */
export async function loadOlder(threadId: Id): Promise<void> {
  const thread = desk.threads.get(threadId);
  if (thread === undefined || thread.older === null || thread.isLoadingOlder) return;
  setThread(threadId, { ...thread, isLoadingOlder: true });
  try {
    const page = await get<Page<Message>>(`/threads/${threadId}/messages`, { cursor: thread.older, limit: PAGE });
    desk.messages = upsert(desk.messages, page.items);
    const now = desk.threads.get(threadId) ?? thread;
    const ids = insertMessages(now.ids, page.items, desk.messages);
    setThread(threadId, { ...now, ids, older: page.next, isLoadingOlder: false });
  } catch {
    const now = desk.threads.get(threadId) ?? thread;
    setThread(threadId, { ...now, isLoadingOlder: false });
  }
}

/** Loads a thread ahead of time and says nothing if that fails. */
export function prefetchTicket(ticketId: Id): void {
  const threadId = desk.tickets.get(ticketId)?.thread_id;
  if (threadId === undefined) return;
  loadThread(threadId, true).catch(() => {});
  if (!desk.ticketLogs.has(ticketId)) loadTicketLog(ticketId).catch(() => {});
}

/** Forgets threads that are not on screen; for a reset of the live road. */
export function dropThreadsExcept(threadId: Id | null): void {
  const kept = threadId === null ? undefined : desk.threads.get(threadId);
  desk.threads = threadId !== null && kept !== undefined ? new Map([[threadId, kept]]) : new Map();
}
