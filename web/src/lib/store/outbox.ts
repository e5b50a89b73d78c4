// Messages on their way to the server. They survive a reload and a lost network; each is sent once.
import { ApiProblem } from '$api/problem';
import type { Id, Message, NewMessage } from '$api/types';

export interface OutboxItem {
  clientId: string;
  ticketId: Id;
  threadId: Id;
  /** The same for every try, so that the server keeps one message. */
  idempotencyKey: string;
  body: NewMessage;
  /** What the thread shows until the server's own message arrives. */
  message: Message;
  state: 'waiting' | 'sending' | 'refused';
  /** Code of the refusal. */
  refusal: string | null;
}

export interface OutboxWorld {
  send(item: OutboxItem): Promise<Message[]>;
  onSent(item: OutboxItem, messages: Message[]): void;
  onRefused(item: OutboxItem, problem: ApiProblem): void;
  onChange(items: readonly OutboxItem[]): void;
  after(ms: number, run: () => void): () => void;
}

const WAITS_MS = [1000, 2000, 5000, 10_000, 20_000];

export class Outbox {
  #items: readonly OutboxItem[] = [];
  #failures = 0;
  #cancelRetry: (() => void) | null = null;

  constructor(private readonly world: OutboxWorld) {}

  get items(): readonly OutboxItem[] {
    return this.#items;
  }

  /** Takes back what a former page left behind; what was being sent is sent again under the same key. */
  restore(items: readonly OutboxItem[]): void {
    this.#set(items.map((item) => (item.state === 'sending' ? { ...item, state: 'waiting' } : item)));
    this.#pump();
  }

  add(item: OutboxItem): void {
    this.#set([...this.#items, item]);
    this.#pump();
  }

  /** A refused message gets another chance. */
  retry(clientId: string): void {
    this.#patch(clientId, { state: 'waiting', refusal: null });
    this.#pump();
  }

  discard(clientId: string): void {
    this.#set(this.#items.filter((item) => item.clientId !== clientId));
    this.#pump();
  }

  /** The live road may bring a message before the answer of the request does. */
  settle(clientIds: ReadonlySet<string>): void {
    if (this.#items.some((item) => clientIds.has(item.clientId))) {
      this.#set(this.#items.filter((item) => !clientIds.has(item.clientId)));
    }
  }

  /** The network is back. */
  wake(): void {
    this.#failures = 0;
    this.#cancelRetry?.();
    this.#pump();
  }

  #set(items: readonly OutboxItem[]): void {
    this.#items = items;
    this.world.onChange(items);
  }

  #patch(clientId: string, part: Partial<OutboxItem>): void {
    this.#set(this.#items.map((item) => (item.clientId === clientId ? { ...item, ...part } : item)));
  }

  /** Starts the first waiting message of every ticket that has none under way: order holds within a ticket. */
  #pump(): void {
    const busy = new Set(this.#items.filter((item) => item.state === 'sending').map((item) => item.ticketId));
    for (const item of this.#items) {
      if (item.state !== 'waiting' || busy.has(item.ticketId)) continue;
      busy.add(item.ticketId);
      void this.#send(item);
    }
  }

  async #send(item: OutboxItem): Promise<void> {
    this.#patch(item.clientId, { state: 'sending' });
    try {
      const messages = await this.world.send(item);
      this.#failures = 0;
      this.#set(this.#items.filter((other) => other.clientId !== item.clientId));
      this.world.onSent(item, messages);
      this.#pump();
    } catch (error) {
      this.#failed(item, error);
    }
  }

  #failed(item: OutboxItem, error: unknown): void {
    const problem = error instanceof ApiProblem ? error : new ApiProblem('internal', 0, String(error));
    if (!problem.isTransient) {
      this.#patch(item.clientId, { state: 'refused', refusal: problem.code });
      this.world.onRefused(item, problem);
      this.#pump();
      return;
    }
    this.#patch(item.clientId, { state: 'waiting' });
    const wait = problem.retryAfter !== null ? problem.retryAfter * 1000 : WAITS_MS[Math.min(this.#failures, WAITS_MS.length - 1)];
    this.#failures += 1;
    this.#cancelRetry?.();
    this.#cancelRetry = this.world.after(wait ?? 20_000, () => this.#pump());
  }
}
