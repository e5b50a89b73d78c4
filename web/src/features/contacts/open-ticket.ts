import { goto } from '$app/navigation';
import { ApiProblem } from '$api/problem';
import { newKey, request } from '$api/request';
import type { Id, Ticket } from '$api/types';
import { m } from '$lib/i18n/i18n.svelte';
import { ticketPath } from '$lib/nav';
import { problemText } from '$lib/problem-text';
import { applyTickets } from '$lib/store/apply-changes';
import { toasts } from '$lib/store/toasts.svelte';

/** Opens a ticket with a contact, or goes to the one that is running already. */
export async function openTicketWith(contactId: Id, channelId: Id): Promise<void> {
  try {
    const ticket = await request<Ticket>('POST', '/tickets', { contact_id: contactId, channel_id: channelId }, { idempotencyKey: newKey() });
    applyTickets([ticket]);
    await goto(ticketPath(ticket.id));
  } catch (error) {
    const running = error instanceof ApiProblem && error.code === 'conflict' ? error.extras.ticket_id : undefined;
    if (typeof running !== 'string') {
      toasts.show(problemText(error), { tone: 'bad' });
      return;
    }
    toasts.show(m.contacts_running());
    await goto(ticketPath(running));
  }
}
