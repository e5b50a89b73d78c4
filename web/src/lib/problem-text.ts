import { ApiProblem } from '$api/problem';
import type { Messages } from '$messages/messages';
import { m } from '$lib/i18n/i18n.svelte';

/** A sentence for the agent: what the server refused and why. */
export function problemText(error: unknown): string {
  return codeText(error instanceof ApiProblem ? error.code : 'internal', error instanceof ApiProblem ? error.detail : null);
}

/** The sentence of a problem code; unknown codes fall back to the server's own words. */
export function codeText(code: string, detail: string | null = null): string {
  const text = m[`problem_${code}` as keyof Messages] as (() => string) | undefined;
  return text?.() ?? (detail !== null && detail !== '' ? detail : m.problem_internal());
}
