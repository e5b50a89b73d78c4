import type { Agent, CannedReply } from '$api/types';

/** Whom a canned reply concerns: everybody, or one team. Agents write for everybody and their own teams. */
export function mayEdit(reply: Pick<CannedReply, 'team_id'>, agent: Agent, permissions: readonly string[]): boolean {
  if (!permissions.includes('edit_shared')) return false;
  return permissions.includes('supervise') || reply.team_id === null || agent.team_ids.includes(reply.team_id);
}

/** Every word must be found in shortcut, title or text; a hit in the shortcut's beginning stands first. */
export function filterReplies(replies: readonly CannedReply[], query: string, locale: string): CannedReply[] {
  const words = query.toLowerCase().replace(/^\//, '').split(/\s+/u).filter((word) => word !== '');
  const rank = (reply: CannedReply): number => (words.length > 0 && reply.shortcut.startsWith(words[0] ?? '') ? 0 : 1);
  return replies
    .filter((reply) => {
      const all = `${reply.shortcut} ${reply.title} ${reply.text}`.toLowerCase();
      return words.every((word) => all.includes(word));
    })
    .sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title, locale));
}
