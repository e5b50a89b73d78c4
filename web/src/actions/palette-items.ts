// What the palette offers: actions, and everything an action can be done with.
import AlarmClock from '@lucide/svelte/icons/alarm-clock';
import Flag from '@lucide/svelte/icons/flag';
import SquareCheck from '@lucide/svelte/icons/square-check';
import Tag from '@lucide/svelte/icons/tag';
import UserRound from '@lucide/svelte/icons/user-round';
import Users from '@lucide/svelte/icons/users';
import Zap from '@lucide/svelte/icons/zap';
import type { Component } from 'svelte';
import { request } from '$api/request';
import type { CannedReply, Priority, Ticket, TicketStatus } from '$api/types';
import { clock } from '$lib/clock.svelte';
import { momentText } from '$lib/format/time';
import { locale, m } from '$lib/i18n/i18n.svelte';
import type { Messages } from '$messages/messages';
import { problemText } from '$lib/problem-text';
import { parseSnooze, snoozeChoices } from '$lib/snooze';
import { focusComposer, composerOf } from '$lib/store/composer-port';
import { desk } from '$lib/store/desk.svelte';
import type { PalettePage } from '$lib/store/app.svelte';
import { toasts } from '$lib/store/toasts.svelte';
import { contextNow, isOffered, type ActionContext } from './action';
import { actions } from './all';
import { keysOf } from './keys';
import { addTag, assign, removeTag, setPriority, setStatus, snooze } from './ticket-changes';

export interface PaletteItem {
  id: string;
  icon: Component<{ size?: number }>;
  label: string;
  hint?: string;
  keys?: string | undefined;
  /** More words it is found by. */
  words?: string;
  isChecked?: boolean;
  run: () => void;
}

const PRIORITIES: readonly Priority[] = ['urgent', 'high', 'normal', 'low'];
const STATUSES: readonly Exclude<TicketStatus, 'snoozed'>[] = ['open', 'waiting_customer', 'waiting_internal', 'solved', 'closed'];

export const statusText = (status: TicketStatus): string => (m[`status_${status}` as keyof Messages] as () => string)();
export const priorityText = (priority: Priority): string => (m[`priority_${priority}` as keyof Messages] as () => string)();

function actionItems(context: ActionContext): PaletteItem[] {
  return actions
    .filter((action) => action.isHidden !== true && isOffered(action, context))
    .map((action) => ({ id: action.id, icon: action.icon, label: action.label(), keys: keysOf(action), run: () => action.run(contextNow()) }));
}

function assignItems(targets: readonly Ticket[]): PaletteItem[] {
  if (targets.length === 0) return [];
  const meId = desk.me?.agent.id;
  const agents = [...desk.agents.values()]
    .filter((agent) => agent.is_active)
    .sort((a, b) => Number(b.id === meId) - Number(a.id === meId) || Number(b.availability === 'online') - Number(a.availability === 'online') || a.display_name.localeCompare(b.display_name));
  return [
    ...agents.map((agent) => ({
      id: `assign.agent.${agent.id}`,
      icon: UserRound,
      label: m.palette_assign_to({ name: agent.display_name }),
      hint: [
        agent.id === meId ? m.palette_you() : agent.availability === 'online' ? m.shell_available() : m.shell_away(),
        ...agent.team_ids.flatMap((id) => desk.teams.get(id)?.name ?? []),
      ].join(' · '),
      run: () => assign(targets, { kind: 'agent', agent_id: agent.id }),
    })),
    ...[...desk.teams.values()].map((team) => ({
      id: `assign.team.${team.id}`,
      icon: Users,
      label: m.palette_assign_team({ name: team.name }),
      run: () => assign(targets, { kind: 'queue', team_id: team.id }),
    })),
  ];
}

function snoozeItems(targets: readonly Ticket[], query: string): PaletteItem[] {
  if (targets.length === 0) return [];
  const now = clock.now();
  const typed = parseSnooze(query, now);
  const choices = typed === null ? snoozeChoices(now) : [{ id: 'typed' as const, at: typed }];
  return choices.map((choice) => {
    const when = momentText(choice.at, now, locale.current);
    const isTyped = choice.id === 'typed';
    return {
      id: `snooze.${choice.id}`,
      icon: AlarmClock,
      label: isTyped ? m.palette_snooze_until({ when }) : (m[`palette_snooze_${choice.id}` as keyof Messages] as () => string)(),
      hint: isTyped ? '' : when,
      words: isTyped ? query : m.palette_snooze_until({ when }),
      run: () => snooze(targets, choice.at),
    };
  });
}

function tagItems(targets: readonly Ticket[], query: string): PaletteItem[] {
  if (targets.length === 0) return [];
  const carried = new Set(targets.flatMap((ticket) => ticket.tags));
  const known = [...new Set([...carried, ...desk.tags.map((one) => one.tag)])];
  const items: PaletteItem[] = known.map((tag) => ({
    id: `tag.${tag}`,
    icon: Tag,
    label: carried.has(tag) ? m.palette_tag_remove({ tag }) : m.palette_tag_add({ tag }),
    isChecked: carried.has(tag),
    words: tag,
    run: () => (carried.has(tag) ? removeTag(targets, tag) : addTag(targets, tag)),
  }));
  const fresh = query.trim();
  if (fresh !== '' && !known.some((tag) => tag.toLowerCase() === fresh.toLowerCase())) {
    items.push({ id: 'tag-new', icon: Tag, label: m.palette_tag_new({ tag: fresh }), words: fresh, run: () => addTag(targets, fresh) });
  }
  return items;
}

/** Fills in a canned reply for the ticket and puts it into the composer. */
export async function insertCanned(reply: CannedReply, ticket: Ticket): Promise<void> {
  try {
    const answer = await request<{ text: string; missing: string[] }>('POST', `/canned-replies/${reply.id}/render`, { ticket_id: ticket.id });
    focusComposer(ticket.id, 'reply');
    composerOf(ticket.id)?.insert(answer.text);
    if (answer.missing.length > 0) toasts.show(m.palette_missing({ names: answer.missing.join(', ') }));
  } catch (error) {
    toasts.show(problemText(error), { tone: 'bad' });
  }
}

function cannedItems(open: Ticket | null): PaletteItem[] {
  if (open === null) return [];
  return [...desk.cannedReplies.values()].map((reply) => ({
    id: `canned.${reply.id}`,
    icon: Zap,
    label: m.palette_canned({ title: reply.title }),
    hint: reply.text.replace(/\s+/gu, ' ').slice(0, 80),
    words: `${reply.shortcut} ${reply.text}`,
    run: () => void insertCanned(reply, open),
  }));
}

function priorityItems(targets: readonly Ticket[]): PaletteItem[] {
  return PRIORITIES.map((priority) => ({
    id: `priority.${priority}`,
    icon: Flag,
    label: priorityText(priority),
    isChecked: targets.length === 1 && targets[0]?.priority === priority,
    run: () => setPriority(targets, priority),
  }));
}

function statusItems(targets: readonly Ticket[]): PaletteItem[] {
  return STATUSES.map((status) => ({
    id: `status.${status}`,
    icon: SquareCheck,
    label: statusText(status),
    isChecked: targets.length === 1 && targets[0]?.status === status,
    run: () => setStatus(targets, status),
  }));
}

function pageItems(page: PalettePage, context: ActionContext, query: string): PaletteItem[] {
  switch (page) {
    case 'assign':
      return assignItems(context.targets);
    case 'snooze':
      return snoozeItems(context.targets, query);
    case 'tag':
      return tagItems(context.targets, query);
    case 'priority':
      return priorityItems(context.targets);
    case 'status':
      return statusItems(context.targets);
    case 'canned':
      return cannedItems(context.open);
    case 'all':
      return query.trim() === ''
        ? actionItems(context)
        : [
            ...actionItems(context),
            ...assignItems(context.targets),
            ...cannedItems(context.open),
            ...tagItems(context.targets, '').filter((item) => item.isChecked !== true),
            ...snoozeItems(context.targets, ''),
          ];
  }
}

/** What fits the words, best first. Every word must be found somewhere; a hit in the label's beginning counts most. */
export function filterItems(items: readonly PaletteItem[], query: string): PaletteItem[] {
  const words = query.toLowerCase().split(/\s+/u).filter((word) => word !== '');
  if (words.length === 0) return [...items];
  return items
    .flatMap((item) => {
      const label = item.label.toLowerCase();
      const rest = `${item.hint ?? ''} ${item.words ?? ''}`.toLowerCase();
      let score = 0;
      for (const word of words) {
        if (label.startsWith(word)) score += 4;
        else if (label.split(/[\s:,]+/u).some((part) => part.startsWith(word))) score += 3;
        else if (label.includes(word)) score += 2;
        else if (rest.includes(word)) score += 1;
        else return [];
      }
      return [{ item, score }];
    })
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item);
}

export function paletteItems(page: PalettePage, query: string): PaletteItem[] {
  const context = contextNow();
  const items = pageItems(page, context, query);
  const isTypedMoment = page === 'snooze' && parseSnooze(query, clock.now()) !== null;
  return isTypedMoment ? items : filterItems(items, query).slice(0, 60);
}
