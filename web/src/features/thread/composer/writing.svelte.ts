// What the agent has written for a ticket: one text for the customer, one for colleagues, kept as a draft.
import type { DraftKind, Id, Message } from '$api/types';
import { desk } from '$lib/store/desk.svelte';
import { drafts } from '$lib/store/kept';
import { recall, remember } from '$lib/store/memory';

const kept = new Map<Id, Record<DraftKind, string>>();

export class Writing {
  kind = $state<DraftKind>('reply');
  texts = $state.raw<Record<DraftKind, string>>({ reply: '', note: '' });
  replyTo = $state.raw<Message | null>(null);

  constructor(private readonly ticketId: Id) {
    const draft = desk.drafts.get(ticketId);
    this.kind = draft?.kind ?? recall(ticketId).composer;
    this.texts = { reply: '', note: '', ...kept.get(ticketId) };
    if (draft !== undefined) {
      this.texts = { ...this.texts, [draft.kind]: draft.text };
      this.replyTo = draft.reply_to === null ? null : (desk.messages.get(draft.reply_to) ?? null);
    }
  }

  get text(): string {
    return this.texts[this.kind];
  }

  write(text: string, kind: DraftKind = this.kind): void {
    this.texts = { ...this.texts, [kind]: text };
    this.save();
  }

  choose(kind: DraftKind): void {
    this.kind = kind;
    remember(this.ticketId, { composer: kind });
  }

  answer(message: Message | null): void {
    this.replyTo = message;
    this.save();
  }

  /** A draft that arrives from the server after we were shown. */
  adopt(draft: { kind: DraftKind; text: string }): void {
    if (this.texts.reply !== '' || this.texts.note !== '') return;
    this.kind = draft.kind;
    this.texts = { ...this.texts, [draft.kind]: draft.text };
  }

  save(): void {
    kept.set(this.ticketId, this.texts);
    const other: DraftKind = this.kind === 'reply' ? 'note' : 'reply';
    const kind = this.texts[this.kind].trim() === '' && this.texts[other].trim() !== '' ? other : this.kind;
    drafts.set(this.ticketId, { kind, text: this.texts[kind], reply_to: this.replyTo?.id ?? null });
  }

  /** After sending. */
  clear(): void {
    this.texts = { ...this.texts, [this.kind]: '' };
    if (this.kind === 'reply') this.replyTo = null;
    this.save();
  }
}
