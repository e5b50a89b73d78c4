// Moving between tickets and lists.
import { goto } from '$app/navigation';
import type { Id } from '$api/types';
import { listPath, ticketPath } from '$lib/nav';
import { app } from '$lib/store/app.svelte';
import { desk } from '$lib/store/desk.svelte';
import { listId, neighbour, type ListView } from '$lib/store/lists';

export const shownIds = (): readonly Id[] => desk.lists.get(listId(app.list))?.shown ?? [];

/** Opens a ticket inside the list that is on screen. Moving along a list does not fill the history. */
export function openTicket(id: Id, replace = false): void {
  void goto(ticketPath(id, app.list.view, app.list.teamId, app.base), { replaceState: replace, keepFocus: true, noScroll: true });
}

export function openList(view: ListView, teamId: Id | null = null): void {
  void goto(listPath(view, teamId), { keepFocus: true });
}

export function step(by: number): void {
  const next = neighbour(shownIds(), app.openTicketId, by);
  if (next !== null && next !== app.openTicketId) openTicket(next, app.openTicketId !== null);
}

/**
 * Where to go when the given tickets leave the list: the next row that stays, else the one before, else the
 * bare list. Ask before the act, go after it.
 */
export function nextAfter(leaving: readonly Id[]): Id | null {
  const ids = shownIds();
  const gone = new Set(leaving);
  const at = app.openTicketId === null ? -1 : ids.indexOf(app.openTicketId);
  return ids.slice(at + 1).find((id) => !gone.has(id)) ?? ids.slice(0, Math.max(0, at)).findLast((id) => !gone.has(id)) ?? null;
}

export function goOn(next: Id | null): void {
  if (next !== null) openTicket(next, true);
  else closeTicket();
}

/** Back to the bare list that is on screen. */
export function closeTicket(): void {
  void goto(listPath(app.list.view, app.list.teamId, app.base), { keepFocus: true });
}
