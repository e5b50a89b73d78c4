// What each ticket's thread looked like when the agent left it: where it was scrolled to, which composer tab was open.
import type { DraftKind, Id } from '$api/types';

export interface TicketMemory {
  /** Distance from the bottom in pixels; 0 means "follow new messages". */
  fromBottom: number;
  composer: DraftKind;
}

const MOST = 200;
const memory = new Map<Id, TicketMemory>();

export function recall(ticketId: Id): TicketMemory {
  return memory.get(ticketId) ?? { fromBottom: 0, composer: 'reply' };
}

export function remember(ticketId: Id, part: Partial<TicketMemory>): void {
  const next = { ...recall(ticketId), ...part };
  memory.delete(ticketId);
  memory.set(ticketId, next);
  if (memory.size > MOST) {
    const oldest = memory.keys().next().value;
    if (oldest !== undefined) memory.delete(oldest);
  }
}
