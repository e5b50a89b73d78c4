import AlarmClock from '@lucide/svelte/icons/alarm-clock';
import AtSign from '@lucide/svelte/icons/at-sign';
import ArrowDown from '@lucide/svelte/icons/arrow-down';
import ArrowUp from '@lucide/svelte/icons/arrow-up';
import Hand from '@lucide/svelte/icons/hand';
import Inbox from '@lucide/svelte/icons/inbox';
import Layers from '@lucide/svelte/icons/layers';
import Search from '@lucide/svelte/icons/search';
import Settings from '@lucide/svelte/icons/settings';
import X from '@lucide/svelte/icons/x';
import Users from '@lucide/svelte/icons/users';
import { goto } from '$app/navigation';
import { m } from '$lib/i18n/i18n.svelte';
import { app } from '$lib/store/app.svelte';
import { neighbour } from '$lib/store/lists';
import type { Action } from '../action';
import { openList, shownIds, step } from '../go';

function tick(by: number): void {
  if (app.openTicketId !== null) app.selected.add(app.openTicketId);
  const next = neighbour(shownIds(), app.openTicketId, by);
  if (next !== null) app.selected.add(next);
  step(by);
}

export const navigationActions: readonly Action[] = [
  { id: 'go.next', group: 'go', label: () => m.act_next(), icon: ArrowDown, keys: ['j'], isHidden: true, run: () => step(1) },
  { id: 'go.previous', group: 'go', label: () => m.act_previous(), icon: ArrowUp, keys: ['k'], isHidden: true, run: () => step(-1) },
  {
    id: 'go.tick',
    group: 'go',
    label: () => m.act_tick(),
    icon: Layers,
    keys: ['x'],
    isHidden: true,
    when: (context) => context.open !== null,
    run(context) {
      if (context.open === null) return;
      if (!app.selected.delete(context.open.id)) app.selected.add(context.open.id);
    },
  },
  { id: 'go.tick-next', group: 'go', label: () => m.act_tick_next(), icon: ArrowDown, keys: ['Shift+j'], isHidden: true, run: () => tick(1) },
  { id: 'go.tick-previous', group: 'go', label: () => m.act_tick_previous(), icon: ArrowUp, keys: ['Shift+k'], isHidden: true, run: () => tick(-1) },
  {
    id: 'go.untick',
    group: 'go',
    label: () => m.inbox_select_none(),
    icon: X,
    keys: ['Escape'],
    isHidden: true,
    when: () => app.selected.size > 0,
    run: () => app.selected.clear(),
  },
  { id: 'go.mine', group: 'go', label: () => m.shell_view_inbox(), icon: Inbox, keys: ['g i'], run: () => openList('inbox') },
  { id: 'go.unassigned', group: 'go', label: () => m.shell_view_unassigned(), icon: Hand, keys: ['g n'], run: () => openList('unassigned') },
  { id: 'go.mentions', group: 'go', label: () => m.shell_view_mentions(), icon: AtSign, keys: ['g m'], run: () => openList('mentions') },
  { id: 'go.snoozed', group: 'go', label: () => m.shell_view_snoozed(), icon: AlarmClock, keys: ['g s'], run: () => openList('snoozed') },
  { id: 'go.all', group: 'go', label: () => m.shell_view_all(), icon: Layers, run: () => openList('all') },
  { id: 'go.search', group: 'go', label: () => m.search_title(), icon: Search, keys: ['/'], run: () => void goto('/search') },
  { id: 'go.contacts', group: 'go', label: () => m.shell_contacts(), icon: Users, run: () => void goto('/contacts') },
  { id: 'go.canned', group: 'go', label: () => m.shell_canned(), icon: Layers, run: () => void goto('/canned-replies') },
  { id: 'go.settings', group: 'go', label: () => m.shell_settings(), icon: Settings, run: () => void goto('/settings') },
];
