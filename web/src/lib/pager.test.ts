import { describe, expect, it } from 'vitest';
import type { Page } from '$api/types';
import { Pager } from './pager.svelte';

function numbers(size: number, total: number) {
  const asked: (string | null)[] = [];
  const pager = new Pager<number>(async (cursor): Promise<Page<number>> => {
    asked.push(cursor);
    const from = Number(cursor ?? 0);
    const items = Array.from({ length: Math.min(size, total - from) }, (_, at) => from + at);
    return { items, next: from + size < total ? String(from + size) : null };
  });
  return { pager, asked };
}

describe('a list in pages', () => {
  it('appends pages until there is no next one', async () => {
    const { pager, asked } = numbers(2, 5);
    await pager.load();
    await pager.more();
    await pager.more();
    await pager.more();
    expect(pager.items).toEqual([0, 1, 2, 3, 4]);
    expect(asked).toEqual([null, '2', '4']);
  });

  it('begins anew with every load', async () => {
    const { pager } = numbers(2, 5);
    await pager.load();
    await pager.more();
    await pager.load();
    expect(pager.items).toEqual([0, 1]);
  });

  it('drops an answer that was overtaken by a newer question', async () => {
    const answers: ((page: Page<string>) => void)[] = [];
    const pager = new Pager<string>(() => new Promise((resolve) => answers.push(resolve)));
    const first = pager.load();
    const second = pager.load();
    answers[1]?.({ items: ['new'], next: null });
    answers[0]?.({ items: ['old'], next: null });
    await Promise.all([first, second]);
    expect(pager.items).toEqual(['new']);
  });

  it('says when the first page failed', async () => {
    const pager = new Pager<string>(() => Promise.reject(new Error('no')));
    await pager.load();
    expect([pager.state, pager.items.length]).toEqual(['failed', 0]);
  });
});
