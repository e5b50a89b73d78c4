// What can be picked for a sign: canned replies, colleagues, emoji.
import type { Id } from '$api/types';
import { locale, m } from '$lib/i18n/i18n.svelte';
import { desk } from '$lib/store/desk.svelte';
import { foundEmoji } from './emoji-later.svelte';
import type { Suggestion } from './Suggestions.svelte';
import type { Trigger } from './triggers';

export interface Picks {
  onCanned(id: Id, from: number, to: number): void;
  onEmoji(from: number, to: number, sign: string): void;
  onPerson(from: number, to: number, name: string): void;
}

const MOST = 40;

/** A query fits at the beginning of any word of a name. */
function fits(name: string, query: string): boolean {
  return name.split(/\s+/u).some((_, at, words) => words.slice(at).join(' ').startsWith(query));
}

export function suggestionsFor(trigger: Trigger, picks: Picks): Suggestion[] {
  const { sign, from } = trigger;
  const to = from + trigger.query.length + 1;
  const query = trigger.query.toLocaleLowerCase();
  if (sign === ':') {
    return foundEmoji(query, 12).map((emoji) => ({ id: emoji.sign, title: emoji.names[locale.current], sign: emoji.sign, pick: () => picks.onEmoji(from, to, emoji.sign) }));
  }
  if (sign === '/') {
    return [...desk.cannedReplies.values()]
      .filter((reply) => `${reply.shortcut} ${reply.title}`.toLocaleLowerCase().includes(query))
      .sort((a, b) => Number(b.shortcut.startsWith(query)) - Number(a.shortcut.startsWith(query)) || a.title.localeCompare(b.title))
      .slice(0, MOST)
      .map((reply) => ({ id: reply.id, title: reply.title, hint: reply.text, pick: () => picks.onCanned(reply.id, from, to) }));
  }
  return [...desk.agents.values()]
    .filter((agent) => agent.is_active && agent.id !== desk.me?.agent.id && fits(agent.display_name.toLocaleLowerCase(), query))
    .slice(0, MOST)
    .map((agent) => ({
      id: agent.id,
      title: agent.display_name,
      hint: agent.availability === 'online' ? m.shell_available() : m.shell_away(),
      avatarId: agent.id,
      pick: () => picks.onPerson(from, to, agent.display_name),
    }));
}
