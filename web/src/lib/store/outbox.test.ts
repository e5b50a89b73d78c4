import { describe, expect, it } from 'vitest';
import { ApiProblem } from '$api/problem';
import type { Message } from '$api/types';
import { Outbox, type OutboxItem } from './outbox';

const item = (clientId: string, ticketId = 't'): OutboxItem => ({
  clientId,
  ticketId,
  threadId: 'th',
  idempotencyKey: `key-${clientId}`,
  body: { type: 'text', text: clientId },
  message: { id: clientId } as Message,
  state: 'waiting',
  refusal: null,
});

function world() {
  const calls: { item: OutboxItem; done: () => void; fail: (error: unknown) => void }[] = [];
  const timers: (() => void)[] = [];
  const sent: string[] = [];
  const refused: string[] = [];
  const outbox = new Outbox({
    send: (it) => new Promise((done, fail) => calls.push({ item: it, done: () => done([]), fail })),
    onSent: (it) => sent.push(it.clientId),
    onRefused: (it, problem) => refused.push(`${it.clientId}:${problem.code}`),
    onChange: () => {},
    after: (_ms, run) => {
      timers.push(run);
      return () => {};
    },
  });
  return { outbox, calls, timers, sent, refused, settle: () => new Promise((done) => setTimeout(done)) };
}

describe('outbox', () => {
  it('keeps the order within a ticket and does not hold up other tickets', async () => {
    const w = world();
    w.outbox.add(item('a'));
    w.outbox.add(item('b'));
    w.outbox.add(item('c', 'other'));
    expect(w.calls.map((call) => call.item.clientId)).toEqual(['a', 'c']);
    w.calls[0]?.done();
    await w.settle();
    expect(w.calls.map((call) => call.item.clientId)).toEqual(['a', 'c', 'b']);
    expect(w.sent).toEqual(['a']);
  });
  it('sends again under the same key when the network failed', async () => {
    const w = world();
    w.outbox.add(item('a'));
    w.calls[0]?.fail(new ApiProblem('offline', 0, ''));
    await w.settle();
    expect(w.outbox.items[0]?.state).toBe('waiting');
    w.timers[0]?.();
    expect(w.calls.map((call) => call.item.idempotencyKey)).toEqual(['key-a', 'key-a']);
  });
  it('keeps a refused message with its reason and goes on', async () => {
    const w = world();
    w.outbox.add(item('a'));
    w.outbox.add(item('b'));
    w.calls[0]?.fail(new ApiProblem('window_closed', 409, ''));
    await w.settle();
    expect(w.refused).toEqual(['a:window_closed']);
    expect(w.outbox.items.map((it) => it.state)).toEqual(['refused', 'sending']);
  });
  it('sends what a former page had under way', () => {
    const w = world();
    w.outbox.restore([{ ...item('a'), state: 'sending' }]);
    expect(w.calls).toHaveLength(1);
  });
  it('forgets what the live road has brought', () => {
    const w = world();
    w.outbox.add(item('a'));
    w.outbox.settle(new Set(['a']));
    expect(w.outbox.items).toEqual([]);
  });
});
