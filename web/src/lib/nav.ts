// Paths of the lists and tickets.
import type { Id } from '$api/types';
import type { ListView } from './store/lists';

const SEGMENTS: Record<Exclude<ListView, 'team'>, string> = {
  inbox: 'mine',
  unassigned: 'unassigned',
  mentions: 'mentions',
  snoozed: 'snoozed',
  all: 'all',
};

export function viewOfSegment(segment: string): Exclude<ListView, 'team'> | null {
  const found = Object.entries(SEGMENTS).find(([, name]) => name === segment);
  return (found?.[0] as Exclude<ListView, 'team'> | undefined) ?? null;
}

/** Where lists are shown: on their own, or beside the customer phone of the demo. */
export type Place = '/inbox' | '/phone';

export function listPath(view: ListView, teamId: Id | null = null, base: Place = '/inbox'): string {
  return view === 'team' ? `/inbox/team/${teamId ?? ''}` : `${base}/${SEGMENTS[view]}`;
}

export function ticketPath(ticketId: Id, view: ListView = 'all', teamId: Id | null = null, base: Place = '/inbox'): string {
  return `${listPath(view, teamId, base)}/${ticketId}`;
}
