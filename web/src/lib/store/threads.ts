// The order of messages in a thread, and how new ones find their place.
import type { Id, Message } from '$api/types';

export interface ThreadState {
  /** Oldest first. */
  ids: readonly Id[];
  /** Cursor to older messages; null when the beginning is reached. */
  older: string | null;
  state: 'loading' | 'ready' | 'failed';
  isLoadingOlder: boolean;
}

export function compareMessages(a: Message, b: Message): number {
  if (a.sent_at !== b.sent_at) return a.sent_at < b.sent_at ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Puts messages into a thread. Each id once; the order is that of sending. */
export function insertMessages(ids: readonly Id[], added: readonly Message[], known: ReadonlyMap<Id, Message>): readonly Id[] {
  const have = new Set(ids);
  const fresh = added.filter((message) => !have.has(message.id));
  if (fresh.length === 0) return ids;
  const last = ids.length > 0 ? known.get(ids[ids.length - 1] ?? '') : undefined;
  const sorted = [...fresh].sort(compareMessages);
  const first = sorted[0];
  if (last === undefined || first === undefined || compareMessages(last, first) < 0) {
    return [...ids, ...sorted.map((message) => message.id)];
  }
  const all = [...ids.flatMap((id) => known.get(id) ?? []), ...fresh];
  return all.sort(compareMessages).map((message) => message.id);
}
