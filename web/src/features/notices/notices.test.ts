import { describe, expect, it } from 'vitest';
import type { Notice } from '$api/types';
import { freshNotices, noticePath, sortNotices } from './notices';

const notice = (id: string, at: string, part: Partial<Notice> = {}): Notice => ({ id, kind: 'mention', ticket_id: 't', message_id: 'm', actor_name: null, text: null, at, read_at: null, ...part });

describe('notices', () => {
  it('stand unread first, then the newest', () => {
    const all = [notice('old', '2026-01-01'), notice('read', '2026-01-03', { read_at: '2026-01-04' }), notice('new', '2026-01-02')];
    expect(sortNotices(all).map((one) => one.id)).toEqual(['new', 'old', 'read']);
  });

  it('lead to the ticket at the message, or to the channels', () => {
    expect(noticePath(notice('a', ''))).toBe('/inbox/all/t?message=m');
    expect(noticePath(notice('a', '', { message_id: null }))).toBe('/inbox/all/t');
    expect(noticePath(notice('a', '', { kind: 'channel_trouble', ticket_id: null }))).toBe('/settings/channels');
    expect(noticePath(notice('a', '', { ticket_id: null }))).toBeNull();
  });

  it('pop up once, and only those that came while somebody was here', () => {
    const start = Date.parse('2026-01-02T00:00:00Z');
    const all = [notice('before', '2026-01-01T00:00:00Z'), notice('shown', '2026-01-02T01:00:00Z'), notice('read', '2026-01-02T02:00:00Z', { read_at: 'x' }), notice('new', '2026-01-02T03:00:00Z')];
    expect(freshNotices(all, new Set(['shown']), start).map((one) => one.id)).toEqual(['new']);
  });
});
