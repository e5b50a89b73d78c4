// The door between actions (keys, menu, palette) and the composer of the open ticket.
import type { DraftKind, Id } from '$api/types';

export interface ComposerPort {
  ticketId: Id;
  focus(kind: DraftKind): void;
  /** Puts text at the cursor, as a canned reply does. */
  insert(text: string): void;
}

let current: ComposerPort | null = null;
let waiting: { ticketId: Id; kind: DraftKind } | null = null;

/** Called by the composer when it appears; the returned function takes it back. */
export function registerComposer(port: ComposerPort): () => void {
  current = port;
  if (waiting?.ticketId === port.ticketId) port.focus(waiting.kind);
  waiting = null;
  return () => {
    if (current === port) current = null;
  };
}

export function composerOf(ticketId: Id): ComposerPort | null {
  return current?.ticketId === ticketId ? current : null;
}

/** Focuses the composer now or, if it is still to appear, as soon as it does. */
export function focusComposer(ticketId: Id, kind: DraftKind): void {
  const port = composerOf(ticketId);
  if (port === null) waiting = { ticketId, kind };
  else port.focus(kind);
}
