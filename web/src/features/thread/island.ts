// A piece of a long thread around one message, shown until it meets the newest messages.
import { get } from '$api/request';
import type { Id, Message, Page } from '$api/types';
import { upsert, withEntry } from '$lib/store/collections';
import { desk } from '$lib/store/desk.svelte';
import { insertMessages } from '$lib/store/threads';

export interface Island {
  threadId: Id;
  /** Oldest first. */
  ids: readonly Id[];
  older: string | null;
}

async function fetchPage(threadId: Id, query: Record<string, string | number>): Promise<Page<Message>> {
  const page = await get<Page<Message>>(`/threads/${threadId}/messages`, { limit: 40, ...query });
  desk.messages = upsert(desk.messages, page.items);
  return page;
}

/** Joins the island to the thread where they share a message; null then, as the thread holds everything. */
function settle(island: Island): Island | null {
  const thread = desk.threads.get(island.threadId);
  if (thread === undefined) return island;
  const known = new Set(thread.ids);
  if (!island.ids.some((id) => known.has(id))) return island;
  const messages = island.ids.flatMap((id) => desk.messages.get(id) ?? []);
  const ids = insertMessages(thread.ids, messages, desk.messages);
  const older = ids[0] === thread.ids[0] ? thread.older : island.older;
  desk.threads = withEntry(desk.threads, island.threadId, { ...thread, ids, older });
  return null;
}

export async function fetchAround(threadId: Id, messageId: Id): Promise<Island | null> {
  const page = await fetchPage(threadId, { around: messageId });
  return settle({ threadId, ids: insertMessages([], page.items, desk.messages), older: page.next });
}

export async function growUp(island: Island): Promise<Island> {
  if (island.older === null) return island;
  const page = await fetchPage(island.threadId, { cursor: island.older });
  return { ...island, ids: insertMessages(island.ids, page.items, desk.messages), older: page.next };
}

export async function growDown(island: Island): Promise<Island | null> {
  const last = island.ids[island.ids.length - 1];
  if (last === undefined) return null;
  const page = await fetchPage(island.threadId, { around: last });
  return settle({ ...island, ids: insertMessages(island.ids, page.items, desk.messages) });
}
