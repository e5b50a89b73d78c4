import { describe, expect, it } from 'vitest';
import type { Ticket } from '$api/types';
import { afterChanges, isMember, neighbour, pendingOf, sortedIds, type ListKey, type ListState } from './lists';
import { inverse, predict } from './predict';
import { insertMessages } from './threads';
import type { Message } from '$api/types';

const ticket = (id: string, part: Partial<Ticket> = {}): Ticket => ({
  id,
  number: 1,
  subject: null,
  type: null,
  status: 'open',
  priority: 'normal',
  channel_id: 'c',
  thread_id: `th-${id}`,
  contact: { id: `k-${id}`, name: id, initials_from: null, phone: null, username: null },
  owner: { kind: 'agent', agent_id: 'me', team_id: null },
  tags: [],
  unread_count: 0,
  waiting_since_at: null,
  snoozed_until_at: null,
  opened_at: '2026-11-22T08:00:00Z',
  updated_at: '2026-11-22T08:00:00Z',
  solved_at: null,
  closed_at: null,
  last_message: null,
  window: { kind: null, expires_at: null },
  version: 1,
  ...part,
});
const mine: ListKey = { view: 'inbox', teamId: null, group: 'open', sort: 'waiting' };
const list = (ids: string[]): ListState => ({ key: mine, ids, shown: ids, next: null, state: 'ready', isLoadingMore: false });
const known = (...tickets: Ticket[]) => new Map(tickets.map((one) => [one.id, one]));

describe('lists', () => {
  it('the longest waiting come first, then the latest', () => {
    const map = known(
      ticket('quiet-old', { opened_at: '2026-11-20T00:00:00Z' }),
      ticket('quiet-new', { opened_at: '2026-11-21T00:00:00Z' }),
      ticket('waits-short', { waiting_since_at: '2026-11-22T09:00:00Z' }),
      ticket('waits-long', { waiting_since_at: '2026-11-22T08:00:00Z' }),
    );
    expect(sortedIds(map.keys(), map, 'waiting')).toEqual(['waits-long', 'waits-short', 'quiet-new', 'quiet-old']);
  });
  it('a ticket belongs to the list of its owner and status', () => {
    expect(isMember(ticket('a'), mine, 'me')).toBe(true);
    expect(isMember(ticket('a', { status: 'solved' }), mine, 'me')).toBe(false);
    expect(isMember(ticket('a', { owner: { kind: 'queue', agent_id: null, team_id: 't' } }), mine, 'me')).toBe(false);
    const team: ListKey = { ...mine, view: 'team', teamId: 't' };
    expect(isMember(ticket('a', { owner: { kind: 'queue', agent_id: null, team_id: 't' } }), team, 'me')).toBe(true);
  });
  it('rows keep their place while the hand is in the list', () => {
    const a = ticket('a', { waiting_since_at: '2026-11-22T09:00:00Z' });
    const b = ticket('b', { waiting_since_at: '2026-11-22T10:00:00Z' });
    const c = ticket('c', { waiting_since_at: '2026-11-22T08:00:00Z' });
    const next = afterChanges(list(['a', 'b']), [c], [], known(a, b, c), 'me', true);
    expect(next.shown).toEqual(['a', 'b']);
    expect(next.ids).toEqual(['c', 'a', 'b']);
    expect(pendingOf(next)).toEqual({ added: 1, reordered: true });
    expect(afterChanges(list(['a', 'b']), [c], [], known(a, b, c), 'me', false).shown).toEqual(['c', 'a', 'b']);
  });
  it('a change inside a row does not make a new list', () => {
    const a = ticket('a', { unread_count: 3 });
    const before = list(['a']);
    expect(afterChanges(before, [a], [], known(a), 'me', false)).toBe(before);
  });
  it('what one may no longer see goes even under the hand', () => {
    const a = ticket('a');
    expect(afterChanges(list(['a', 'b']), [], ['b'], known(a), 'me', true).shown).toEqual(['a']);
  });
  it('going on stops at the ends', () => {
    expect(neighbour(['a', 'b'], 'b', 1)).toBe('b');
    expect(neighbour(['a', 'b'], null, 1)).toBe('a');
    expect(neighbour([], 'a', 1)).toBeNull();
  });
});

describe('predicted changes', () => {
  const now = '2026-11-22T12:00:00Z';
  it('can be taken back', () => {
    const before = ticket('a', { tags: ['vip'], priority: 'high' });
    const change = { status: 'snoozed', snoozed_until: '2026-11-23T08:00:00Z', tags: { add: ['vip', 'neu'] } } as const;
    const wanted = { ...change, tags: { add: [...change.tags.add] } };
    const after = predict(before, wanted, now);
    expect(after.tags).toEqual(['vip', 'neu']);
    const back = predict(after, inverse(before, wanted, now), now);
    expect([back.status, back.tags, back.snoozed_until_at]).toEqual(['open', ['vip'], null]);
  });
  it('a new ticket that was solved comes back as open', () => {
    expect(inverse(ticket('a', { status: 'new' }), { status: 'solved' }, now).status).toBe('open');
  });
  it('the former owner comes back', () => {
    const before = ticket('a', { owner: { kind: 'queue', agent_id: null, team_id: 't' } });
    expect(inverse(before, { owner: { kind: 'nobody' } }, now).owner).toEqual({ kind: 'queue', team_id: 't' });
  });
});

describe('threads', () => {
  const message = (id: string, sent_at: string): Message => ({ id, sent_at }) as Message;
  it('a late message finds its place and none stands twice', () => {
    const a = message('a', '2026-11-22T10:00:00Z');
    const b = message('b', '2026-11-22T10:00:02Z');
    const late = message('l', '2026-11-22T10:00:01Z');
    const map = new Map([a, b, late].map((one) => [one.id, one]));
    expect(insertMessages(['a', 'b'], [late, b], map)).toEqual(['a', 'l', 'b']);
  });
});
