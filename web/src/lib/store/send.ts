// Sending a message: it stands in the thread in the next frame and goes out through the outbox.
import { newKey, request } from '$api/request';
import type { Id, Message, MessageType, NewMessage } from '$api/types';
import { clock } from '$lib/clock.svelte';
import { codeText, problemText } from '$lib/problem-text';
import { applyMessages, applyTickets } from './apply-changes';
import { desk } from './desk.svelte';
import { outbox, setOutboxListener } from './kept';
import { predict } from './predict';
import { toasts } from './toasts.svelte';

setOutboxListener({
  onSent: (_item, messages) => applyMessages(messages),
  onRefused: (_item, code) => void toasts.show(codeText(code), { tone: 'bad' }),
});

function preview(ticketId: Id, clientId: string, body: NewMessage, extra: Partial<Message>): Message | null {
  const ticket = desk.tickets.get(ticketId);
  if (ticket === undefined) return null;
  const now = new Date(clock.now()).toISOString();
  const isNote = body.type === 'note';
  const type: MessageType = body.type;
  return {
    id: clientId,
    channel_id: ticket.channel_id,
    thread_id: ticket.thread_id,
    ticket_id: ticketId,
    contact_id: ticket.contact.id,
    wamid: null,
    client_id: clientId,
    seq: Number.MAX_SAFE_INTEGER,
    direction: isNote ? 'internal' : 'out',
    author: { kind: 'agent', id: desk.agent.id, name: desk.agent.display_name },
    type,
    text: 'text' in body ? (body.text ?? null) : null,
    media: null,
    template: null,
    detail: null,
    context: null,
    mentions: body.type === 'note' ? body.mentions : [],
    reactions: [],
    sent_at: now,
    received_at: null,
    delivery: isNote
      ? null
      : {
          state: 'queued',
          at: { sent: null, delivered: null, read: null, played: null, failed: null },
          attempt: 1,
          uncertain: false,
          error: null,
        },
    ...extra,
  };
}

/**
 * Sends through the outbox; returns the client id, or null when the ticket is unknown here.
 * `extra`: what the preview in the thread should show besides the body (media, quoted message, template text).
 */
export function sendMessage(ticketId: Id, body: NewMessage, extra: Partial<Message> = {}): string | null {
  const clientId = newKey();
  const withId = { ...body, client_id: clientId };
  const message = preview(ticketId, clientId, withId, extra);
  const ticket = desk.tickets.get(ticketId);
  if (message === null || ticket === undefined) return null;
  outbox.add({
    clientId,
    ticketId,
    threadId: ticket.thread_id,
    idempotencyKey: newKey(),
    body: withId,
    message,
    state: 'waiting',
    refusal: null,
  });
  if (body.then?.status !== undefined) {
    applyTickets([predict(ticket, { status: body.then.status, ...(body.then.snoozed_until ? { snoozed_until: body.then.snoozed_until } : {}) }, message.sent_at)]);
  }
  return clientId;
}

/** A message that failed at WhatsApp gets another attempt. */
export async function retryDelivery(messageId: Id): Promise<void> {
  try {
    applyMessages([await request<Message>('POST', `/messages/${messageId}/retry`, undefined, { idempotencyKey: newKey() })]);
  } catch (error) {
    toasts.show(problemText(error), { tone: 'bad' });
  }
}
