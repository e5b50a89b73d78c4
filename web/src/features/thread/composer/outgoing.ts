// Makes messages of what was written and hands them to the outbox.
import type { Id, Media, Message, MessageContext, Then, Ticket } from '$api/types';
import { desk } from '$lib/store/desk.svelte';
import { sendMessage } from '$lib/store/send';
import type { Attachment } from './attachments.svelte';
import { mentionedIds } from './triggers';

export function quoteOf(message: Message | null): MessageContext | null {
  if (message === null) return null;
  return { message_id: message.id, wamid: message.wamid, author_name: message.author.name, type: message.type, text: message.text, forwarded: false };
}

const shownMedia = (item: Attachment): Media | null => (item.media === null ? null : { ...item.media, preview_url: item.media.preview_url ?? item.preview });

interface Reply {
  text: string;
  replyTo: Message | null;
  files: readonly Attachment[];
  then: Then | undefined;
}

/** Files first, the text as caption of the first one where it fits, else as a message of its own. `then` goes with the last. */
export function sendReply(ticketId: Id, reply: Reply): void {
  const text = reply.text.trim();
  const captionLimit = desk.me?.limits.caption ?? 1024;
  const first = reply.files[0];
  const isCaption = first !== undefined && first.kind !== 'audio' && text !== '' && [...text].length <= captionLimit;
  const jobs: ((then: Then | undefined, quoted: Message | null) => void)[] = reply.files.map((file, at) => (then, quoted) => {
    if (file.media === null) return;
    const caption = at === 0 && isCaption ? { text } : {};
    const name = file.kind === 'document' ? { file_name: file.name } : {};
    sendMessage(
      ticketId,
      { type: file.kind, media_id: file.media.id, ...caption, ...name, ...(quoted ? { reply_to: quoted.id } : {}), ...(then ? { then } : {}) },
      { media: shownMedia(file), context: quoteOf(quoted) },
    );
  });
  if (text !== '' && !isCaption) {
    jobs.push((then, quoted) => sendMessage(ticketId, { type: 'text', text, ...(quoted ? { reply_to: quoted.id } : {}), ...(then ? { then } : {}) }, { context: quoteOf(quoted) }));
  }
  jobs.forEach((job, at) => job(at === jobs.length - 1 ? reply.then : undefined, at === 0 ? reply.replyTo : null));
}

export function sendNote(ticket: Ticket, text: string, then: Then | undefined): void {
  const people = [...desk.agents.values()].map((agent) => ({ id: agent.id, name: agent.display_name }));
  sendMessage(ticket.id, { type: 'note', text: text.trim(), mentions: mentionedIds(text, people), ...(then ? { then } : {}) });
}
