import { newKey, request } from '$api/request';
import type { Contact } from '$api/types';
import { problemText } from '$lib/problem-text';
import { upsert } from '$lib/store/collections';
import { desk } from '$lib/store/desk.svelte';
import { toasts } from '$lib/store/toasts.svelte';

export type ContactChange = Partial<Pick<Contact, 'display_name' | 'language' | 'notes' | 'tags' | 'attributes'>>;

/** Shows the change at once and takes it back when the server refuses. */
export async function saveContact(contact: Contact, change: ContactChange): Promise<boolean> {
  const name = change.display_name === undefined ? contact.name : (change.display_name ?? contact.profile_name ?? contact.name);
  desk.contacts = upsert(desk.contacts, [{ ...contact, ...change, name }]);
  try {
    desk.contacts = upsert(desk.contacts, [await request<Contact>('PATCH', `/contacts/${contact.id}`, change, { idempotencyKey: newKey() })]);
    return true;
  } catch (error) {
    desk.contacts = upsert(desk.contacts, [contact]);
    toasts.show(problemText(error), { tone: 'bad' });
    return false;
  }
}
