// What is open on this screen right now. Not kept, except where the agent's preferences say so.
import type { Id } from '$api/types';
import { SvelteSet } from 'svelte/reactivity';
import type { Place } from '$lib/nav';
import type { ListKey } from './lists';

/** The palette's sub-lists; "all" is the whole palette. */
export type PalettePage = 'all' | 'assign' | 'snooze' | 'tag' | 'priority' | 'canned' | 'status';

/** From this width on the panel stands beside the thread; below it lies over it. */
const ROOM_FOR_PANEL = '(min-width: 1181px)';

class App {
  list = $state.raw<ListKey>({ view: 'inbox', teamId: null, group: 'open', sort: 'waiting' });
  openTicketId = $state<Id | null>(null);
  base = $state<Place>('/inbox');
  /** Tickets ticked for a bulk act. */
  readonly selected = new SvelteSet<Id>();
  isPanelOpen = $state(true);
  isSidebarOpen = $state(false);
  isHelpOpen = $state(false);
  palette = $state.raw<{ page: PalettePage; query: string } | null>(null);
  /** True while pointer or focus is in the list: its order then stays put. */
  isListHeld = $state(false);

  /** Whether the panel has its own column. Where it has not, it is opened for a look and not remembered. */
  get hasPanelRoom(): boolean {
    return matchMedia(ROOM_FOR_PANEL).matches;
  }

  openPalette(page: PalettePage = 'all', query = ''): void {
    this.palette = { page, query };
  }
}

export const app = new App();
