// How much of a service window is left. The server decides; this only shows.
import type { ServiceWindow } from '$api/types';

export type WindowTone = 'calm' | 'warn' | 'bad';

export interface WindowLeft {
  /** Negative or zero: closed. */
  ms: number;
  /** Remaining part of the whole window, 0 to 1. */
  share: number;
  tone: WindowTone;
}

const HOUR = 3_600_000;
const WHOLE: Record<'customer_service' | 'free_entry_point', number> = { customer_service: 24 * HOUR, free_entry_point: 72 * HOUR };

/** Null where there never was a window. */
export function windowLeft(window: ServiceWindow, now: number): WindowLeft | null {
  if (window.expires_at === null) return null;
  const ms = Date.parse(window.expires_at) - now;
  const share = Math.min(1, Math.max(0, ms / WHOLE[window.kind ?? 'customer_service']));
  return { ms, share, tone: ms <= 0 ? 'bad' : ms < 2 * HOUR ? 'warn' : 'calm' };
}
