import { describe, expect, it } from 'vitest';
import type { Contact, Message, SearchHit, Ticket } from '$api/types';
import { groupHits, hitPath } from './groups';

const hit = (kind: SearchHit['kind'], id: string, part: Partial<SearchHit> = {}): SearchHit => ({
  kind,
  ticket: kind === 'ticket' ? ({ id } as Ticket) : null,
  contact: kind === 'contact' ? ({ id } as Contact) : null,
  message: kind === 'message' ? ({ id, ticket_id: 't9', contact_id: 'c9' } as Message) : null,
  snippet: [],
  ...part,
});

describe('what a search has found', () => {
  it('stands in groups, whatever the order of the pages, each thing once', () => {
    const groups = groupHits([hit('message', 'm1'), hit('ticket', 't1'), hit('contact', 'c1'), hit('ticket', 't2'), hit('ticket', 't1')]);
    expect(groups.map((group) => [group.kind, group.hits.map((one) => one.at)])).toEqual([
      ['ticket', [0, 1]],
      ['contact', [2]],
      ['message', [3]],
    ]);
  });

  it('leads to the ticket, the contact, or the ticket at the message', () => {
    expect(hitPath(hit('ticket', 't1'))).toBe('/inbox/all/t1');
    expect(hitPath(hit('contact', 'c1'))).toBe('/contacts/c1');
    expect(hitPath(hit('message', 'm1'))).toBe('/inbox/all/t9?message=m1');
  });

  it('leads to the contact where a message belongs to no ticket', () => {
    expect(hitPath(hit('message', 'm1', { message: { id: 'm1', ticket_id: null, contact_id: 'c1' } as Message }))).toBe('/contacts/c1');
  });
});
