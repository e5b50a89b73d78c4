// What parts of a message may ask of the thread around them.
import { createContext } from 'svelte';
import type { Id, Message } from '$api/types';

export interface ThreadContext {
  ticketId: () => Id;
  reply(message: Message): void;
  jumpTo(messageId: Id): void;
  openMedia(messageId: Id): void;
  showDetails(message: Message): void;
  /** A voice message that can be played by key; the returned function takes it back. */
  addVoice(messageId: Id, toggle: () => void): () => void;
}

export const [threadContext, setThreadContext] = createContext<ThreadContext>();
