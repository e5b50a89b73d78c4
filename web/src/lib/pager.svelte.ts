// A list that comes in pages and that only one screen shows.
import type { Cursor, Page } from '$api/types';

export class Pager<T> {
  items = $state.raw<readonly T[]>([]);
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  isLoadingMore = $state(false);
  next = $state.raw<Cursor | null>(null);
  error = $state.raw<unknown>(null);
  #stop: AbortController | null = null;

  constructor(private readonly fetchPage: (cursor: Cursor | null, signal: AbortSignal) => Promise<Page<T>>) {}

  /** Fetches from the beginning. What is on screen stays there until the answer comes. */
  async load(): Promise<void> {
    const signal = this.#begin();
    this.state = this.items.length > 0 ? 'ready' : 'loading';
    this.isLoadingMore = false;
    try {
      const page = await this.fetchPage(null, signal);
      if (signal.aborted) return;
      this.items = page.items;
      this.next = page.next;
      this.state = 'ready';
    } catch (error) {
      if (signal.aborted) return;
      this.error = error;
      this.items = [];
      this.next = null;
      this.state = 'failed';
    }
  }

  async more(): Promise<void> {
    if (this.next === null || this.isLoadingMore || this.state !== 'ready') return;
    const signal = this.#begin();
    this.isLoadingMore = true;
    try {
      const page = await this.fetchPage(this.next, signal);
      if (signal.aborted) return;
      this.items = [...this.items, ...page.items];
      this.next = page.next;
    } catch {
      // the end comes near again with the next scroll
    } finally {
      if (!signal.aborted) this.isLoadingMore = false;
    }
  }

  /** Forgets everything, for a question that is no question any more. */
  empty(): void {
    this.#begin();
    this.items = [];
    this.next = null;
    this.state = 'ready';
    this.isLoadingMore = false;
  }

  #begin(): AbortSignal {
    this.#stop?.abort();
    this.#stop = new AbortController();
    return this.#stop.signal;
  }
}
