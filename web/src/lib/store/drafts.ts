// Drafts: kept on this device at the first key, on the server a moment later.
import type { Draft, DraftSummary, Id } from '$api/types';

export interface KeptDraft extends Draft {
  updatedAt: string;
  /** Not on the server yet. */
  isDirty: boolean;
}

export interface DraftWorld {
  put(ticketId: Id, draft: Draft): Promise<void>;
  remove(ticketId: Id): Promise<void>;
  now(): string;
  after(ms: number, run: () => void): () => void;
  onChange(drafts: ReadonlyMap<Id, KeptDraft>): void;
}

const SAVE_AFTER_MS = 1200;

export class Drafts {
  #drafts: ReadonlyMap<Id, KeptDraft> = new Map();
  #gone = new Set<Id>();
  #timers = new Map<Id, () => void>();

  constructor(private readonly world: DraftWorld) {}

  get(ticketId: Id): KeptDraft | undefined {
    return this.#drafts.get(ticketId);
  }

  /** What this device kept from a former page. */
  restore(entries: Iterable<[Id, KeptDraft]>): void {
    this.#set(new Map(entries));
  }

  set(ticketId: Id, draft: Draft): void {
    if (draft.text.trim() === '') {
      this.clear(ticketId);
      return;
    }
    const next = new Map(this.#drafts);
    next.set(ticketId, { ...draft, updatedAt: this.world.now(), isDirty: true });
    this.#gone.delete(ticketId);
    this.#set(next);
    this.#saveSoon(ticketId);
  }

  clear(ticketId: Id): void {
    if (!this.#drafts.has(ticketId)) return;
    const next = new Map(this.#drafts);
    next.delete(ticketId);
    this.#gone.add(ticketId);
    this.#set(next);
    this.#saveSoon(ticketId);
  }

  /** What the server has. Words typed here and not saved yet win. */
  merge(summaries: readonly DraftSummary[]): void {
    const next = new Map<Id, KeptDraft>();
    for (const one of summaries) {
      if (this.#gone.has(one.ticket_id)) continue;
      const mine = this.#drafts.get(one.ticket_id);
      const isSame = mine !== undefined && mine.text === one.text && mine.kind === one.kind;
      next.set(
        one.ticket_id,
        isSame ? mine : { kind: one.kind, text: one.text, reply_to: null, updatedAt: one.updated_at, isDirty: false },
      );
    }
    for (const [id, mine] of this.#drafts) if (mine.isDirty) next.set(id, mine);
    this.#set(next);
  }

  /** Saves everything that is not on the server yet. */
  async flush(): Promise<void> {
    const ids = [...this.#gone, ...[...this.#drafts].filter(([, draft]) => draft.isDirty).map(([id]) => id)];
    await Promise.all(ids.map((id) => this.#save(id)));
  }

  #set(drafts: ReadonlyMap<Id, KeptDraft>): void {
    this.#drafts = drafts;
    this.world.onChange(drafts);
  }

  #saveSoon(ticketId: Id): void {
    this.#timers.get(ticketId)?.();
    this.#timers.set(
      ticketId,
      this.world.after(SAVE_AFTER_MS, () => void this.#save(ticketId)),
    );
  }

  async #save(ticketId: Id): Promise<void> {
    this.#timers.get(ticketId)?.();
    this.#timers.delete(ticketId);
    const draft = this.#drafts.get(ticketId);
    try {
      if (draft === undefined) {
        if (!this.#gone.has(ticketId)) return;
        await this.world.remove(ticketId);
        this.#gone.delete(ticketId);
        return;
      }
      if (!draft.isDirty) return;
      await this.world.put(ticketId, { kind: draft.kind, text: draft.text, reply_to: draft.reply_to });
      if (this.#drafts.get(ticketId) === draft) {
        this.#set(new Map(this.#drafts).set(ticketId, { ...draft, isDirty: false }));
      }
    } catch {
      // It stays dirty here and on this device; the next flush tries again.
    }
  }
}
