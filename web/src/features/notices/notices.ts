// What notices say and where they lead. Pure, except for the texts.
import type { Id, Notice, Ticket } from '$api/types';
import { failureReason } from '$lib/failure-text';
import { m } from '$lib/i18n/i18n.svelte';
import { ticketPath } from '$lib/nav';

/** Unread first, then the newest. */
export function sortNotices(notices: Iterable<Notice>): Notice[] {
  return [...notices].sort((a, b) => Number(a.read_at !== null) - Number(b.read_at !== null) || (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

/** Where a click leads; null where there is nothing to open. */
export function noticePath(notice: Notice): string | null {
  if (notice.ticket_id !== null) return ticketPath(notice.ticket_id) + (notice.message_id === null ? '' : `?message=${notice.message_id}`);
  return notice.kind === 'channel_trouble' ? '/settings/channels' : null;
}

export function noticeTitle(notice: Notice): string {
  const name = notice.actor_name ?? m.notices_somebody();
  switch (notice.kind) {
    case 'mention':
      return m.notices_mention({ name });
    case 'assigned':
      return m.notices_assigned({ name });
    case 'message_failed':
      return m.notices_failed();
    case 'channel_trouble':
      return m.notices_channel();
  }
}

/** The second line: whom it is about, and what was written. */
export function noticeDetail(notice: Notice, ticket: Ticket | undefined): string {
  const who = ticket === undefined ? '' : `${ticket.contact.name} #${ticket.number}`;
  const text = notice.text?.replace(/\s+/gu, ' ').trim() ?? '';
  switch (notice.kind) {
    case 'mention':
      return [who, text].filter((part) => part !== '').join(' · ');
    case 'assigned':
      return who === '' ? text : who;
    case 'message_failed':
      return [who, text === '' ? '' : failureReason(text, m.notices_code({ code: text }))].filter((part) => part !== '').join(' · ');
    case 'channel_trouble':
      return text;
  }
}

/** Unread notices that came since `startedAt` and have not been shown yet. */
export function freshNotices(notices: Iterable<Notice>, shown: ReadonlySet<Id>, startedAt: number): Notice[] {
  return [...notices].filter((notice) => notice.read_at === null && !shown.has(notice.id) && Date.parse(notice.at) >= startedAt).sort((a, b) => (a.at < b.at ? -1 : 1));
}
