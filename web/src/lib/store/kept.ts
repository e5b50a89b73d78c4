// The drafts and the outbox of this page, wired to the server, the store and this device.
import { request } from '$api/request';
import type { Draft, Message, Page } from '$api/types';
import { desk } from './desk.svelte';
import { Drafts, type KeptDraft } from './drafts';
import { readKept, writeKept } from './local';
import { Outbox, type OutboxItem } from './outbox';

const after = (ms: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

let keepTimer: ReturnType<typeof setTimeout> | null = null;

function keepDraftsSoon(): void {
  if (keepTimer !== null) return;
  keepTimer = setTimeout(keepDraftsNow, 250);
}

function keepDraftsNow(): void {
  if (keepTimer !== null) clearTimeout(keepTimer);
  keepTimer = null;
  if (desk.me !== null) writeKept(desk.me.agent.id, 'drafts', [...desk.drafts]);
}

export const drafts = new Drafts({
  put: (ticketId, draft: Draft) => request('PUT', `/tickets/${ticketId}/draft`, draft),
  remove: (ticketId) => request('DELETE', `/tickets/${ticketId}/draft`),
  now: () => new Date().toISOString(),
  after,
  onChange(all) {
    desk.drafts = all;
    keepDraftsSoon();
  },
});

export interface OutboxListener {
  onSent(item: OutboxItem, messages: Message[]): void;
  onRefused(item: OutboxItem, code: string): void;
}

let listener: OutboxListener | null = null;

export function setOutboxListener(next: OutboxListener): void {
  listener = next;
}

export const outbox = new Outbox({
  async send(item) {
    const answer = await request<Page<Message>>('POST', `/tickets/${item.ticketId}/messages`, item.body, {
      idempotencyKey: item.idempotencyKey,
    });
    return answer.items;
  },
  onSent: (item, messages) => listener?.onSent(item, messages),
  onRefused: (item, problem) => listener?.onRefused(item, problem.code),
  onChange(items) {
    desk.outbox = items;
    if (desk.me !== null) writeKept(desk.me.agent.id, 'outbox', items);
  },
  after,
});

/** Brings back what the agent had typed and sent before the page was closed. */
export function restoreKept(agentId: string): void {
  drafts.restore(readKept<[string, KeptDraft][]>(agentId, 'drafts') ?? []);
  outbox.restore(readKept<OutboxItem[]>(agentId, 'outbox') ?? []);
}

/** Last chance before the page goes. */
export function keepNow(): void {
  keepDraftsNow();
  void drafts.flush();
}
