// What every form does: one request at a time, refusals beside the fields they are about.
import { ApiProblem } from '$api/problem';
import type { FieldProblem } from '$api/types';
import { m } from '$lib/i18n/i18n.svelte';
import type { Messages } from '$messages/messages';
import { problemText } from './problem-text';

/** The sentence for a field that was refused; unknown codes keep the server's own words. */
export function fieldText(problem: FieldProblem): string {
  const texts = m as unknown as Partial<Record<string, () => string>>;
  const text = texts[`form_${problem.code}_${problem.field}` as keyof Messages] ?? texts[`form_${problem.code}` as keyof Messages];
  return text?.() ?? problem.detail;
}

/** Problem codes that are about one field, though the server names none. */
const FIELD_OF_CODE: Readonly<Record<string, string>> = {
  email_taken: 'email',
  number_taken: 'phone_number_id',
};

export class Form {
  isBusy = $state(false);
  /** What is wrong with the whole, not with a field. */
  problem = $state<string | null>(null);
  #fields = $state.raw<ReadonlyMap<string, string>>(new Map());

  errorOf(field: string): string | null {
    return this.#fields.get(field) ?? null;
  }

  /** Forgets what was refused, for one field or for all. */
  clear(field?: string): void {
    this.problem = null;
    this.#fields = field === undefined ? new Map() : new Map([...this.#fields].filter(([name]) => name !== field));
  }

  /** A refusal found here, before anything is sent. */
  refuse(field: string, text: string): void {
    this.#fields = new Map(this.#fields).set(field, text);
  }

  /** Runs the request; its answer, or null after showing why it was refused. */
  async send<T>(act: () => Promise<T>, shown: readonly string[] = []): Promise<{ answer: T } | null> {
    if (this.isBusy) return null;
    this.clear();
    this.isBusy = true;
    try {
      return { answer: await act() };
    } catch (error) {
      this.take(error, shown);
      return null;
    } finally {
      this.isBusy = false;
    }
  }

  /** `shown`: the fields this form has; a refusal about any other is shown above the button. */
  take(error: unknown, shown: readonly string[]): void {
    const fields = new Map<string, string>();
    const others: string[] = [];
    if (error instanceof ApiProblem) {
      for (const problem of error.fields) {
        if (shown.includes(problem.field)) fields.set(problem.field, fieldText(problem));
        else others.push(fieldText(problem));
      }
      const field = FIELD_OF_CODE[error.code];
      if (field !== undefined && shown.includes(field)) fields.set(field, problemText(error));
    }
    this.#fields = fields;
    this.problem = others.length > 0 ? others.join(' ') : fields.size > 0 ? null : problemText(error);
    if (fields.size > 0) queueMicrotask(focusFirstRefused);
  }
}

function focusFirstRefused(): void {
  requestAnimationFrame(() => {
    const root = document.querySelector('dialog[open]') ?? document;
    root.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  });
}
