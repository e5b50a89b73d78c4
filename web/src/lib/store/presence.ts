import type { Id } from '$api/types';
import { withEntry } from './collections';
import { desk, type Presence } from './desk.svelte';

const EXPIRES_MS = 35_000;
const timers = new Map<Id, ReturnType<typeof setTimeout>>();

/** Who else has a ticket open. Forgotten when the server stops saying so. */
export function setPresence(ticketId: Id, agents: readonly Presence[]): void {
  const others = agents.filter((one) => one.agent_id !== desk.me?.agent.id);
  desk.presence = withEntry(desk.presence, ticketId, others);
  const timer = timers.get(ticketId);
  if (timer !== undefined) clearTimeout(timer);
  timers.delete(ticketId);
  if (others.length > 0) timers.set(ticketId, setTimeout(() => setPresence(ticketId, []), EXPIRES_MS));
}

export function forgetPresence(): void {
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
}
