import { goto } from '$app/navigation';
import { newKey, request } from '$api/request';
import type { CannedReply } from '$api/types';
import { m } from '$lib/i18n/i18n.svelte';
import { problemText } from '$lib/problem-text';
import { upsert, without } from '$lib/store/collections';
import { desk } from '$lib/store/desk.svelte';
import { toasts } from '$lib/store/toasts.svelte';

const UNDO_MS = 8000;

/** Deletes at once; undoing writes the same canned reply anew. */
export async function deleteWithUndo(reply: CannedReply): Promise<void> {
  desk.cannedReplies = without(desk.cannedReplies, [reply.id]);
  await goto('/canned-replies');
  try {
    await request('DELETE', `/canned-replies/${reply.id}`);
  } catch (error) {
    desk.cannedReplies = upsert(desk.cannedReplies, [reply]);
    toasts.show(problemText(error), { tone: 'bad' });
    return;
  }
  const toast = toasts.show(m.canned_deleted({ title: reply.title }), {
    lastsMs: UNDO_MS,
    action: {
      label: m.form_undo(),
      run: () => {
        toasts.hide(toast);
        void restore(reply);
      },
    },
  });
}

async function restore(reply: CannedReply): Promise<void> {
  const { shortcut, title, text, team_id } = reply;
  try {
    const again = await request<CannedReply>('POST', '/canned-replies', { shortcut, title, text, team_id }, { idempotencyKey: newKey() });
    desk.cannedReplies = upsert(desk.cannedReplies, [again]);
    await goto(`/canned-replies/${again.id}`);
  } catch (error) {
    toasts.show(problemText(error), { tone: 'bad' });
  }
}
