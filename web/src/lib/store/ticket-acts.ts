// What an agent does to tickets. It shows at once; the server confirms or it is taken back.
import { newKey, request } from '$api/request';
import type { Id, Ticket, TicketChange } from '$api/types';
import { clock } from '$lib/clock.svelte';
import { m } from '$lib/i18n/i18n.svelte';
import { problemText } from '$lib/problem-text';
import { app } from './app.svelte';
import { applyTickets } from './apply-changes';
import { upsert } from './collections';
import { desk } from './desk.svelte';
import { dropFromShown } from './load-lists';
import { inverse, predict } from './predict';
import { toasts } from './toasts.svelte';

const UNDO_MS = 8000;

interface Undo {
  toastId: number;
  run: () => void;
}

let lastUndo: Undo | null = null;

const nowText = (): string => new Date(clock.now()).toISOString();

async function change(id: Id, wanted: TicketChange): Promise<boolean> {
  const before = desk.tickets.get(id);
  if (before === undefined) return false;
  const guess = predict(before, wanted, nowText());
  applyTickets([guess]);
  dropFromShown([id], app.list);
  try {
    const ticket = await request<Ticket>('PATCH', `/tickets/${id}`, wanted, { idempotencyKey: newKey() });
    applyTickets([ticket]);
    return true;
  } catch (error) {
    if (desk.tickets.get(id) === guess) {
      desk.tickets = upsert(desk.tickets, [before]);
      applyTickets([before]);
    }
    toasts.show(problemText(error), { tone: 'bad' });
    return false;
  }
}

/** Changes tickets. With `done` (a sentence in the past) it can be taken back for eight seconds. */
export async function changeTickets(ids: readonly Id[], wanted: TicketChange, done: string | null = null): Promise<void> {
  const backs = ids.flatMap((id) => {
    const before = desk.tickets.get(id);
    return before === undefined ? [] : [{ id, back: inverse(before, wanted, nowText()) }];
  });
  const running = Promise.all(ids.map((id) => change(id, wanted)));
  if (done !== null) {
    const run = (): void => {
      void running.then((ok) => Promise.all(backs.map(({ id, back }, at) => (ok[at] ? change(id, back) : false))));
    };
    offerUndo(done, run);
  }
  const results = await running;
  if (results.every((ok) => !ok)) cancelUndo();
}

function offerUndo(text: string, run: () => void): void {
  cancelUndo();
  const undo: Undo = { toastId: 0, run };
  undo.toastId = toasts.show(text, { tone: 'ok', lastsMs: UNDO_MS, action: { label: m.act_undo(), key: 'Z', run: () => takeBack(undo) } });
  lastUndo = undo;
}

function cancelUndo(): void {
  if (lastUndo !== null) toasts.hide(lastUndo.toastId);
  lastUndo = null;
}

function takeBack(undo: Undo): void {
  toasts.hide(undo.toastId);
  if (lastUndo === undo) lastUndo = null;
  undo.run();
}

/** Takes back the last act, while its notice is still there. */
export function undoLast(): void {
  const undo = lastUndo;
  if (undo === null) return;
  if (toasts.items.some((toast) => toast.id === undo.toastId)) takeBack(undo);
  else lastUndo = null;
}

/** The agent has seen the ticket. */
export async function markRead(id: Id): Promise<void> {
  const before = desk.tickets.get(id);
  if (before === undefined || before.unread_count === 0) return;
  applyTickets([{ ...before, unread_count: 0 }]);
  // A failure is no harm: the ticket is shown as unread again with the next change.
  await request('POST', `/tickets/${id}/read`).catch(() => {});
}

export async function markUnread(ids: readonly Id[]): Promise<void> {
  for (const id of ids) {
    const before = desk.tickets.get(id);
    if (before !== undefined) applyTickets([{ ...before, unread_count: Math.max(1, before.unread_count) }]);
  }
  try {
    await Promise.all(ids.map((id) => request('POST', `/tickets/${id}/unread`)));
  } catch (error) {
    toasts.show(problemText(error), { tone: 'bad' });
  }
}
