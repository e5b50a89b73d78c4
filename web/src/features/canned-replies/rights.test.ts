import { describe, expect, it } from 'vitest';
import type { Agent, CannedReply } from '$api/types';
import { filterReplies, mayEdit } from './rights';

const agent = { team_ids: ['ours'] } as Agent;
const reply = (shortcut: string, title: string, text = '', team_id: string | null = null): CannedReply => ({ id: shortcut, shortcut, title, text, team_id, updated_at: '' });

describe('canned replies', () => {
  it('may be edited by agents for everybody and their own teams, by supervisors for all', () => {
    const plain = ['answer', 'edit_shared'];
    expect(mayEdit({ team_id: null }, agent, plain)).toBe(true);
    expect(mayEdit({ team_id: 'ours' }, agent, plain)).toBe(true);
    expect(mayEdit({ team_id: 'theirs' }, agent, plain)).toBe(false);
    expect(mayEdit({ team_id: 'theirs' }, agent, [...plain, 'supervise'])).toBe(true);
    expect(mayEdit({ team_id: null }, agent, ['answer'])).toBe(false);
  });

  it('are found by every word, the shortcut first', () => {
    const all = [reply('danke', 'Gruß', 'mit versand'), reply('versand', 'Paket verzögert', 'Hallo'), reply('x', 'Anderes')];
    expect(filterReplies(all, '/ver', 'de').map((one) => one.id)).toEqual(['versand', 'danke']);
    expect(filterReplies(all, 'paket hallo', 'de').map((one) => one.id)).toEqual(['versand']);
    expect(filterReplies(all, '', 'de').map((one) => one.id)).toEqual(['x', 'danke', 'versand']);
  });
});
