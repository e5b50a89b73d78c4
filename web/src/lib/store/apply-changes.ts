// Folds live frames into the store: once per animation frame, however many frames have come.
import type { Changes, Id, Message, Notice, RefreshTopic, Ticket } from '$api/types';
import { app } from './app.svelte';
import { upsert, without } from './collections';
import { desk } from './desk.svelte';
import { outbox } from './kept';
import { afterChanges, listId, type ListState } from './lists';
import { insertMessages } from './threads';

export interface Folded {
  tickets: Ticket[];
  messages: Message[];
  notices: Notice[];
  gone: Id[];
  refresh: Set<RefreshTopic>;
}

/** Several frames as one: of each thing the newest. */
export function foldFrames(frames: readonly Changes[]): Folded & { contacts: Changes['contacts'] } {
  const tickets = new Map<Id, Ticket>();
  const messages = new Map<Id, Message>();
  const contacts = new Map<Id, Changes['contacts'][number]>();
  const notices = new Map<Id, Notice>();
  const gone = new Set<Id>();
  const refresh = new Set<RefreshTopic>();
  for (const frame of frames) {
    for (const ticket of frame.tickets) {
      tickets.set(ticket.id, ticket);
      gone.delete(ticket.id);
    }
    for (const message of frame.messages) messages.set(message.id, message);
    for (const contact of frame.contacts) contacts.set(contact.id, contact);
    for (const notice of frame.notices) notices.set(notice.id, notice);
    for (const id of frame.gone_ticket_ids) {
      tickets.delete(id);
      gone.add(id);
    }
    for (const topic of frame.refresh) refresh.add(topic);
  }
  return {
    tickets: [...tickets.values()],
    messages: [...messages.values()],
    contacts: [...contacts.values()],
    notices: [...notices.values()],
    gone: [...gone],
    refresh,
  };
}

/** Takes changed tickets into the store and into every list they belong to. */
export function applyTickets(changed: readonly Ticket[], gone: readonly Id[] = []): void {
  if (changed.length === 0 && gone.length === 0) return;
  // An answer that was overtaken by a newer change must not win.
  const fresh = changed.filter((ticket) => (desk.tickets.get(ticket.id)?.version ?? -1) <= ticket.version);
  desk.tickets = without(upsert(desk.tickets, fresh), gone);
  const meId = desk.me?.agent.id ?? '';
  let lists: Map<string, ListState> | null = null;
  for (const [id, list] of desk.lists) {
    const isOnScreen = id === listId(app.list);
    const next = afterChanges(list, fresh, gone, desk.tickets, meId, isOnScreen && app.isListHeld);
    if (next === list) continue;
    lists ??= new Map(desk.lists);
    lists.set(id, next);
  }
  if (lists !== null) desk.lists = lists;
}

/** Takes messages into the store and into their threads, where those are loaded. */
export function applyMessages(messages: readonly Message[]): void {
  if (messages.length === 0) return;
  desk.messages = upsert(desk.messages, messages);
  outbox.settle(new Set(messages.flatMap((message) => message.client_id ?? [])));
  const byThread = new Map<Id, Message[]>();
  for (const message of messages) {
    const found = byThread.get(message.thread_id);
    if (found === undefined) byThread.set(message.thread_id, [message]);
    else found.push(message);
  }
  const threads = new Map(desk.threads);
  let isChanged = false;
  for (const [threadId, added] of byThread) {
    const thread = threads.get(threadId);
    if (thread === undefined) continue;
    const ids = insertMessages(thread.ids, added, desk.messages);
    if (ids === thread.ids) continue;
    threads.set(threadId, { ...thread, ids });
    isChanged = true;
  }
  if (isChanged) desk.threads = threads;
}

function applyMentions(notices: readonly Notice[]): void {
  const ids = notices.flatMap((notice) => (notice.kind === 'mention' ? (notice.ticket_id ?? []) : []));
  if (ids.length === 0) return;
  const lists = new Map(desk.lists);
  for (const [id, list] of lists) {
    if (list.key.view !== 'mentions') continue;
    // Only the server knows the order of mentions together with status; new ones go to the top.
    lists.set(id, { ...list, ids: [...new Set([...ids.filter((one) => desk.tickets.has(one)), ...list.ids])] });
  }
  desk.lists = lists;
}

export function applyFrames(frames: readonly Changes[]): Folded {
  const folded = foldFrames(frames);
  desk.contacts = upsert(desk.contacts, folded.contacts);
  desk.notices = upsert(desk.notices, folded.notices);
  applyMessages(folded.messages);
  applyTickets(folded.tickets, folded.gone);
  applyMentions(folded.notices);
  return folded;
}
