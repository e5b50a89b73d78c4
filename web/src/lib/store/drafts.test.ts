import { describe, expect, it } from 'vitest';
import { Drafts } from './drafts';

function world(fails = false) {
  const saved: string[] = [];
  const timers: (() => void)[] = [];
  const state = { fails };
  const drafts = new Drafts({
    put: async (id, draft) => {
      if (state.fails) throw new Error('offline');
      saved.push(`${id}=${draft.text}`);
    },
    remove: async (id) => void saved.push(`${id} removed`),
    now: () => '2026-11-22T10:00:00Z',
    after: (_ms, run) => {
      timers.push(run);
      return () => timers.splice(timers.indexOf(run), 1);
    },
    onChange: () => {},
  });
  return { drafts, saved, timers, state };
}

describe('drafts', () => {
  it('only the last words are saved', async () => {
    const w = world();
    w.drafts.set('t', { kind: 'reply', text: 'Ha', reply_to: null });
    w.drafts.set('t', { kind: 'reply', text: 'Hallo', reply_to: null });
    await w.drafts.flush();
    expect(w.saved).toEqual(['t=Hallo']);
    expect(w.drafts.get('t')?.isDirty).toBe(false);
  });
  it('words survive an offline server and are saved later', async () => {
    const w = world(true);
    w.drafts.set('t', { kind: 'reply', text: 'Hallo', reply_to: null });
    await w.drafts.flush();
    expect(w.drafts.get('t')?.isDirty).toBe(true);
    w.state.fails = false;
    await w.drafts.flush();
    expect(w.saved).toEqual(['t=Hallo']);
  });
  it('an emptied draft goes on the server as well and is not brought back', async () => {
    const w = world();
    w.drafts.merge([{ ticket_id: 't', kind: 'reply', text: 'alt', updated_at: '' }]);
    w.drafts.set('t', { kind: 'reply', text: ' ', reply_to: null });
    w.drafts.merge([{ ticket_id: 't', kind: 'reply', text: 'alt', updated_at: '' }]);
    expect(w.drafts.get('t')).toBeUndefined();
    await w.drafts.flush();
    expect(w.saved).toEqual(['t removed']);
  });
  it('what is typed here wins over what the server has', () => {
    const w = world();
    w.drafts.set('t', { kind: 'note', text: 'neu', reply_to: null });
    w.drafts.merge([{ ticket_id: 't', kind: 'reply', text: 'alt', updated_at: '' }]);
    expect(w.drafts.get('t')?.text).toBe('neu');
  });
});
