// What can be read off a contact. Pure.
import type { Contact, Id, Identity } from '$api/types';
import { phoneText } from '$lib/format/person';

export function phoneOf(contact: Contact): string | null {
  const phone = contact.identities.find((identity) => identity.kind === 'phone');
  return phone === undefined ? null : phoneText(phone.value);
}

/** The line below a name: phone, else username, else the customer's own name where it differs. */
export function addressOf(contact: Contact): string {
  const username = contact.identities.find((identity) => identity.kind === 'username');
  return phoneOf(contact) ?? (username === undefined ? (contact.profile_name ?? '') : `@${username.value}`);
}

export function identityText(identity: Identity): string {
  if (identity.kind === 'phone') return phoneText(identity.value);
  return identity.kind === 'username' ? `@${identity.value}` : identity.value;
}

/** Channels this contact can be written to, in the order of the addresses. */
export function channelsOf(contact: Contact): Id[] {
  return [...new Set(contact.identities.flatMap((identity) => identity.channel_id ?? []))];
}

/** Addresses by channel; those without one stand last. */
export function identitiesByChannel(contact: Contact): { channelId: Id | null; identities: Identity[] }[] {
  const groups = new Map<Id | null, Identity[]>();
  for (const identity of contact.identities) {
    const found = groups.get(identity.channel_id);
    if (found === undefined) groups.set(identity.channel_id, [identity]);
    else found.push(identity);
  }
  return [...groups].map(([channelId, identities]) => ({ channelId, identities })).sort((a, b) => Number(a.channelId === null) - Number(b.channelId === null));
}

export interface AttributeRow {
  key: string;
  value: string;
}

export const rowsOf = (attributes: Contact['attributes']): AttributeRow[] =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: typeof value === 'string' ? value : JSON.stringify(value) }));

/** Rows without a name are left out; of two with one name the later wins. */
export const attributesOf = (rows: readonly AttributeRow[]): Record<string, string> =>
  Object.fromEntries(rows.map((row) => [row.key.trim(), row.value.trim()] as const).filter(([key, value]) => key !== '' && value !== ''));
