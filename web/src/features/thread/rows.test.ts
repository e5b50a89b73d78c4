import { describe, expect, test } from 'vitest';
import type { Message, TicketEvent } from '$api/types';
import { buildRows, firstUnread, type Row, type RowSource } from './rows';

const at = (time: string, day = '2026-11-18'): string => new Date(`${day}T${time}:00`).toISOString();
let serial = 0;

function message(time: string, part: Partial<Message> = {}, day?: string): Message {
  serial += 1;
  const id = part.id ?? `m${serial}`;
  return {
    id, channel_id: 'c', thread_id: 't', ticket_id: 'k1', contact_id: 'p', wamid: null, client_id: null, seq: serial, direction: 'in',
    author: { kind: 'contact', id: 'p', name: 'Katharina' }, type: 'text', text: 'Hallo', media: null, template: null, detail: null, context: null,
    mentions: [], reactions: [], sent_at: at(time, day), received_at: null, delivery: null, ...part,
  };
}
const mine = { direction: 'out', author: { kind: 'agent', id: 'a', name: 'Jana' } } as const;
const event = (time: string, kind = 'status_changed'): TicketEvent => {
  serial += 1;
  return { seq: serial, at: at(time), kind, actor: { kind: 'agent', id: 'a', name: 'Jana' }, data: {} };
};
const rows = (part: Partial<RowSource>): Row[] =>
  buildRows({ messages: [], waiting: [], events: [], tickets: [], window: { kind: null, expires_at: null }, newFrom: null, now: Date.parse(at('12:00')), ...part });
const kinds = (list: Row[]): string => list.map((row) => (row.kind === 'message' ? `${row.startsGroup ? '[' : ''}m${row.endsGroup ? ']' : ''}` : row.kind)).join(' ');

describe('grouping', () => {
  test('messages of one sender within two minutes stand together', () => {
    expect(kinds(rows({ messages: [message('09:00'), message('09:01'), message('09:04'), message('09:04', mine)] }))).toBe('day [m m] [m] [m]');
  });
  test('a note does not join an answer', () => {
    expect(kinds(rows({ messages: [message('09:00', mine), message('09:00', { ...mine, direction: 'internal', type: 'note' })] }))).toBe('day [m] [m]');
  });
});

test('a new day gets a heading', () => {
  expect(kinds(rows({ messages: [message('23:59', {}, '2026-11-17'), message('00:00')] }))).toBe('day [m] day [m]');
});

test('events stand between the messages, several in one row', () => {
  const list = rows({ messages: [message('09:00'), message('09:10')], events: [event('09:05'), event('09:06'), event('08:00'), event('09:07', 'ticket_read')] });
  expect(kinds(list)).toBe('day [m] events [m]');
  expect(list.find((row) => row.kind === 'events')).toMatchObject({ events: [{ at: at('09:05') }, { at: at('09:06') }] });
});

test('a ticket ends with a border', () => {
  const tickets = [{ id: 'k1', number: 7, subject: null, status: 'solved' as const, opened_at: at('08:00'), closed_at: null }];
  const list = rows({ messages: [message('09:00'), message('10:00', { ticket_id: 'k2' })], tickets });
  expect(kinds(list)).toBe('day [m] border [m]');
  expect(list[2]).toMatchObject({ number: 7, isDone: true });
});

test('unread messages begin at the n-th last of the customer', () => {
  const messages = [message('09:00', { id: 'a' }), message('09:01', { id: 'b' }), message('09:02', mine), message('09:03', { id: 'c' })];
  expect(firstUnread(messages, 2)).toEqual({ id: 'b', count: 2 });
  expect(firstUnread(messages, 9)).toEqual({ id: 'a', count: 3 });
  expect(firstUnread(messages, 0)).toBeNull();
  expect(kinds(rows({ messages, newFrom: firstUnread(messages, 2) }))).toBe('day [m] new [m] [m] [m]');
});

test('the end of the window is told once it has passed', () => {
  expect(kinds(rows({ messages: [message('09:00')], window: { kind: 'customer_service', expires_at: at('11:00') } }))).toBe('day [m] closed');
  expect(kinds(rows({ messages: [message('09:00')], window: { kind: 'customer_service', expires_at: at('13:00') } }))).toBe('day [m]');
});

test('what waits comes last and vanishes with its message', () => {
  const waiting = [{ clientId: 'x', ticketId: 'k1', threadId: 't', idempotencyKey: 'i', body: { type: 'text' as const, text: 'Hi' }, message: message('09:01', { ...mine, id: 'x' }), state: 'waiting' as const, refusal: null }];
  expect(kinds(rows({ messages: [message('09:00')], waiting }))).toBe('day [m] [m]');
  expect(kinds(rows({ messages: [message('09:00'), message('09:01', { ...mine, client_id: 'x' })], waiting }))).toBe('day [m] [m]');
});

test('the chosen button is known to the question', () => {
  const messages = [message('09:00', { ...mine, id: 'q', type: 'interactive' }), message('09:01', { type: 'button', text: 'Ja', context: { message_id: 'q', wamid: null, author_name: null, type: null, text: null, forwarded: false } })];
  expect(rows({ messages })[1]).toMatchObject({ chosen: 'Ja' });
});
