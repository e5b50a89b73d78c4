import { describe, expect, it } from 'vitest';
import type { Contact, Identity } from '$api/types';
import { addressOf, attributesOf, channelsOf, identitiesByChannel, rowsOf } from './contact-facts';

const identity = (kind: Identity['kind'], value: string, channel_id: string | null = 'a'): Identity => ({ id: `${kind}${value}`, channel_id, kind, value });
const contact = (identities: Identity[], part: Partial<Contact> = {}): Contact => ({
  id: '1', display_name: null, profile_name: 'Mia', name: 'Mia', language: null, notes: null, tags: [], attributes: {}, identities, created_at: '', last_message_at: null, ...part,
});

describe('what a contact says', () => {
  it('prefers the phone, then the username, then the own name', () => {
    expect(addressOf(contact([identity('username', 'mia'), identity('phone', '+4915123456789')]))).toBe('+49 151 2345 6789');
    expect(addressOf(contact([identity('bsuid', 'DE.1'), identity('username', 'mia')]))).toBe('@mia');
    expect(addressOf(contact([identity('bsuid', 'DE.1')]))).toBe('Mia');
  });

  it('names each channel once and puts addresses without one last', () => {
    const one = contact([identity('email', 'm@example.org', null), identity('phone', '1', 'b'), identity('bsuid', '2', 'b'), identity('phone', '3', 'a')]);
    expect(channelsOf(one)).toEqual(['b', 'a']);
    expect(identitiesByChannel(one).map((group) => [group.channelId, group.identities.length])).toEqual([['b', 2], ['a', 1], [null, 1]]);
  });

  it('keeps attributes through an edit and leaves out empty rows', () => {
    const rows = rowsOf({ Ort: 'Kiel', Stufe: 3 });
    expect(attributesOf([...rows, { key: ' ', value: 'x' }, { key: 'Leer', value: ' ' }])).toEqual({ Ort: 'Kiel', Stufe: '3' });
  });
});
