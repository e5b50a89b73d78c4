// What an agent can do, as data: menu, palette and keys all read the same list.
import type { Component } from 'svelte';
import type { Id, Ticket } from '$api/types';
import { app } from '$lib/store/app.svelte';
import { desk } from '$lib/store/desk.svelte';

export interface ActionContext {
  /** The open ticket. */
  open: Ticket | null;
  /** What a ticket action applies to: the ticked tickets, else the open one. */
  targets: readonly Ticket[];
  meId: Id;
}

export type ActionGroup = 'ticket' | 'write' | 'go' | 'app';

export interface Action {
  id: string;
  group: ActionGroup;
  label: () => string;
  icon: Component<{ size?: number }>;
  /** Keys in their written form: "e", "g i", "Mod+k", "Shift+j". The first is the one that is shown. */
  keys?: readonly string[];
  /** Works while the agent is typing (only chords do, otherwise). */
  worksInInputs?: boolean;
  /** Absent: always. */
  when?: (context: ActionContext) => boolean;
  /** Not offered in the palette: it would be of no use there. */
  isHidden?: boolean;
  run: (context: ActionContext) => void;
}

export function contextNow(): ActionContext {
  const open = app.openTicketId === null ? null : (desk.tickets.get(app.openTicketId) ?? null);
  const ticked = [...app.selected].flatMap((id) => desk.tickets.get(id) ?? []);
  return { open, targets: ticked.length > 0 ? ticked : open === null ? [] : [open], meId: desk.me?.agent.id ?? '' };
}

export function isOffered(action: Action, context: ActionContext): boolean {
  return action.when?.(context) ?? true;
}

export const idsOf = (context: ActionContext): Id[] => context.targets.map((ticket) => ticket.id);
export const hasTargets = (context: ActionContext): boolean => context.targets.length > 0;
