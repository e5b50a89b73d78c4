import { get } from '$api/request';
import type { Id, Page, Ticket } from '$api/types';
import { upsert, withEntry } from './collections';
import { desk } from './desk.svelte';
import { listId, listQuery, sortedIds, type ListKey, type ListState } from './lists';

const PAGE = 50;

function setList(list: ListState): void {
  desk.lists = withEntry(desk.lists, listId(list.key), list);
}

/** Fetches the first page of a list. A list that is already there stays on screen meanwhile. */
export async function loadList(key: ListKey): Promise<void> {
  const id = listId(key);
  const before = desk.lists.get(id);
  if (before === undefined || before.state === 'failed') {
    setList({ key, ids: [], shown: [], next: null, state: 'loading', isLoadingMore: false });
  }
  try {
    const page = await get<Page<Ticket>>('/tickets', { ...listQuery(key), limit: PAGE });
    desk.tickets = upsert(desk.tickets, page.items);
    const ids = sortedIds(page.items.map((ticket) => ticket.id), desk.tickets, key.sort);
    setList({ key, ids, shown: ids, next: page.next, state: 'ready', isLoadingMore: false });
  } catch (error) {
    if (before === undefined || before.state !== 'ready') {
      setList({ key, ids: [], shown: [], next: null, state: 'failed', isLoadingMore: false });
    }
    throw error;
  }
}

/** The next page, when the end of the list comes near. */
export async function loadMore(key: ListKey): Promise<void> {
  const list = desk.lists.get(listId(key));
  if (list === undefined || list.next === null || list.isLoadingMore) return;
  setList({ ...list, isLoadingMore: true });
  try {
    const page = await get<Page<Ticket>>('/tickets', { ...listQuery(key), cursor: list.next, limit: PAGE });
    desk.tickets = upsert(desk.tickets, page.items);
    const now = desk.lists.get(listId(key)) ?? list;
    const added = page.items.map((ticket) => ticket.id);
    const ids = sortedIds(new Set([...now.ids, ...added]), desk.tickets, key.sort);
    // What was shown stays where it is; the new rows follow below.
    const isSettled = now.shown === now.ids || now.shown.length === now.ids.length;
    const shown = isSettled ? ids : [...new Set([...now.shown, ...added])];
    setList({ ...now, ids, shown, next: page.next, isLoadingMore: false });
  } catch {
    const now = desk.lists.get(listId(key)) ?? list;
    setList({ ...now, isLoadingMore: false });
  }
}

/** Shows a list in its true order: the pill was pressed, or the hand has left. */
export function settleList(key: ListKey): void {
  const list = desk.lists.get(listId(key));
  if (list !== undefined && list.shown !== list.ids) setList({ ...list, shown: list.ids });
}

/** The agent's own act took tickets out of a list: they leave at once, even while the hand is in it. */
export function dropFromShown(ticketIds: readonly Id[], key: ListKey): void {
  const list = desk.lists.get(listId(key));
  if (list === undefined) return;
  const stays = new Set(list.ids);
  const going = new Set(ticketIds.filter((id) => !stays.has(id)));
  if (going.size > 0) setList({ ...list, shown: list.shown.filter((id) => !going.has(id)) });
}

/** Fetches again every list that somebody has opened, the shown one first. */
export async function reloadLists(current: ListKey): Promise<void> {
  const others = [...desk.lists.values()].map((list) => list.key).filter((key) => listId(key) !== listId(current));
  const kept = new Map<string, ListState>();
  const shown = desk.lists.get(listId(current));
  if (shown !== undefined) kept.set(listId(current), shown);
  // Lists that are not on screen are fetched when they are opened again.
  if (others.length > 0) desk.lists = kept;
  await loadList(current);
}
