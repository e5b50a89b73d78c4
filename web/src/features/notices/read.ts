import { request } from '$api/request';
import type { Id } from '$api/types';
import { clock } from '$lib/clock.svelte';
import { upsert } from '$lib/store/collections';
import { desk } from '$lib/store/desk.svelte';

/** Marks notices read, here at once. Failing is no harm: they stay unread on the server and come back. */
export async function markNoticesRead(ids: readonly Id[]): Promise<void> {
  const unread = ids.flatMap((id) => desk.notices.get(id) ?? []).filter((notice) => notice.read_at === null);
  if (unread.length === 0) return;
  const now = new Date(clock.now()).toISOString();
  desk.notices = upsert(desk.notices, unread.map((notice) => ({ ...notice, read_at: now })));
  await request('POST', '/notices/read', { ids: unread.map((notice) => notice.id) }).catch(() => {});
}

export async function markAllNoticesRead(): Promise<void> {
  const now = new Date(clock.now()).toISOString();
  desk.notices = new Map([...desk.notices].map(([id, notice]) => [id, notice.read_at === null ? { ...notice, read_at: now } : notice]));
  await request('POST', '/notices/read', { all: true }).catch(() => {});
}
