// What happened to a ticket, in plain sentences: "Jana Becker" + "hat das Ticket gelöst".
import type { TicketEvent, TicketStatus, Priority, DeliveryState, MessageType } from '$api/types';
import { failureReason } from '$lib/failure-text';
import { momentText } from '$lib/format/time';
import { locale, m } from '$lib/i18n/i18n.svelte';
import { kindText } from '$lib/preview';
import { clock } from '$lib/clock.svelte';
import { desk } from '$lib/store/desk.svelte';
import type { Messages } from '$messages/messages';

type Fields = Record<string, unknown>;

const textOf = (data: Fields, name: string): string | null => (typeof data[name] === 'string' && data[name] !== '' ? (data[name] as string) : null);
const listOf = (data: Fields, name: string): string[] => (Array.isArray(data[name]) ? (data[name] as unknown[]).filter((one): one is string => typeof one === 'string') : []);

function word(prefix: string, value: string | null): string {
  const text = m[`${prefix}_${value ?? ''}` as keyof Messages] as (() => string) | undefined;
  return text?.() ?? value ?? '';
}
export const statusWord = (status: TicketStatus | string | null): string => word('status', status);
export const priorityWord = (priority: Priority | string | null): string => word('priority', priority);
export const deliveryWord = (state: DeliveryState | string | null): string => word('delivery', state);

/** Who did it, as it is shown. */
export function actorName(event: TicketEvent): string {
  if (event.actor.name !== null && event.actor.name !== '') return event.actor.name;
  switch (event.actor.kind) {
    case 'agent':
      return desk.agents.get(event.actor.id ?? '')?.display_name ?? m.event_somebody();
    case 'bot':
      return m.event_bot();
    case 'phone_app':
      return m.event_phone_app();
    case 'contact':
      return m.event_contact();
    default:
      return m.event_system();
  }
}

function ownerSentence(event: TicketEvent): string {
  const to = (typeof event.data.to === 'object' && event.data.to !== null ? event.data.to : {}) as Fields;
  const kind = textOf(to, 'kind');
  const id = textOf(to, 'agent_id') ?? textOf(to, 'id') ?? textOf(to, 'team_id');
  if (kind === 'agent') {
    if (id !== null && id === event.actor.id) return m.event_took();
    return m.event_assigned({ to: desk.agents.get(id ?? '')?.display_name ?? m.event_somebody() });
  }
  const team = desk.teams.get(textOf(event.data, 'team_id') ?? id ?? '')?.name;
  if (kind === 'queue') return m.event_queued({ to: team ?? m.event_team() });
  if (kind === 'bot') return m.event_to_bot();
  return team === undefined ? m.event_freed() : m.event_queued({ to: team });
}

function statusSentence(data: Fields): string {
  const until = textOf(data, 'until') ?? textOf(data, 'snoozed_until');
  switch (textOf(data, 'to')) {
    case 'solved':
      return m.event_solved();
    case 'closed':
      return m.event_closed();
    case 'snoozed':
      return until === null ? m.event_snoozed() : m.event_snoozed_until({ when: momentText(Date.parse(until), clock.now(), locale.current) });
    case 'open':
      return ['solved', 'closed'].includes(textOf(data, 'from') ?? '') ? m.event_reopened() : m.event_opened_again();
    default:
      return m.event_status({ to: statusWord(textOf(data, 'to')) });
  }
}

function tagsSentence(data: Fields): string {
  const added = listOf(data, 'added').join(', ');
  const removed = listOf(data, 'removed').join(', ');
  if (added !== '' && removed !== '') return m.event_tags_both({ added, removed });
  return removed === '' ? m.event_tags_added({ added }) : m.event_tags_removed({ removed });
}

function fieldSentence(data: Fields): string {
  const to = textOf(data, 'to');
  if (textOf(data, 'field') === 'subject') return to === null ? m.event_subject_removed() : m.event_subject({ to });
  return to === null ? m.event_type_removed() : m.event_type({ to });
}

const messageWord = (data: Fields): string => {
  const type = textOf(data, 'type');
  return type === null || type === 'text' ? '' : ` (${kindText(type as MessageType)})`;
};

/** What comes after the name. */
export function eventSentence(event: TicketEvent): string {
  const { data } = event;
  switch (event.kind) {
    case 'ticket_opened':
      return m.event_opened();
    case 'ticket_reopened':
      return m.event_reopened();
    case 'status_changed':
      return statusSentence(data);
    case 'owner_changed':
    case 'ticket_assigned':
      return ownerSentence(event);
    case 'priority_changed':
      return m.event_priority({ to: priorityWord(textOf(data, 'to')) });
    case 'tags_changed':
      return tagsSentence(data);
    case 'field_changed':
      return fieldSentence(data);
    case 'ticket_read':
      return m.event_read();
    case 'ticket_unread':
      return m.event_unread();
    case 'message_received':
      return m.event_received() + messageWord(data);
    case 'message_queued':
      return m.event_wrote() + messageWord(data);
    case 'note_added':
      return m.event_noted();
    case 'delivery_advanced':
      return data.is_uncertain === true ? m.event_uncertain() : m.event_delivery({ state: deliveryWord(textOf(data, 'state')) });
    case 'delivery_failed':
      return m.event_failed({ reason: failureReason(textOf(data, 'code') ?? '', textOf(data, 'reason')) });
    case 'delivery_retried':
      return m.event_retried();
    case 'message_changed':
      return m.event_message_changed();
    case 'media_changed':
      return textOf(data, 'state') === 'failed' ? m.event_media_failed() : m.event_media();
    case 'contact_changed':
      return m.event_contact_changed();
    case 'notice_added':
      return m.event_notice();
    case 'window_changed':
      return m.event_window();
    case 'list_changed':
      return m.event_list();
    default:
      return m.event_other({ kind: event.kind });
  }
}
