// Why a message did not arrive and what to do about it, in the agent's language.
import type { DeliveryError } from '$api/types';
import { m } from '$lib/i18n/i18n.svelte';
import type { Messages } from '$messages/messages';

const ALIAS: Record<string, string> = { '131051': '131053', '132000': '132012', '132008': '132012', '132018': '132012', '132016': '132015', '80007': '130429', '131044': '131042', '0': '190' };

function text(key: string): string | null {
  return (m[`failure_${key}` as keyof Messages] as (() => string) | undefined)?.() ?? null;
}

/** The reason alone; unknown codes fall back to the platform's own words. */
export function failureReason(code: string, reason: string | null): string {
  return text(ALIAS[code] ?? code) ?? (reason !== null && reason !== '' ? reason : m.failure_default());
}

export function failureAdvice(code: string): string {
  const known = ALIAS[code] ?? code;
  return text(known) === null ? m.failure_default_advice() : (text(`${known}_advice`) ?? '');
}

/** Refused only because of the closed window: once it is open again, the same message may leave. */
export function isOfWindow(code: string | undefined): boolean {
  return code === '131047' || code === 'window_closed';
}

export interface Failure {
  reason: string;
  advice: string;
  isRetryable: boolean;
}

export function failureOf(error: DeliveryError | null): Failure {
  const code = error?.code ?? '';
  return { reason: failureReason(code, error?.reason ?? null), advice: failureAdvice(code), isRetryable: error?.is_retryable ?? true };
}
