// The one line of a ticket's last message in a list.
import type { LastMessage, MessageType } from '$api/types';
import { m } from '$lib/i18n/i18n.svelte';

/** What to write for a message without words of its own. */
export function kindText(type: MessageType): string {
  switch (type) {
    case 'image':
      return m.preview_image();
    case 'video':
      return m.preview_video();
    case 'audio':
      return m.preview_audio();
    case 'document':
      return m.preview_document();
    case 'sticker':
      return m.preview_sticker();
    case 'location':
      return m.preview_location();
    case 'contacts':
      return m.preview_contacts();
    case 'order':
      return m.preview_order();
    case 'template':
      return m.preview_template();
    case 'system':
      return m.preview_system();
    case 'interactive':
    case 'button':
      return m.preview_interactive();
    case 'text':
    case 'note':
    case 'unsupported':
      return m.preview_unsupported();
  }
}

export function previewText(message: LastMessage): string {
  const text = message.text?.replace(/\s+/gu, ' ').trim() ?? '';
  return text === '' ? kindText(message.type) : text;
}
